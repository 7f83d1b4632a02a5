"""The same page on paper: tagged PDF, the same bytes for the same report."""

import logging

from simulator.errors import Unavailable
from simulator.report.audience import Shown
from simulator.report.formats.html_page import render_html


def render_pdf(shown: Shown) -> bytes:
    """The printed page.

    Raises:
        Unavailable: when WeasyPrint, or the Pango it draws with, is not installed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        raise Unavailable(
            "PDF needs WeasyPrint and the Pango library.",
            where="report format pdf",
            remedy="Install the extra and the library: pip install 'rechtuit[pdf]' and apt install libpango-1.0-0 "
            "libpangoft2-1.0-0; or take the format html and print it.",
        ) from missing
    # It would log characters of the talk for which the machine has no font.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    page = render_html(shown).decode("utf-8")
    pdf: bytes = HTML(string=page, url_fetcher=_fetch_nothing).write_pdf(
        pdf_identifier=shown.talk_id.encode("utf-8", "replace"), pdf_tags=True, uncompressed_pdf=False
    )
    return pdf


def _fetch_nothing(url: str) -> dict[str, object]:
    raise Unavailable(f"a report fetches nothing, and this one asked for {url!r}.")
