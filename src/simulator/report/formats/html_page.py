"""The report as one HTML page: printable, no script, nothing fetched."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from simulator.report import delivery_strips, legal
from simulator.report.attempts import SPARK_HEIGHT, SPARK_WIDTH, attempts
from simulator.report.audience import Shown
from simulator.report.beside import given_scores, printed_remarks, quote_text
from simulator.report.delivery import quantities, remarks
from simulator.report.front import news_moment, pointer
from simulator.report.next_exercise import NextExercise, next_exercise
from simulator.report.safe_text import breakable, clean
from simulator.report.shown_by import anchors, shown_by
from simulator.report.texts import Texts, clock_time, texts
from simulator.report.timeline import draw, draw_news
from simulator.report.transcript import lines, not_tried_again
from simulator.report.typefaces import embedded


def render_html(shown: Shown, *, for_paper: bool = False, lines_most: int | None = None) -> bytes:
    """The page, UTF-8.

    Args:
        for_paper: break what has no end of its own, for a typesetter.
        lines_most: how many turns of the talk are written out, with a line that says how many are not; all when None.
    """
    words, following = texts(shown.language), next_exercise(shown)
    said = lines(shown)
    printed = said[:lines_most]
    anchor_of = anchors(line.item_id for line in printed)
    return fill(
        "report.html.j2",
        for_paper=for_paper,
        shown=shown,
        t=words,
        text=words.of,
        number=words.number,
        clock=clock_time,
        q=words.quoted,
        label=words.label,
        keep=pointer(shown, "keep"),
        change=pointer(shown, "change"),
        news=news_moment(shown),
        next=following,
        why_next=_why(words, following) if following else "",
        timeline=draw(shown),
        near=draw_news(shown),
        attempts=attempts(shown),
        spark=(SPARK_WIDTH, SPARK_HEIGHT),
        shown_by=shown_by(shown, anchor_of),
        anchors=anchor_of,
        lines=printed,
        left_out=len(said) - len(printed),
        not_tried_again=not_tried_again(shown),
        quantities=[quantity for quantity in quantities(shown) if quantity.says_something],
        strip=(delivery_strips.WIDTH, delivery_strips.HEIGHT),
        remarks=remarks(shown),
        given=given_scores(shown),
        said_beside=printed_remarks(shown),
        chosen=[(quote.turn, quote_text(words, quote)) for quote in shown.quotes],
        legal_flags=legal.flags(shown),
        legal_background=legal.background(shown),
        versions=[v for v in (shown.talk.versions.rules_hash, *shown.talk.versions.models) if v],
    )  # fmt: skip


def fill(template: str, *, for_paper: bool = False, **values: Any) -> bytes:
    """A page of ours, with our own style in it."""
    return _environment(for_paper).get_template(template).render(css=_css(), **values).encode("utf-8")


def _why(words: Texts, following: NextExercise) -> str:
    """The sentence that says why this exercise comes next."""
    criterion = words.of(following.criterion) if following.criterion else ""
    return words(f"next.why.{following.why}").format(criterion=criterion, points=words.number(following.points))


def _finalizer(make_safe: Callable[[str], str]) -> Callable[[Any], Any]:
    """Whatever a template prints can be written in UTF-8 and XML; what is marked as safe stays as it is."""

    def finalized(value: Any) -> Any:
        return value if isinstance(value, Markup) or not isinstance(value, str) else make_safe(value)

    return finalized


@cache
def _environment(for_paper: bool) -> Environment:
    return Environment(
        loader=PackageLoader("simulator.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalizer(breakable if for_paper else clean),
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _css() -> Markup:
    """Our own files, so they go in unescaped."""
    style = files("simulator.report").joinpath("templates/report.css").read_text("utf-8")
    return Markup(f"{embedded()}\n{style}")  # noqa: S704
