"""Whether a trainer's `when:` holds at this moment of the talk."""

from simulator.dialogue.cel import cel_holds
from simulator.dialogue.moment import Moment
from simulator.dialogue.told import parts_in
from simulator.flow.dialogue import PersonaState
from simulator.flow.language import Judgement
from simulator.flow.scenario import Condition


def holds(condition: Condition, moment: Moment) -> bool:
    """True when every field that is given holds; a condition without fields always holds."""
    return (
        _holds_for_turn(condition, moment.judgement)
        and _holds_for_state(condition, moment.state)
        and _holds_for_time(condition, moment)
        and (not condition.any_of or any(holds(part, moment) for part in condition.any_of))
        and not any(holds(part, moment) for part in condition.none_of)
        and (condition.cel is None or cel_holds(condition.cel, moment))
    )


def _holds_for_turn(condition: Condition, judgement: Judgement | None) -> bool:
    if judgement is None:
        asked = (condition.acts_any, condition.codes_any, condition.legal_any, condition.facts_any)
        return not any(asked) and condition.core_message is None and condition.severity_at_least is None
    return (
        (not condition.acts_any or judgement.has_act(*condition.acts_any))
        and (not condition.codes_any or any(span.code in condition.codes_any for span in judgement.spans))
        and (not condition.legal_any or any(finding.flag in condition.legal_any for finding in judgement.legal))
        and (not condition.facts_any or any(part in condition.facts_any for part in parts_in(judgement)))
        and condition.core_message in (None, judgement.core_message)
        and judgement.severity >= (condition.severity_at_least or 0)
    )


def _holds_for_state(condition: Condition, state: PersonaState) -> bool:
    return (
        condition.core_said in (None, state.core_said)
        and all(part in state.told for part in condition.told_all)
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
