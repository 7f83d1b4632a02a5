"""scores → html, pdf, xlsx, csv, json, xapi.

    RehearsalReport ─► audience (what may be seen) ─► formats (bytes)

Nothing here scores or judges. The same report gives the same bytes: no date of today, no random identifier.
"""

from collections.abc import Callable
from typing import Final, Literal, get_args

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.report.audience import Shown, show
from simulator.report.formats.csv_table import render_csv
from simulator.report.formats.html_page import render_html
from simulator.report.formats.json_document import render_json
from simulator.report.formats.pdf_document import render_pdf
from simulator.report.formats.xapi_statements import render_xapi
from simulator.report.formats.xlsx_workbook import render_xlsx
from simulator.report.summary import summary

__all__ = ["FORMATS", "ReportFormat", "render", "summary"]

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


def render(report: RehearsalReport, *, format: ReportFormat, audience: Audience, language: Language) -> bytes:  # noqa: A002
    """The report in one format, for one audience, in one language.

    Raises:
        BadInput: when the format, audience or language is not one of the agreed names.
        Unavailable: for pdf, when WeasyPrint or Pango is not installed.
    """
    _known("format", format, FORMATS)
    _known("audience", audience, get_args(Audience))
    _known("language", language, LANGUAGES)
    return _RENDERERS[format](show(report, audience, language))


def _known(field: str, value: str, names: tuple[str, ...]) -> None:
    if value not in names:
        raise BadInput(
            f"no report {field} called {value!r}.", where=field, remedy=f"Choose one of: {', '.join(names)}."
        )
