"""Whether a trainer's `when:` holds at this moment of the talk."""

from dataclasses import dataclass

from simulator.flow.dialogue import PersonaState
from simulator.flow.language import Judgement
from simulator.flow.scenario import Condition


@dataclass(frozen=True, slots=True)
class Moment:
    """What a condition can look at. Exactly one of `judgement` and `silence_ms` is there."""

    state: PersonaState
    """After the turn was heard."""
    judgement: Judgement | None = None
    elapsed_ms: int | None = None
    """Since the talk began; not known on a silence."""
    silence_ms: int | None = None


def holds(condition: Condition, moment: Moment) -> bool:
    """True when every field that is given holds; a condition without fields always holds."""
    return (
        _holds_for_turn(condition, moment.judgement)
        and _holds_for_state(condition, moment.state)
        and _holds_for_time(condition, moment)
        and (not condition.any_of or any(holds(part, moment) for part in condition.any_of))
        and not any(holds(part, moment) for part in condition.none_of)
    )


def _holds_for_turn(condition: Condition, judgement: Judgement | None) -> bool:
    if judgement is None:
        asked = (condition.acts_any, condition.codes_any, condition.legal_any)
        return not any(asked) and condition.core_message is None and condition.severity_at_least is None
    return (
        (not condition.acts_any or judgement.has_act(*condition.acts_any))
        and (not condition.codes_any or any(span.code in condition.codes_any for span in judgement.spans))
        and (not condition.legal_any or any(finding.flag in condition.legal_any for finding in judgement.legal))
        and condition.core_message in (None, judgement.core_message)
        and judgement.severity >= (condition.severity_at_least or 0)
    )


def _holds_for_state(condition: Condition, state: PersonaState) -> bool:
    return (
        condition.core_said in (None, state.core_said)
        and state.clarity_debt >= (condition.debt_at_least or 0.0)
        and (not condition.mood_any or state.mood in condition.mood_any)
        and state.trainee_turns >= (condition.turn_at_least or 0)
    )


def _holds_for_time(condition: Condition, moment: Moment) -> bool:
    return _has_lasted(moment.elapsed_ms, condition.elapsed_s_at_least) and _has_lasted(
        moment.silence_ms, condition.silence_s_at_least
    )


def _has_lasted(time_ms: int | None, at_least_s: float | None) -> bool:
    return at_least_s is None or (time_ms is not None and time_ms >= 1000 * at_least_s)
