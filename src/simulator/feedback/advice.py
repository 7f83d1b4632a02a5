"""One thing to keep and one thing to change: more does not get practised."""

from collections.abc import Mapping, Sequence

from simulator.feedback.measures import REGISTRY
from simulator.feedback.rubric import Measured, band_ratio
from simulator.feedback.wording import joined
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.report import Advice, CriterionScore
from simulator.flow.scenario import Criterion, Rubric

KEEP_RATIO = 0.7
"""Below this share of its points a criterion is nothing to hold on to (our choice)."""


def advise(
    rubric: Rubric, scores: Sequence[CriterionScore], measured: Measured, evidence: Mapping[str, Evidence]
) -> tuple[Advice, ...]:
    """The best criterion, if any is good, and the one that lost most points, if any did; ties go to the first."""
    keep = max(scores, key=lambda s: (s.value / s.max, s.max))
    change = max(scores, key=lambda s: s.max - s.value)
    advice: list[Advice] = []
    if keep.value / keep.max >= KEEP_RATIO and keep.evidence_ids:
        advice.append(Advice("keep", _headed(keep, keep.reason), keep.evidence_ids))
    if change.value < change.max:
        criterion = next(c for c in rubric.criteria if c.id == change.criterion_id)
        text = _headed(change, joined([change.reason, _what_to_do(criterion, measured)]))
        advice.append(Advice("change", text, _ids_at_fault(change, evidence)))
    return tuple(advice)


def _headed(score: CriterionScore, text: LocalText) -> LocalText:
    return LocalText(
        nl=f"{score.title.nl}. {text.nl}", fr=f"{score.title.fr}. {text.fr}", en=f"{score.title.en}. {text.en}"
    )


def _what_to_do(criterion: Criterion, measured: Measured) -> LocalText:
    """The advice of the measure that decided the points."""
    deciding = min(criterion.bands, key=lambda band: band_ratio(band, measured))
    is_prompted = criterion.halved_when is not None and measured[criterion.halved_when].value
    is_halving = band_ratio(deciding, measured) == 1.0 and is_prompted
    return REGISTRY[criterion.halved_when if is_halving and criterion.halved_when else deciding.measure].wording.advice


def _ids_at_fault(score: CriterionScore, evidence: Mapping[str, Evidence]) -> tuple[str, ...]:
    """What counted against it; all of its evidence where nothing did."""
    at_fault = tuple(id_ for id_ in score.evidence_ids if id_ in evidence and evidence[id_].polarity == "negative")
    return at_fault or score.evidence_ids
