"""Milliseconds to the width of the drawing, and the shapes that lie on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.report.texts import clock_time

WIDTH = 720.0
LEFT = 92.0
RIGHT = 76.0
"""Room for the names of the lanes, and for the names of the lines at their ends."""
AXIS_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
AXIS_MARKS = 8
BAR_MIN = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline ("x,y x,y") with its name at the right end."""

    points: str
    label_y: float


NEAR_X = 0.3
"""Shapes nearer than this are drawn as one: in a talk of hours thousands would lie on the same dot of ink."""


def joined(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars in order of time, those that touch made one."""
    found: list[Bar] = []
    for bar in bars:
        last = found[-1] if found else None
        if last and bar.x - (last.x + last.width) < NEAR_X:
            found[-1] = Bar(last.x, round(max(last.width, bar.x + bar.width - last.x), 1))
        else:
            found.append(bar)
    return tuple(found)


def thinned(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Ticks in order of time; of those on one spot the tallest."""
    found: list[Tick] = []
    for tick in ticks:
        if found and tick.x - found[-1].x < NEAR_X:
            found[-1] = min(found[-1], tick, key=lambda t: t.y)
        else:
            found.append(tick)
    return tuple(found)


class Scale:
    """Where a moment of the talk lies, between the first and the last that are drawn."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, end_ms
        self._per_ms = (WIDTH - LEFT - RIGHT) / max(1, end_ms - start_ms)

    def holds(self, start_ms: int, end_ms: int) -> bool:
        """Whether anything of this interval is drawn."""
        return start_ms <= self.end_ms and end_ms >= self.start_ms

    def x(self, time_ms: float) -> float:
        inside = min(self.end_ms, max(self.start_ms, time_ms))
        return round(LEFT + (inside - self.start_ms) * self._per_ms, 1)

    def bar(self, start_ms: int, end_ms: int) -> Bar:
        x = self.x(start_ms)
        return Bar(x, round(max(BAR_MIN, self.x(end_ms) - x), 1))

    def axis(self) -> tuple[Tick, ...]:
        """Marks at round times of the talk, at most AXIS_MARKS and one."""
        length_s = (self.end_ms - self.start_ms) / 1000
        step = next((s for s in AXIS_STEPS_S if length_s / s <= AXIS_MARKS), None) or round(length_s / AXIS_MARKS)
        first = -(-self.start_ms // (1000 * step)) * step
        times_s = range(first, self.end_ms // 1000 + 1, step)
        return tuple(Tick(self.x(1000 * t), 0.0, clock_time(1000 * t)) for t in times_s)
