"""Many talks in one workbook, written row by row: the memory it takes does not grow with their number."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter

from simulator.flow.labels import Audience, Language
from simulator.report.audience import Shown
from simulator.report.beside import quote_text
from simulator.report.formats.tables import Cell
from simulator.report.formats.xlsx_workbook import FIXED_DATE, OPTIONS, write_row
from simulator.report.texts import texts

_WIDTHS: Final = 18


@dataclass(slots=True)
class _Sheet:
    """A sheet and the row that is written next."""

    sheet: Any
    row: int

    def write(self, cells: tuple[Cell, ...], style: Any = None) -> None:
        write_row(self.sheet, self.row, cells, style)
        self.row += 1


class ManySessions:
    """A workbook that talks are added to: one sheet of talks, one of their points, one of quotes where HR reads it.

    Use as a context manager; the file is whole once it ends. Talks stand in the order in which they are added.
    """

    def __init__(self, file: Path, audience: Audience, language: Language) -> None:
        self._words = texts(language)
        self._audience = audience
        self._book = xlsxwriter.Workbook(str(file), {**OPTIONS, "in_memory": False, "constant_memory": True})
        self._book.set_properties({"title": "Rechtuit", "created": FIXED_DATE})
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        reference, scenario = self._words("page.session"), self._words("page.scenario")
        points = (self._words("criteria.criterion"), self._words("given.computed"), self._words("tables.max"))
        self._talks = self._sheet(
            self._words("batch.talks"),
            (reference, self._words("batch.day"), self._words("batch.who"), scenario, self._words("page.with"),
             self._words("page.difficulty"), self._words("batch.minutes"), self._words("batch.turns"),
             *(() if audience == "hr" else (self._words("score.total"), self._words("given.total")))),
        )  # fmt: skip
        self._points = self._sheet(
            self._words("criteria.title"), (reference, scenario, *points, self._words("given.given"))
        )
        self._quotes = (
            self._sheet(
                self._words("chosen.title"), (reference, self._words("first.turn"), self._words("tables.quote"))
            )
            if audience == "hr"
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def add(self, shown: Shown, reference: str, held_at: datetime, who: str | None) -> None:
        """One talk.

        Args:
            shown: what the workbook's audience may see of it.
            reference: by which rows of different sheets belong together.
            who: name of the trainee, where it is known.
        """
        words, attendance = self._words, shown.attendance
        title = words.of(shown.scenario.title)
        outcome = () if shown.outcome is None else (shown.outcome.total, shown.trainer_total)
        self._talks.write(
            (reference, words.day(held_at), who or "", title, shown.at_table,
             words(f"difficulty.{shown.talk.difficulty}"), round(attendance.duration_ms / 60_000, 1),
             attendance.trainee_turn_count, *outcome)
        )  # fmt: skip
        in_force = shown.in_force
        for c in shown.criteria:
            given = in_force[c.criterion_id].value if c.criterion_id in in_force else None
            self._points.write((reference, title, words.of(c.title), c.value, c.max, given))
        if self._quotes is not None:
            for quote in shown.quotes:
                self._quotes.write((reference, quote.turn, quote_text(words, quote)))

    def _sheet(self, title: str, header: tuple[str, ...]) -> _Sheet:
        sheet = _Sheet(self._book.add_worksheet(title[:31]), 0)
        sheet.sheet.set_column(0, len(header) - 1, _WIDTHS)
        if self._audience == "hr":
            notice = self._words("page.not_for_evaluation")
            sheet.sheet.set_footer(f"&L{notice}")
            sheet.write((notice,), self._bold)
        sheet.write(header, self._bold)
        sheet.sheet.freeze_panes(sheet.row, 0)
        return sheet
