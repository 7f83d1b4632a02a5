"""The line of the trainee's own voice, around the middle of that same voice: for the trainee's eyes only."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from simulator.flow.prosody import CONTOUR_STEP_MS, Delivery
from simulator.report.audience import Shown
from simulator.report.timeline.scale import Scale

LANE_HEIGHT = 44.0
LANE_MIDDLE = 122.0
LEAST_ST, MOST_ST = 6.0, 12.0
"""Half of the lane is at least and at most this many semitones, so that a sober voice is not drawn as a lively one."""
INSIDE_RATIO = 0.97
"""Share of the points that must fit: one squeak would make everything else flat. What does not fit lies at the edge."""
STEP_X = 0.7
"""Nearer points than this are drawn as one, their mean: no eye tells them apart, and a long talk has thousands."""


@dataclass(frozen=True, slots=True)
class PitchLane:
    path: str
    """SVG path; a gap wherever there is no voice."""
    half_st: float
    """Semitones from the middle to the edge of the lane."""


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    over_middle_st: float


def pitch_lane(shown: Shown, scale: Scale) -> PitchLane | None:
    """The contour of every usable turn; None where there is none, and for who may not see it."""
    spoken = [t.delivery for t in shown.talk.trainee_turns if t.delivery is not None and t.delivery.quality.usable]
    voiced = [d for d in spoken if d.contour_st and not math.isnan(d.pitch.median_hz)]
    if not voiced:
        return None
    middle_st = median(_semitones(d.pitch.median_hz) for d in voiced)
    runs = [run for d in voiced for run in _runs(d, _semitones(d.pitch.median_hz) - middle_st, scale)]
    if not runs:
        return None
    heights_st = sorted(abs(point.over_middle_st) for run in runs for point in run)
    most_st = heights_st[int(len(heights_st) * INSIDE_RATIO)]
    half_st = float(math.ceil(min(MOST_ST, max(LEAST_ST, most_st))))
    return PitchLane("".join(_path(run, half_st) for run in runs), half_st)


def _semitones(f0_hz: float) -> float:
    return 12 * math.log2(f0_hz)


def _runs(delivery: Delivery, offset_st: float, scale: Scale) -> Iterator[list[_Point]]:
    """Stretches of unbroken voice, points that fall together made one."""
    run: list[_Point] = []
    together: list[float] = []
    at_x = -math.inf
    for index, over_turn_st in enumerate((*delivery.contour_st, None)):
        time_ms = delivery.contour_start_ms + (index + 0.5) * CONTOUR_STEP_MS
        is_drawn = over_turn_st is not None and scale.start_ms <= time_ms <= scale.end_ms
        x = scale.x(time_ms)
        if together and (not is_drawn or x - at_x >= STEP_X):
            run.append(_Point(at_x, sum(together) / len(together)))
            together = []
        if not is_drawn and run:
            yield run
            run = []
        if is_drawn and over_turn_st is not None:
            at_x = at_x if together else x
            together.append(over_turn_st + offset_st)


def _path(run: list[_Point], half_st: float) -> str:
    def y(point: _Point) -> float:
        inside = max(-half_st, min(half_st, point.over_middle_st))
        return round(LANE_MIDDLE - inside / half_st * LANE_HEIGHT / 2, 1)

    first, *rest = run
    if not rest:
        return f"M{first.x:g},{y(first):g}h{STEP_X}"
    return f"M{first.x:g},{y(first):g}L" + " ".join(f"{p.x:g},{y(p):g}" for p in rest)
