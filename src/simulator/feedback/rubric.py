"""Points: weight times the lowest band of each criterion, capped by blockers, less the legal penalty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.errors import BadInput
from simulator.feedback.measures import REGISTRY
from simulator.feedback.wording import joined
from simulator.flow.local_text import LocalText
from simulator.flow.report import CriterionScore, Feedback, MeasuredValue
from simulator.flow.scenario import Band, Blocker, Criterion, Rubric

Measured = Mapping[str, MeasuredValue]

LEGAL_MEASURE = "legal_flag_count"


@dataclass(frozen=True, slots=True)
class Tally:
    """Points before they become feedback."""

    criteria: tuple[CriterionScore, ...]
    total: float
    legal_points_lost: float
    blocked_because: tuple[LocalText, ...]


def tally(rubric: Rubric, measured: Measured) -> Tally:
    """All points of a rubric.

    Raises:
        BadInput: when the rubric names a measure that does not exist.
    """
    criteria = tuple(score(criterion, measured) for criterion in rubric.criteria)
    broken = [b for b in rubric.blockers if is_yes(value_of(b.measure, measured)) != b.wanted]
    flags = value_of(LEGAL_MEASURE, measured).value or 0
    legal = min(rubric.legal_penalty_max, rubric.legal_penalty * flags)
    total = _total((c.value for c in criteria), broken, legal)
    return Tally(criteria, total, legal, tuple(b.reason for b in broken))


def total_with(given: Mapping[str, float], feedback: Feedback, rubric: Rubric) -> float:
    """The total as it would be with other points for some criteria; what capped it, and the law, stay as they were.

    Args:
        given: points by criterion, 0 to its weight.
    """
    broken = [b for b in rubric.blockers if b.reason in feedback.blocked_because]
    points = (given.get(c.criterion_id, c.value) for c in feedback.criteria)
    return _total(points, broken, feedback.legal_points_lost)


def _total(points: Iterable[float], broken: Sequence[Blocker], legal_points_lost: float) -> float:
    """0-100, one decimal."""
    return round(max(0.0, min([sum(points), *(b.cap for b in broken)]) - legal_points_lost), 1)


def score(criterion: Criterion, measured: Measured) -> CriterionScore:
    """Points of one criterion with the sentence that explains them, the deciding band first."""
    bands = sorted(criterion.bands, key=lambda band: band_ratio(band, measured))
    used = [value_of(band.measure, measured) for band in bands]
    points = criterion.weight * band_ratio(bands[0], measured)
    if criterion.halved_when is not None:
        halving = value_of(criterion.halved_when, measured)
        if is_yes(halving):
            points /= 2
            used.append(halving)
    reason = joined([REGISTRY[value.name].wording.told(value.value) for value in used])
    ids = tuple(dict.fromkeys(id_ for value in used for id_ in value.evidence_ids))
    return CriterionScore(criterion.id, criterion.title, round(points, 1), criterion.weight, reason, ids)


def band_ratio(band: Band, measured: Measured) -> float:
    """0-1 along the line from `zero` to `full`; 0 where nothing can be said."""
    value = value_of(band.measure, measured).value
    if value is None:
        return 0.0
    if band.full == band.zero:
        return float(value >= band.full)
    return min(1.0, max(0.0, (float(value) - band.zero) / (band.full - band.zero)))


def is_yes(value: MeasuredValue) -> bool:
    """What cannot be said is not a yes."""
    return bool(value.value)


def value_of(name: str, measured: Measured) -> MeasuredValue:
    try:
        return measured[name]
    except KeyError:
        raise BadInput(
            f"the rubric names a measure {name!r} that does not exist.",
            remedy=f"Choose one of: {', '.join(sorted(REGISTRY))}.",
        ) from None
