"""The report as one HTML page: printable, no script, nothing fetched."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from simulator.report import legal
from simulator.report.audience import Shown
from simulator.report.delivery import quantities, remarks
from simulator.report.front import news_moment, pointer
from simulator.report.safe_text import clean
from simulator.report.texts import clock_time, texts
from simulator.report.timeline import draw
from simulator.report.transcript import lines


def render_html(shown: Shown) -> bytes:
    """The page, UTF-8."""
    words = texts(shown.language)
    page = _environment().get_template("report.html.j2").render(
        shown=shown,
        t=words,
        text=words.of,
        number=words.number,
        clock=clock_time,
        q=words.quoted,
        label=words.label,
        css=_css(),
        keep=pointer(shown, "keep"),
        change=pointer(shown, "change"),
        news=news_moment(shown),
        timeline=draw(shown),
        lines=lines(shown),
        quantities=quantities(shown),
        remarks=remarks(shown),
        legal_flags=legal.flags(shown),
        legal_background=legal.background(shown),
        versions=[v for v in (shown.talk.versions.rules_hash, *shown.talk.versions.models) if v],
    )  # fmt: skip
    return page.encode("utf-8")


def _cleaned(value: Any) -> Any:
    """Whatever a template prints can be written in UTF-8 and XML."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("simulator.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _css() -> Markup:
    """Our own file, so it goes in unescaped."""
    return Markup(files("simulator.report").joinpath("templates/report.css").read_text("utf-8"))  # noqa: S704
