"""scores → html, pdf, xlsx, csv, json, xapi.

    RehearsalReport ─► audience (what may be seen) ─► formats (bytes)

Nothing here scores or judges. The same report gives the same bytes: no date of today, no random identifier.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal, get_args

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import Beside
from simulator.report.audience import Shown, show
from simulator.report.formats.csv_table import render_csv
from simulator.report.formats.html_page import render_html
from simulator.report.formats.json_document import render_json
from simulator.report.formats.pdf_document import render_pdf
from simulator.report.formats.xapi_statements import render_xapi
from simulator.report.formats.xlsx_workbook import render_xlsx
from simulator.report.shelf import Shelf
from simulator.report.summary import summary

__all__ = ["FORMATS", "ReportFormat", "Shelf", "render", "summary"]

ReportFormat = Literal["html", "pdf", "json", "csv", "xlsx", "xapi"]
FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)

_RENDERERS: Final[dict[ReportFormat, Callable[[Shown], bytes]]] = {
    "html": render_html,
    "pdf": render_pdf,
    "json": render_json,
    "csv": render_csv,
    "xlsx": render_xlsx,
    "xapi": render_xapi,
}


def render(
    report: RehearsalReport,
    *,
    format: ReportFormat,  # noqa: A002
    audience: Audience,
    language: Language,
    beside: Beside | None = None,
    earlier: Sequence[RehearsalReport] = (),
    shelf: Shelf | None = None,
) -> bytes:
    """The report in one format, for one audience, in one language.

    Args:
        beside: what trainer and trainee put beside it; shown as far as the audience may see it.
        earlier: the same person's earlier attempts, oldest first, that this audience may see as well; those at another
            exercise are left out, and HR sees none.
        shelf: what the next exercise may be chosen from; without it, the same talk on another level.

    Raises:
        BadInput: when the format, audience or language is not one of the agreed names.
        Unavailable: for pdf, when WeasyPrint or Pango is not installed.
    """
    _known("format", format, FORMATS)
    _known("audience", audience, get_args(Audience))
    _known("language", language, LANGUAGES)
    shown = show(report, audience, language, beside)
    return _RENDERERS[format](replace(shown, earlier=_attempts_before(shown, earlier), shelf=shelf or Shelf()))


def _attempts_before(shown: Shown, earlier: Sequence[RehearsalReport]) -> tuple[Shown, ...]:
    if not shown.sees_words:
        return ()
    same = [report for report in earlier if report.scenario.id == shown.scenario.id]
    return tuple(show(report, shown.audience, shown.language) for report in same)


def _known(field: str, value: str, names: tuple[str, ...]) -> None:
    if value not in names:
        raise BadInput(
            f"no report {field} called {value!r}.", where=field, remedy=f"Choose one of: {', '.join(names)}."
        )
