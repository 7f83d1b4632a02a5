"""The ladder: thresholds by patience and difficulty, one rung at a time, one only after the news."""

from dataclasses import replace

import pytest

from simulator.dialogue.ladder import due_rung
from simulator.flow.dialogue import PersonaState
from simulator.flow.scenario import Strain
from tests.dialogue.talks import catalog

LADDER = catalog().scenario("c4-ontslag").ladder
LIEVE = catalog().persona("lieve")
MIDDLING = replace(LIEVE, dynamics=replace(LIEVE.dynamics, patience=0.5))


def _due(debt: float, rung: int, *, core_said: bool = False, patience: float = 0.5, ratio: float = 1.0) -> str | None:
    persona = replace(LIEVE, dynamics=replace(LIEVE.dynamics, patience=patience))
    state = PersonaState(scenario_phase="nieuws", clarity_debt=debt, rung=rung, core_said=core_said)
    found = due_rung(LADDER, state, persona=persona, strain=Strain(patience_ratio=ratio))
    return found.intent if found else None


@pytest.mark.parametrize(
    ("rung", "debt", "intent"), [(0, 2, "ask_clarity"), (1, 5, "ask_yes_no"), (2, 8, "insist"), (3, 11, "leave")]
)
def test_a_middling_persona_presses_at_the_debts_of_the_field(rung: int, debt: float, intent: str) -> None:
    assert _due(debt, rung) == intent
    assert _due(debt - 0.5, rung) is None


def test_nobody_skips_a_rung_or_climbs_past_the_last() -> None:
    assert _due(30, 0) == "ask_clarity"
    assert _due(30, 4) is None


def test_patience_and_difficulty_move_the_thresholds() -> None:
    assert _due(2, 0, patience=1.0) is None
    assert _due(3, 0, patience=1.0) == "ask_clarity"
    assert _due(1.4, 0, ratio=0.7) == "ask_clarity"
    assert _due(2, 0, ratio=1.5) is None


def test_after_the_news_only_the_meaning_is_asked() -> None:
    assert _due(3, 0, core_said=True) == "ask_clarity"
    assert _due(30, 1, core_said=True) is None
