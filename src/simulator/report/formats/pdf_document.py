"""The same page on paper: tagged PDF, the same bytes for the same report."""

import logging

from simulator.errors import Unavailable
from simulator.report.audience import Shown
from simulator.report.formats.html_page import render_html
from simulator.report.formats.tagging import complete_tags
from simulator.report.texts import texts

LINES_MOST = 1_000
"""Turns that are written out on paper, an hour and a half of talk. Laying out 10,000 takes minutes and over 2 GB, which
one report must not cost a server; the page says what is left out and where all of it stands."""


def render_pdf(shown: Shown) -> bytes:
    """The printed page.

    Raises:
        Unavailable: when WeasyPrint, or the Pango it draws with, is not installed.
    """
    page = render_html(shown, for_paper=True, lines_most=LINES_MOST)
    return on_paper(page, shown.talk_id, turn_word=texts(shown.language)("first.turn"))


def on_paper(page: bytes, identifier: str, *, turn_word: str = "") -> bytes:
    """A page of ours as PDF.

    Args:
        turn_word: what a turn is called, for who hears where a link leads.

    Raises:
        Unavailable: as `render_pdf`.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as missing:
        raise Unavailable(
            "PDF needs WeasyPrint and the Pango library.",
            where="report format pdf",
            remedy="Install the extra and the library: pip install 'rechtuit[pdf]' and apt install libpango-1.0-0 "
            "libpangoft2-1.0-0; or take the format html and print it.",
        ) from missing
    # It would log characters of the talk for which the machine has no font.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # A report fetches nothing: its fonts stand in it.
    only_inside = URLFetcher(allowed_protocols={"data"})
    pdf: bytes = HTML(string=page.decode("utf-8"), url_fetcher=only_inside).write_pdf(
        pdf_identifier=identifier.encode("utf-8", "replace"),
        pdf_tags=True,
        pdf_variant="pdf/ua-1",
        finisher=lambda _, written: complete_tags(written, lambda target: target.replace("turn-", f"{turn_word} ", 1)),
    )
    return pdf
