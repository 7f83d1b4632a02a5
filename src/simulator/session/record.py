"""From the turns of a talk to its report: the same for a talk that has just ended and for one that is told again."""

import hashlib
from collections.abc import Iterable, Sequence

from simulator import feedback
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Talk, TraineeTurn, Turn
from simulator.session.own_usual import beside_own_usual
from simulator.session.plan import Plan


def talk_of(
    plan: Plan, turns: Sequence[Turn], taken_back: Iterable[TraineeTurn] = (), *, is_cut_off: bool = False
) -> Talk:
    """The talk that these turns are.

    Args:
        turns: in the order in which they were taken in.
        is_cut_off: it stopped because the service did, not because anybody ended it.
    """
    return Talk(
        talk_id=_fingerprint(plan, turns),
        scenario_id=plan.scenario.id,
        persona_id=plan.persona.id,
        language=plan.language,
        difficulty=plan.difficulty,
        seed=plan.seed,
        turns=tuple(sorted(turns, key=lambda turn: turn.start_ms)),
        versions=plan.versions,
        applies_norms=plan.applies_norms,
        taken_back=tuple(taken_back),
        is_cut_off=is_cut_off,
        forked_from=plan.fork.origin if plan.fork else None,
    )


def report_of(plan: Plan, talk: Talk) -> RehearsalReport:
    """Feedback on a talk."""
    talk = beside_own_usual(talk)
    return RehearsalReport(
        talk=talk,
        scenario=plan.scenario,
        persona=plan.persona,
        feedback=feedback.assess(talk, plan.scenario),
        second=plan.second,
    )


def _fingerprint(plan: Plan, turns: Sequence[Turn]) -> str:
    """Names the talk by what it was, so that the same talk has the same report, byte for byte."""
    facts: tuple[object, ...] = (
        plan.scenario.id, plan.persona.id, plan.language, plan.difficulty, plan.seed, plan.versions
    )  # fmt: skip
    if plan.second is not None:
        facts = (*facts, plan.second.id)
    said = tuple((turn.item_id, turn.start_ms, turn.end_ms, turn.text) for turn in turns)
    return hashlib.sha256(repr((facts, said)).encode()).hexdigest()[:16]
