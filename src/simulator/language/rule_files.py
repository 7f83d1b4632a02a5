"""The shipped rule data: YAML read once, validated, every mistake told with file and line."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES

T = TypeVar("T")

WORDING = "wording"
_FOLDERS = (*LANGUAGES, WORDING)
_HEADS = "learned/heads/judgement.npz"


def load_rules(folder: str, name: str, adapter: TypeAdapter[T]) -> T:
    """One shipped rule file as its type.

    Args:
        folder: "nl", "fr", "en" or "wording".
        name: file name without ".yaml".
        adapter: what the file must hold.

    Raises:
        BadInput: not YAML, or not what the type asks; says file and line.
    """
    text = (files(__package__) / folder / f"{name}.yaml").read_text(encoding="utf-8")
    return read_rules(text, where=f"language/{folder}/{name}.yaml", adapter=adapter)


def read_rules(text: str, *, where: str, adapter: TypeAdapter[T]) -> T:
    """YAML text as its type; `where` names it in errors.

    Raises:
        BadInput: not YAML, or not what the type asks; says file and line.
    """
    try:
        return adapter.validate_python(YAML(typ="safe").load(text))
    except MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise BadInput(f"not valid YAML: {problem.problem}.", where=f"{where}:{line}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        line = line_of(text, first["loc"])
        raise BadInput(f"{field}: {first['msg']}.", where=f"{where}:{line}") from problem


def line_of(text: str, path: tuple[int | str, ...]) -> int:
    """Line (from 1) on which the deepest existing part of a path stands."""
    node: Any = YAML(typ="rt").load(text)
    line = 0
    for part in path:
        marks = getattr(node, "lc", None)
        if marks is None or (part not in node if isinstance(node, dict) else not isinstance(part, int)):
            break
        line = (marks.item(part) if isinstance(node, list) else marks.key(part))[0]
        node = node[part]
    return line + 1


@cache
def rules_hash() -> str:
    """sha256 over all rule data and learned heads: two reports with the same hash were judged by the same of both."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        shipped = sorted((files(__package__) / folder).iterdir(), key=lambda entry: entry.name)
        for entry in (e for e in shipped if e.name.endswith(".yaml")):
            digest.update(f"{folder}/{entry.name}\0".encode())
            digest.update(entry.read_bytes())
            digest.update(b"\0")
    digest.update((files(__package__) / _HEADS).read_bytes())
    return digest.hexdigest()
