"""A scenario's triggers: when a condition holds, the persona does what the author wrote instead of what it would."""

from collections.abc import Iterator

from simulator.dialogue.conditions import holds
from simulator.dialogue.moment import Moment
from simulator.flow.labels import Intent
from simulator.flow.scenario import Scenario, Trigger

PRESSING: frozenset[Intent] = frozenset({"ask_clarity", "ask_yes_no", "insist", "leave"})
"""Never done into the silence after the news, whatever a scenario says (domain brief, section 4)."""


def open_triggers(scenario: Scenario, moment: Moment) -> Iterator[Trigger]:
    """Triggers that fire now, in the order in which they were written."""
    state = moment.state
    for trigger in scenario.triggers:
        is_spent = trigger.once and trigger.id in state.fired_triggers
        is_here = not trigger.phases or state.scenario_phase in trigger.phases
        if is_here and not is_spent and _may_answer(trigger, moment) and holds(trigger.when, moment):
            yield trigger


def _may_answer(trigger: Trigger, moment: Moment) -> bool:
    """Only a trigger that asks for a silence may break one."""
    if moment.silence_ms is None:
        return True
    presses = moment.state.core_said and trigger.intent in PRESSING
    return trigger.when.silence_s_at_least is not None and not presses
