"""The tables under one another in one CSV file (RFC 4180, UTF-8 with BOM so that Excel reads accents)."""

import csv
import io

from simulator.report.audience import Shown
from simulator.report.formats.tables import Cell, tables
from simulator.report.safe_text import without_formula


def render_csv(shown: Shown) -> bytes:
    """One line per row, the first column naming its table; a heading line before each table, after its notice."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for table in tables(shown):
        if table.notice:
            writer.writerow(["#", table.notice])
        writer.writerow(["#", *table.header])
        writer.writerows([table.record, *(_cell(cell) for cell in row)] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(cell: Cell) -> Cell:
    return without_formula(cell) if isinstance(cell, str) else cell
