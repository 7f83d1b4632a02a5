"""One sheet per table. Text stays text: no cell becomes a formula or a link, whatever a talk contained."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from simulator.report.audience import Shown
from simulator.report.formats.tables import Cell, Table, tables
from simulator.report.safe_text import clean

FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A report knows no date of its own, and the same report must give the same bytes."""
CELL_CHARS_MAX = 32_767
"""Excel's limit."""
WIDE = 60
NARROW = 22
WRAP_FROM = 24
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_xlsx(shown: Shown) -> bytes:
    """The workbook; where HR reads it the notice stands above every sheet and below every printed page."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": "Rechtuit", "created": FIXED_DATE})
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables(shown):
            _sheet(book, table, heading, wrapped)
    return out.getvalue()


def _sheet(book: "xlsxwriter.Workbook", table: Table, heading: object, wrapped: object) -> None:
    sheet = book.add_worksheet(table.title[:31])
    top = 1 if table.notice else 0
    if table.notice:
        sheet.write_string(0, 0, table.notice, heading)
        sheet.set_footer(f"&L{table.notice}")
    for column, title in enumerate(table.header):
        is_long = any(len(str(row[column])) > WRAP_FROM for row in table.rows)
        sheet.set_column(column, column, WIDE if is_long else NARROW, wrapped)
        sheet.write_string(top, column, clean(title), heading)
    sheet.freeze_panes(top + 1, 0)
    for number, row in enumerate(table.rows, start=top + 1):
        write_row(sheet, number, row)


def write_row(sheet: Any, number: int, cells: Sequence[Cell], style: object = None) -> None:
    """One row from the first column on; where there is nothing to say the cell stays empty."""
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, fitting(clean(cell)), style)
        elif cell is not None:
            sheet.write_number(number, column, cell, style)


def fitting(text: str) -> str:
    """Cut where Excel's cell ends, counted in UTF-16 as Excel does; the ellipsis shows the cut."""
    if len(text.encode("utf-16-le")) // 2 <= CELL_CHARS_MAX:
        return text
    cut = text.encode("utf-16-le")[: 2 * (CELL_CHARS_MAX - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"
