"""Rules for `when:`: conditions that say nothing, never hold, or are always overtaken by one before them."""

from collections.abc import Callable, Iterator

from simulator.authoring.expressions import conditions_of
from simulator.authoring.finding import Finding
from simulator.authoring.reading import Authored
from simulator.authoring.source import Loc
from simulator.flow.scenario import Condition, Scenario

ConditionRule = Callable[[Authored[Scenario]], Iterator[Finding]]


def conditions_say_something(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for loc, condition in conditions_of(scenario.value):
        if condition == Condition():
            yield scenario.source.finding(
                "SIM117", loc, "this condition has no fields, so it always holds.", "Say when, or remove it.",
                of_key=True,
            )  # fmt: skip


def conditions_can_hold(scenario: Authored[Scenario]) -> Iterator[Finding]:
    for loc, condition in conditions_of(scenario.value):
        if why := _never_holds(condition):
            yield scenario.source.finding(
                "SIM125", loc, f"this never holds: {why}.", "Drop one of the two.", of_key=True
            )


def steps_can_be_taken(scenario: Authored[Scenario]) -> Iterator[Finding]:
    """The first transition that holds is taken: one that holds whenever a later one does hides it."""
    for number, phase in enumerate(scenario.value.phases):
        for place, step in enumerate(phase.transitions):
            loc: Loc = ("phases", number, "transitions", place)
            if step.to == phase.id:
                yield scenario.source.finding(
                    "SIM124",
                    (*loc, "to"),
                    "this step leads to its own phase.",
                    "Remove it: the talk stays there anyway.",
                )
            for before in phase.transitions[:place]:
                if implies(step.when, before.when):
                    yield scenario.source.finding(
                        "SIM124", (*loc, "when"), f"the step to {before.to!r} above it is always taken first.",
                        "Put the narrower condition first, or make this one differ.", of_key=True,
                    )  # fmt: skip


def implies(narrow: Condition, wide: Condition) -> bool:
    """Whether `wide` holds whenever `narrow` does, as far as can be told without playing."""
    if wide.any_of or wide.none_of or wide.cel:
        return narrow == wide
    named = (
        (narrow.acts_any, wide.acts_any), (narrow.codes_any, wide.codes_any), (narrow.legal_any, wide.legal_any),
        (narrow.mood_any, wide.mood_any), (narrow.facts_any, wide.facts_any),
    )  # fmt: skip
    told = ((narrow.core_message, wide.core_message), (narrow.core_said, wide.core_said))
    limits = (
        (narrow.severity_at_least, wide.severity_at_least), (narrow.debt_at_least, wide.debt_at_least),
        (narrow.turn_at_least, wide.turn_at_least), (narrow.elapsed_s_at_least, wide.elapsed_s_at_least),
        (narrow.silence_s_at_least, wide.silence_s_at_least),
    )  # fmt: skip
    return (
        all(not w or (bool(n) and set(n) <= set(w)) for n, w in named)
        and set(wide.told_all) <= _told_by(narrow)
        and all(w is None or n == w for n, w in told)
        and all(w is None or (n is not None and n >= w) for n, w in limits)
    )


def _told_by(condition: Condition) -> set[str]:
    """Parts of the message that are told whenever this holds: those it names, and the only one that it asks for."""
    asked = condition.facts_any if len(condition.facts_any) == 1 else ()
    decision = ("decision",) if condition.core_message else ()
    return {*condition.told_all, *asked, *decision}


def _never_holds(condition: Condition) -> str | None:
    if condition.core_said is False and "decision" in _told_by(condition):
        return "a turn that tells the core has told it"
    if condition.core_message is False and condition.facts_any == ("decision",):
        return "a turn that tells the decision tells the core"
    about_words = condition.acts_any or condition.codes_any or condition.legal_any or condition.facts_any
    about_turn = about_words or condition.core_message is not None or condition.severity_at_least
    if condition.silence_s_at_least is not None and (about_turn or condition.elapsed_s_at_least is not None):
        return "nothing is said in a silence"
    if any(part != Condition() and implies(condition, part) for part in condition.none_of):
        return "`none_of` forbids what it asks"
    return None


CONDITION_RULES: tuple[ConditionRule, ...] = (conditions_say_something, conditions_can_hold, steps_can_be_taken)
