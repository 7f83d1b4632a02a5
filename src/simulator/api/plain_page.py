"""What pages of plain HTML stand on: the templates of a package, and its texts in three languages."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from ruamel.yaml import YAML

from simulator.flow.labels import Language


@cache
def templates_of(package: str) -> Environment:
    """Those in its folder `templates`."""
    return Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def texts_of(package: str, language: Language) -> dict[str, Any]:
    """Those of `texts/<language>.yaml` in it."""
    return dict(YAML(typ="safe").load(files(package).joinpath(f"texts/{language}.yaml").read_text("utf-8")))
