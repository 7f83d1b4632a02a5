"""State: trust slowly up and at once down, tension by temperament, clarity debt."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.dialogue.influences import find_influences
from simulator.dialogue.state import hear
from simulator.flow.dialogue import PersonaState
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.scenario import Strain
from tests.dialogue.talks import NEWS, catalog, said

LIEVE = catalog().persona("lieve")
START = PersonaState(scenario_phase="nieuws", trust=0.5, tension=0.4)
NORMAL = Strain()
AFTER_NEWS = replace(START, core_said=True, phase="reacting")


def _heard(
    turn: Judgement, state: PersonaState = AFTER_NEWS, persona: Persona = LIEVE, strain: Strain = NORMAL
) -> PersonaState:
    found = find_influences(turn, persona, state)
    return hear(state, turn, found, persona=persona, kind="c4_talk", strain=strain)


def test_clarity_debt_adds_severities_and_the_news_pays_it_off() -> None:
    state = START
    for severity in (1, 3, 0, 2):
        state = _heard(said("vaag", severity=severity), state)
    assert state.clarity_debt == 6
    paid = _heard(NEWS, replace(state, rung=2))
    assert (paid.clarity_debt, paid.rung, paid.core_said, paid.phase) == (0, 0, True, "shocked")


def test_the_news_counts_once() -> None:
    once = _heard(NEWS, START)
    again = _heard(NEWS, replace(once, phase="reacting"))
    assert once.tension > START.tension
    assert again.tension <= once.tension
    assert again.phase == "reacting"


def test_one_escalation_undoes_several_calm_turns() -> None:
    calm, hurt = said("Ik zie het.", "reflect"), said("Zo erg is het niet.", "minimise")
    state = AFTER_NEWS
    for _ in range(2):
        state = _heard(calm, state)
    assert state.trust > AFTER_NEWS.trust
    assert state.tension < AFTER_NEWS.tension
    assert _heard(hurt, state).trust < AFTER_NEWS.trust


def test_i_understand_but_is_not_calming() -> None:
    turn = _heard(said("Ik begrijp het, maar ge moet dat zien in de context.", "acknowledge_emotion", "justify"))
    assert turn.trust < AFTER_NEWS.trust
    assert turn.tension > AFTER_NEWS.tension


def test_justifying_hurts_only_while_the_news_is_being_taken() -> None:
    turn = said("Dat is door de markt.", "justify")
    assert _heard(turn, AFTER_NEWS).trust < AFTER_NEWS.trust
    settled = replace(AFTER_NEWS, phase="practical")
    assert _heard(turn, settled).trust == settled.trust


def test_a_hot_button_is_found_as_words_and_not_inside_one() -> None:
    assert _heard(said("Het is niet persoonlijk, hé.")).trust < AFTER_NEWS.trust
    assert _heard(said("Het is niet persoonlijkheid.")).trust == AFTER_NEWS.trust


def test_temperament_and_difficulty_scale_the_rise() -> None:
    turn = said("Zo erg is het niet.", "minimise")
    personality = replace(LIEVE.personality, neuroticism=0.1)
    cool = replace(LIEVE, personality=personality)
    opposing = replace(LIEVE, leary="boven-tegen")
    rises = [_heard(turn, persona=persona).tension for persona in (cool, LIEVE, opposing)]
    assert rises == sorted(rises)
    assert len(set(rises)) == 3
    assert _heard(turn, strain=Strain(tension_ratio=1.3)).tension > rises[1]


def test_what_was_told_is_remembered() -> None:
    turn = said("Ik besliste dat op maandag.", "own_responsibility", facts={"maandag": "date"})
    assert _heard(turn).told == ("date", "decider")
    assert _heard(turn, _heard(turn)).told == ("date", "decider")


@given(severities=st.lists(st.integers(0, 3), max_size=30))
def test_debt_is_the_sum_of_severities_however_long_it_lasts(severities: list[int]) -> None:
    state = START
    for severity in severities:
        state = _heard(said("x", severity=severity), state)
    assert state.clarity_debt == sum(severities)
    assert 0 <= state.trust <= 1
    assert 0 <= state.tension <= 1
