"""What a section of the benchmark gives: tables of figures, one shape for the terminal and for JSON."""

from dataclasses import dataclass
from typing import TypeAlias

Figure: TypeAlias = float | int | str | None
"""None where nothing could be measured."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, or why it was not."""

    name: str
    figures: tuple[Figure, ...] = ()
    """In the order of the columns; empty with a reason."""
    absent_because: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    """What was measured on what, with its unit."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    decimals: int = 1

    def figure(self, row: str, column: str) -> Figure:
        """The value, None where row or column is not there."""
        found = next((r for r in self.rows if r.name == row), None)
        at = self.columns.index(column) if column in self.columns else -1
        return found.figures[at] if found is not None and 0 <= at < len(found.figures) else None


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    """What a reader must know to read the figures."""
