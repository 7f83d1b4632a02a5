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
    by_id = {c.id: c for c in rubric.criteria}
    keep = max(scores, key=lambda s: (s.value / s.max, s.max))
    change = max(scores, key=lambda s: s.max - s.value)
    advice: list[Advice] = []
    if keep.value / keep.max >= KEEP_RATIO and keep.evidence_ids:
        deciding = _deciding(by_id[keep.criterion_id], measured)
        text = _headed(keep, _told(deciding, measured))
        advice.append(Advice("keep", text, keep.evidence_ids, keep.criterion_id, deciding))
    if change.value < change.max:
        deciding = _deciding(by_id[change.criterion_id], measured)
        text = _headed(change, joined([_told(deciding, measured), REGISTRY[deciding].wording.advice]))
        at_fault = _ids_at_fault(change, evidence)
        advice.append(Advice("change", text, at_fault, change.criterion_id, deciding))
    return tuple(advice)


def _headed(score: CriterionScore, text: LocalText) -> LocalText:
    return LocalText(
        nl=f"{score.title.nl}. {text.nl}", fr=f"{score.title.fr}. {text.fr}", en=f"{score.title.en}. {text.en}"
    )


def _deciding(criterion: Criterion, measured: Measured) -> str:
    """The measure that decided the points: the lowest band, or what halved them."""
    lowest = min(criterion.bands, key=lambda band: band_ratio(band, measured))
    halving = criterion.halved_when
    if halving and measured[halving].value and band_ratio(lowest, measured) == 1.0:
        return halving
    return lowest.measure


def _told(name: str, measured: Measured) -> LocalText:
    return REGISTRY[name].wording.told(measured[name].value)


def _ids_at_fault(score: CriterionScore, evidence: Mapping[str, Evidence]) -> tuple[str, ...]:
    """What counted against it; all of its evidence where nothing did."""
    at_fault = tuple(id_ for id_ in score.evidence_ids if id_ in evidence and evidence[id_].polarity == "negative")
    return at_fault or score.evidence_ids
