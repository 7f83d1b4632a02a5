"""What must be reached (issue 3), held against the figures of this run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.ours import NAME

_TO_10_DB = ("clean", "white20", "white10", "pink20", "pink10", "tel", "hum10", "quiet40")
_PITCH_PEERS = ("praat ac", "swift-f0", "rapt")
_ABSENT = float("nan")


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    reached: float
    limit: float
    is_least: bool = False
    """Whether the limit is a floor for the figure rather than a ceiling."""

    @property
    def is_met(self) -> bool:
        return self.reached >= self.limit if self.is_least else self.reached <= self.limit

    def as_row(self) -> Row:
        sign = ">=" if self.is_least else "<="
        return Row(self.name, (self.reached, f"{sign} {self.limit:.1f}", "yes" if self.is_met else "NO"))


def judge(sections: Sequence[Section]) -> Section:
    """Every target that this run has figures for."""
    tables = [table for section in sections for table in section.tables if table.rows and table.columns]
    found = [
        *_speeds(tables),
        *_live(tables),
        *_pitch(tables),
        *_pauses(tables),
        *_syllables(tables),
        *_fillers(tables),
    ]
    rows = tuple(target.as_row() for target in found if target.reached == target.reached)
    return Section("targets", (Table("targets of issue 3", ("reached", "asked", "met"), rows),))


def _figure(table: Table, row: str, column: str) -> float:
    figure = table.figure(row, column)
    return float(figure) if isinstance(figure, int | float) else _ABSENT


def _speeds(tables: Iterable[Table]) -> Iterator[Target]:
    for table in tables:
        if table.title.startswith("pitch speed, 60"):
            for peer, least in (("praat ac", 20.0), ("swift-f0", 15.0)):
                yield Target(
                    f"pitch, 60 s: times as fast as {peer}", _figure(table, "  times as fast", f"/ {peer}"), least, True
                )
        if table.title.startswith("whole pass, 60"):
            reached = _figure(table, "praat, four calls", "/ rechtuit")
            yield Target("whole pass, 60 s: times as fast as Praat's four calls", reached, 20.0, True)


def _live(tables: Iterable[Table]) -> Iterator[Target]:
    bank = "kernel 64 x 20 ms"
    for table in tables:
        if table.title.startswith("live, CPU"):
            yield Target("live, 64 talks, 20 ms: streams per core", _figure(table, bank, "per core"), 2000.0, True)
            yield Target("live, 64 talks, 20 ms: p99 of a push, us", _figure(table, bank, "p99 us"), 2000.0)
            yield Target("live, 64 talks, 20 ms: lateness, ms", _figure(table, bank, "late ms"), 150.0)
        if table.title.startswith("live, memory"):
            yield Target("live: KB per talk", _figure(table, "KB", "both"), 256.0)


def _pitch(tables: Iterable[Table]) -> Iterator[Target]:
    """FFE: Praat's anywhere, SwiftF0's on four conditions, a third of the best in babble, the best in reverb."""
    for table in tables:
        if not table.title.startswith("pitch FFE"):
            continue
        source = table.title.removeprefix("pitch FFE %, ").split(" (")[0]
        for condition in table.columns:
            limit, of = _ffe_limit(table, condition)
            row = f"{NAME} *" if of.endswith("*") else NAME  # a slow peer was given less sound: so are we
            yield Target(f"FFE, {source}, {condition} (re {of})", _figure(table, row, condition), limit)


def _ffe_limit(table: Table, condition: str) -> tuple[float, str]:
    others = {r.name: _figure(table, r.name, condition) for r in table.rows if not r.name.startswith(NAME)}
    others = {name: ffe for name, ffe in others.items() if ffe == ffe}
    best = min(others, key=lambda name: others[name], default="")
    if condition == "babble10" and best:
        return others[best] / 3, f"a third of {best}"
    if condition == "reverb" and best:
        return others[best], best
    if condition in ("clean", "white10", "pink10", "tel") and "swift-f0" in others:
        return min(others["swift-f0"], others.get("praat ac", 100.0)), "swift-f0 and praat ac"
    return others.get("praat ac", _ABSENT), "praat ac"


def _pauses(tables: Iterable[Table]) -> Iterator[Target]:
    limits = (("missed %", 3.0), ("false %", 5.0), ("onset ms", 20.0), ("onset p95", 80.0))
    for table in tables:
        head, _, condition = table.title.rpartition(", ")
        if head.startswith("pauses") and condition in _TO_10_DB:
            for column, limit in limits:
                yield Target(f"{head}, {condition}: {column}", _figure(table, NAME, column), limit)


def _syllables(tables: Iterable[Table]) -> Iterator[Target]:
    for table in tables:
        head, _, condition = table.title.rpartition(", ")
        if head.startswith("syllables") and condition in (*_TO_10_DB, "babble10"):
            limit = 10.0 if condition == "babble10" else 3.0
            yield Target(f"{head}, {condition}: count error %", abs(_figure(table, NAME, "count %")), limit)


def _fillers(tables: Iterable[Table]) -> Iterator[Target]:
    for table in tables:
        if table.title.startswith("filled pauses"):
            for row, least in (("clean", 0.80), ("white10", 0.65), ("pink10", 0.65)):
                yield Target(f"{table.title}, {row}: F1", _figure(table, row, "F1"), least, True)
