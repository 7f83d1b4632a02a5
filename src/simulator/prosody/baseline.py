"""turns → how this speaker usually speaks, and one turn beside it. Numbers, never scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np

from simulator.flow.baseline import Baseline, ChangeUnit, Comparison, Obstacle, Total, UsualMeasure
from simulator.flow.prosody import NAN, Delivery

LEAST_USUAL_VOICED_S: Final = 10.0
"""Under this much voiced speech nothing is compared (domain.md, section 3, validity guards)."""
LEAST_TURN_VOICED_S: Final = 2.0
"""Our choice: in less, the words decide the pace more than the speaker does."""
MANY_FILLED_PER_100_WORDS: Final = 8.0
"""Under it filled pauses are nobody's business (domain.md, section 3)."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """How far from the usual a measure must be to stand out."""

    change: float
    unit: ChangeUnit = "percent"
    only_above: bool = False


LIMITS: Final[dict[UsualMeasure, _Limit]] = {
    "articulation_rate_sps": _Limit(20.0),  # domain.md, section 3: twice the just noticeable difference (Quené)
    "median_hz": _Limit(3.0, "semitones"),  # our choice: what makes the end of a statement a question
    "range_st": _Limit(50.0),  # our choice, as the next two: only extremes, because sober is right in bad news
    "sd_st": _Limit(50.0),
    "pdq": _Limit(50.0),
    "filled_pauses_per_100_words": _Limit(50.0, only_above=True),  # domain.md, section 3: over 1.5 times the usual
}


def usual_of(deliveries: Sequence[Delivery], *, warm_up: Baseline | None = None) -> Baseline:
    """How somebody usually speaks: by the warm-up when it holds enough voice, else by these turns.

    Turns whose recording carries no judgement are left out.
    """
    if warm_up is not None and warm_up.voiced_s >= LEAST_USUAL_VOICED_S:
        return warm_up
    found = Baseline() if warm_up is None else warm_up
    for delivery in deliveries:
        found = merged(found, baseline_of(delivery))
    return found


def baseline_of(delivery: Delivery) -> Baseline:
    """One turn as a baseline; the empty one when its recording carries no judgement."""
    if not delivery.quality.usable:
        return Baseline()
    totals = {
        name: Total(weight, weight * (12 * float(np.log2(value)) if name == "median_hz" else value))
        for name, value, weight in _weighted(delivery)
        if weight > 0 and not np.isnan(value)
    }
    return Baseline(delivery.voiced_s, 1, totals)


def merged(one: Baseline, other: Baseline) -> Baseline:
    """Both together, in any order."""
    totals = dict(one.totals)
    for name, total in other.totals.items():
        known = totals.get(name, Total(0.0, 0.0))
        totals[name] = Total(known.weight + total.weight, known.weighted + total.weighted)
    return Baseline(one.voiced_s + other.voiced_s, one.turn_count + other.turn_count, totals)


def usual(baseline: Baseline, name: UsualMeasure) -> float:
    """What this speaker usually does, in the unit of the name; NaN when never told or in too little voice."""
    total = baseline.totals.get(name)
    if total is None or baseline.voiced_s < LEAST_USUAL_VOICED_S:
        return NAN
    mean = total.weighted / total.weight
    return float(2 ** (mean / 12)) if name == "median_hz" else mean


def obstacle(delivery: Delivery, baseline: Baseline) -> Obstacle | None:
    """Why this turn is compared with nothing; None when it is."""
    if not delivery.quality.usable:
        return "poor_recording"
    if delivery.voiced_s < LEAST_TURN_VOICED_S:
        return "turn_too_short"
    return "usual_too_short" if baseline.voiced_s < LEAST_USUAL_VOICED_S else None


def compare(delivery: Delivery, baseline: Baseline) -> tuple[Comparison, ...]:
    """One turn beside the speaker's own usual; empty when something stands in the way (`obstacle`).

    Args:
        baseline: without the turn itself.
    """
    if obstacle(delivery, baseline) is not None:
        return ()
    pairs = ((name, value, usual(baseline, name)) for name, value, _ in _weighted(delivery))
    return tuple(_comparison(name, value, known) for name, value, known in pairs if value >= 0 and known > 0)


def compare_each(
    deliveries: Sequence[Delivery], *, warm_up: Baseline | None = None
) -> tuple[tuple[Comparison, ...], ...]:
    """Every turn beside all others of the talk, the later ones too, or beside the warm-up."""
    if warm_up is not None and warm_up.voiced_s >= LEAST_USUAL_VOICED_S:
        return tuple(compare(delivery, warm_up) for delivery in deliveries)
    each = [baseline_of(delivery) for delivery in deliveries]
    empty = Baseline() if warm_up is None else warm_up
    before = list(accumulate(each, merged, initial=empty))
    after = list(accumulate(reversed(each), merged, initial=Baseline()))[::-1]
    return tuple(compare(delivery, merged(before[k], after[k + 1])) for k, delivery in enumerate(deliveries))


def _weighted(delivery: Delivery) -> Iterator[tuple[UsualMeasure, float, float]]:
    """Name, value and weight: seconds of what the value was measured on, or words."""
    voiced_s, pitch = delivery.voiced_s, delivery.pitch
    yield "articulation_rate_sps", delivery.articulation_rate_sps, delivery.speech_ms / 1000
    yield "median_hz", pitch.median_hz, voiced_s
    yield "range_st", pitch.range_st, voiced_s
    yield "sd_st", pitch.sd_st, voiced_s
    yield "pdq", pitch.pdq, voiced_s
    n_words = len(delivery.word_levels_db)
    n_filled = sum(pause.kind == "filled" for pause in delivery.pauses)
    yield "filled_pauses_per_100_words", 100 * n_filled / n_words if n_words else NAN, float(n_words)


def _comparison(name: UsualMeasure, value: float, known: float) -> Comparison:
    limit = LIMITS[name]
    change = 12 * float(np.log2(value / known)) if limit.unit == "semitones" else 100 * (value / known - 1)
    far = (change if limit.only_above else abs(change)) > limit.change
    if name == "filled_pauses_per_100_words":
        far = far and value > MANY_FILLED_PER_100_WORDS
    return Comparison(name, value, known, change, limit.unit, far)
