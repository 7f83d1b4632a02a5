"""Sections → text for a terminal, and plain values for JSON."""

import math
from collections.abc import Sequence

from benchmarks.prosody.figures import Figure, Section, Table

_WIDTH = 9


def as_text(sections: Sequence[Section]) -> str:
    """All sections, a table under its title each."""
    return "\n\n".join("\n\n".join([*map(_table_text, s.tables), *_notes(s)]) for s in sections)


def as_plain(sections: Sequence[Section]) -> dict[str, object]:
    """For JSON: section → title → row → column; null where nothing could be measured."""
    return {
        section.name: {
            "tables": {table.title: _table_plain(table) for table in section.tables},
            "notes": list(section.notes),
        }
        for section in sections
    }


def _notes(section: Section) -> list[str]:
    return ["\n".join(f"  {note}" for note in section.notes)] if section.notes else []


def _table_text(table: Table) -> str:
    cells = [[_shown(figure, table.decimals) for figure in row.figures] for row in table.rows]
    columns = [*zip(*(row for row in cells if row), strict=True)] or [()] * len(table.columns)
    named = [(name, *column) for name, column in zip(table.columns, columns, strict=True)]
    widths = [max(_WIDTH, *(len(text) + 1 for text in texts)) for texts in named]
    width = max([_WIDTH, *(len(row.name) for row in table.rows)])
    lines = [table.title, " " * width + _justified(table.columns, widths)]
    for row, shown in zip(table.rows, cells, strict=True):
        lines.append(f"{row.name:{width}}" + (_justified(shown, widths) or f" {row.absent_because}"))
    return "\n".join(lines)


def _justified(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(text.rjust(width) for text, width in zip(texts, widths, strict=False))


def _shown(figure: Figure, decimals: int) -> str:
    if figure is None or (isinstance(figure, float) and math.isnan(figure)):
        return "-"
    return f"{figure:.{decimals}f}" if isinstance(figure, float) else str(figure)


def _table_plain(table: Table) -> dict[str, object]:
    return {
        row.name: row.absent_because or dict(zip(table.columns, map(_plain, row.figures), strict=True))
        for row in table.rows
    }


def _plain(figure: Figure) -> Figure:
    return None if isinstance(figure, float) and not math.isfinite(figure) else figure
