"""The talk as a drawing: where every bar, tick and line of the timeline lies. The template only draws."""

from dataclasses import dataclass
from itertools import pairwise

from simulator.flow.talk import TraineeTurn
from simulator.report.audience import Shown
from simulator.report.texts import clock_time, texts

WIDTH = 720.0
LEFT = 92.0
RIGHT = 76.0
"""Room for the names of the lanes, and for the names of the lines at their ends."""
STATE_TOP, STATE_BOTTOM = 142.0, 192.0
TICK_BASE, TICK_HEIGHT = 122.0, 7.0
AXIS_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600)
AXIS_MARKS = 8
BAR_MIN = 1.5
LONG_LABEL_CHARS = 14
LABEL_GAP = 12.0


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


@dataclass(frozen=True, slots=True)
class Timeline:
    you: tuple[Bar, ...]
    other: tuple[Bar, ...]
    pauses: tuple[Bar, ...]
    """Silences inside the trainee's turns; only the trainee sees them."""
    vagueness: tuple[Tick, ...]
    """Vague words, taller where vaguer; `y` is the top of the tick."""
    trust: Line | None
    tension: Line | None
    axis: tuple[Tick, ...]
    news_x: float | None
    silence: Bar | None
    silence_label: str
    other_name: str


def draw(shown: Shown) -> Timeline | None:
    """Everything's place, or None where there is no talk to draw."""
    turns = [turn for turn in shown.talk.turns if turn.end_ms > turn.start_ms]
    if not turns:
        return None
    scale = _Scale(min(t.start_ms for t in turns), max(t.end_ms for t in turns))
    trust, tension = _state_lines(shown, scale)
    silence = next((e for e in shown.evidence if e.rule_id.startswith("moment.room.")), None)
    words = texts(shown.language)
    return Timeline(
        you=tuple(scale.bar(t.start_ms, t.end_ms) for t in turns if isinstance(t, TraineeTurn)),
        other=tuple(scale.bar(t.start_ms, t.end_ms) for t in turns if not isinstance(t, TraineeTurn)),
        pauses=_pauses(shown, scale),
        vagueness=_ticks(shown, scale),
        trust=trust,
        tension=tension,
        axis=scale.axis(),
        news_x=None if shown.news_ms is None else scale.x(shown.news_ms),
        silence=scale.bar(silence.start_ms, silence.end_ms) if silence else None,
        silence_label=f"{words.number((silence.end_ms - silence.start_ms) / 1000)} s" if silence else "",
        other_name=_short(shown.persona.name),
    )


class _Scale:
    """Milliseconds to the width of the drawing."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, end_ms
        self._per_ms = (WIDTH - LEFT - RIGHT) / max(1, end_ms - start_ms)

    def x(self, time_ms: int) -> float:
        inside = min(self.end_ms, max(self.start_ms, time_ms))
        return round(LEFT + (inside - self.start_ms) * self._per_ms, 1)

    def bar(self, start_ms: int, end_ms: int) -> Bar:
        x = self.x(start_ms)
        return Bar(x, round(max(BAR_MIN, self.x(end_ms) - x), 1))

    def axis(self) -> tuple[Tick, ...]:
        length_s = (self.end_ms - self.start_ms) / 1000
        step = next((s for s in AXIS_STEPS_S if length_s / s <= AXIS_MARKS), None) or round(length_s / AXIS_MARKS)
        times_s = range(0, int(length_s) + 1, step)
        return tuple(Tick(self.x(self.start_ms + 1000 * t), 0.0, clock_time(1000 * t)) for t in times_s)


def _pauses(shown: Shown, scale: _Scale) -> tuple[Bar, ...]:
    spoken = [turn.delivery for turn in shown.talk.trainee_turns if turn.delivery is not None]
    return tuple(scale.bar(p.start_ms, p.end_ms) for d in spoken for p in d.pauses if p.kind == "silent")


def _ticks(shown: Shown, scale: _Scale) -> tuple[Tick, ...]:
    vague = (e for e in shown.evidence if e.category == "vagueness" and e.weight > 0)
    return tuple(
        Tick(scale.x(e.start_ms), round(TICK_BASE - TICK_HEIGHT * min(3.0, e.weight), 1), e.quote) for e in vague
    )


def _state_lines(shown: Shown, scale: _Scale) -> tuple[Line | None, Line | None]:
    """Steps: the persona's state holds until it next reacts."""
    turns = shown.talk.avatar_turns
    if not turns:
        return None, None
    at = [scale.x(turn.start_ms) for turn in turns]
    trust = _steps(at, [t.state.trust for t in turns], scale.x(scale.end_ms))
    tension = _steps(at, [t.state.tension for t in turns], scale.x(scale.end_ms))
    if abs(trust.label_y - tension.label_y) < LABEL_GAP:
        is_trust_above = trust.label_y <= tension.label_y
        middle = (trust.label_y + tension.label_y) / 2
        up, down = middle - LABEL_GAP / 2, middle + LABEL_GAP / 2
        trust = Line(trust.points, up if is_trust_above else down)
        tension = Line(tension.points, down if is_trust_above else up)
    return trust, tension


def _steps(at: list[float], values: list[float], end_x: float) -> Line:
    ys = [round(STATE_BOTTOM - (STATE_BOTTOM - STATE_TOP) * min(1.0, max(0.0, v)), 1) for v in values]
    points = [(at[0], ys[0])]
    for (_, y), (x, next_y) in pairwise(zip(at, ys, strict=True)):
        points += [(x, y), (x, next_y)]
    points.append((end_x, ys[-1]))
    return Line(" ".join(f"{x:g},{y:g}" for x, y in points), ys[-1])


def _short(name: str) -> str:
    return name if len(name) <= LONG_LABEL_CHARS else f"{name[: LONG_LABEL_CHARS - 1]}…"
