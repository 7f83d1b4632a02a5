"""Conditions: all given fields hold."""

import pytest

from simulator.dialogue.conditions import holds
from simulator.dialogue.moment import Moment
from simulator.flow.dialogue import PersonaState
from simulator.flow.scenario import Condition
from tests.dialogue.talks import said

STATE = PersonaState(
    scenario_phase="nieuws", mood="sad", clarity_debt=4, core_said=True, trainee_turns=3, told=("decision", "date")
)
TURN = said(
    "We zien wel. Teken hier voor 500 euro.",
    "evade",
    "own_responsibility",
    severity=2,
    facts={"500 euro": "amount"},
    vague={"We zien wel": "vague_commitment"},
    legal=["notice_formality"],
)
MOMENT = Moment(STATE, TURN, elapsed_ms=60_000)


@pytest.mark.parametrize(
    ("met", "missed"),
    [
        (Condition(acts_any=("close", "evade")), Condition(acts_any=("close",))),
        (Condition(codes_any=("vague_commitment",)), Condition(codes_any=("filler",))),
        (Condition(legal_any=("notice_formality",)), Condition(legal_any=("age",))),
        (Condition(facts_any=("person", "amount")), Condition(facts_any=("date",))),
        (Condition(facts_any=("decider",)), Condition(facts_any=("decision",))),
        (Condition(told_all=("date", "decision")), Condition(told_all=("date", "reason"))),
        (Condition(core_message=False), Condition(core_message=True)),
        (Condition(core_said=True), Condition(core_said=False)),
        (Condition(severity_at_least=2), Condition(severity_at_least=3)),
        (Condition(debt_at_least=4), Condition(debt_at_least=4.5)),
        (Condition(mood_any=("sad", "angry")), Condition(mood_any=("angry",))),
        (Condition(turn_at_least=3), Condition(turn_at_least=4)),
        (Condition(elapsed_s_at_least=60), Condition(elapsed_s_at_least=61)),
        (Condition(), Condition(silence_s_at_least=1)),
        (
            Condition(any_of=(Condition(turn_at_least=9), Condition(core_said=True))),
            Condition(any_of=(Condition(turn_at_least=9),)),
        ),
        (Condition(none_of=(Condition(turn_at_least=9),)), Condition(none_of=(Condition(core_said=True),))),
    ],
)
def test_each_field_is_looked_at(met: Condition, missed: Condition) -> None:
    assert holds(met, MOMENT)
    assert not holds(missed, MOMENT)


def test_all_given_fields_must_hold() -> None:
    assert not holds(Condition(acts_any=("evade",), turn_at_least=9), MOMENT)


def test_on_a_silence_only_state_and_silence_can_hold() -> None:
    silence = Moment(STATE, silence_ms=5000)
    assert holds(Condition(silence_s_at_least=5, core_said=True, told_all=("decision",)), silence)
    assert not holds(Condition(silence_s_at_least=5.5), silence)
    for about_a_turn in (
        Condition(acts_any=("evade",)),
        Condition(facts_any=("amount",)),
        Condition(core_message=False),
        Condition(severity_at_least=0),
    ):
        assert not holds(about_a_turn, silence)
    assert not holds(Condition(elapsed_s_at_least=0), silence)
