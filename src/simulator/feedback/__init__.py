"""The whole talk → evidence → scores → advice.

    turns with their evidence ─► view ─► moments (evidence of the talk as a whole) ─► measures ─► rubric ─► advice

Pure: the same talk and scenario give the same feedback. Every point rests on evidence; without evidence no claim.
"""

from collections.abc import Iterable

from simulator.feedback.advice import advise
from simulator.feedback.measures import REGISTRY
from simulator.feedback.moments import observe
from simulator.feedback.rubric import tally, total_with
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.report import Feedback
from simulator.flow.scenario import Scenario
from simulator.flow.talk import Talk

__all__ = ["MEASURE_NAMES", "assess", "gather", "measure_docs", "total_with", "weigh"]

MEASURE_NAMES: frozenset[str] = frozenset(REGISTRY)
"""What a rubric may name."""


def assess(talk: Talk, scenario: Scenario) -> Feedback:
    """What the talk scored by the scenario's rubric, and why.

    Raises:
        BadInput: when the rubric names a measure that does not exist.
    """
    return weigh(gather(talk), talk, scenario)


def gather(talk: Talk) -> tuple[Evidence, ...]:
    """All evidence of the talk: what each turn shows, and the moments that only the whole shows."""
    of_turns = [found for turn in talk.trainee_turns for found in turn.evidence]
    return (*of_turns, *observe(TalkView(talk, of_turns)))


def weigh(evidence: Iterable[Evidence], talk: Talk, scenario: Scenario) -> Feedback:
    """Feedback from exactly this evidence, whatever its order; what was retracted does not count.

    Raises:
        BadInput: when the rubric names a measure that does not exist.
    """
    view = TalkView(talk, evidence)
    measured = {name: measure.of(view) for name, measure in REGISTRY.items()}
    points = tally(scenario.rubric, measured)
    by_id = {found.evidence_id: found for found in view.evidence}
    return Feedback(
        total=points.total,
        passed=points.total >= scenario.rubric.pass_mark,
        criteria=points.criteria,
        evidence=view.evidence,
        measures=tuple(measured.values()),
        advice=advise(scenario.rubric, points.criteria, measured, by_id),
        legal_points_lost=points.legal_points_lost,
        blocked_because=points.blocked_because,
        news_turn=view.news_ordinal,
        news_ms=view.news.end_ms if view.news else None,
    )


def measure_docs() -> dict[str, str]:
    """What each measure means, with its source, by name."""
    return {name: f"{measure.doc} Source: {measure.source}." for name, measure in sorted(REGISTRY.items())}
