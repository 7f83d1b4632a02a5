import pytest

from simulator.avatar import nod_prob, sign_of_having_heard
from simulator.flow.labels import Mood
from simulator.flow.persona import Personality

WARM = Personality(0.5, 0.5, 0.9, 0.9, 0.5)
COOL = Personality(0.5, 0.5, 0.1, 0.1, 0.5)


def test_a_warm_persona_nods_more_than_a_cool_one_and_neither_always() -> None:
    assert 0 < nod_prob(COOL, "neutral") < nod_prob(WARM, "neutral") < 1


@pytest.mark.parametrize("mood", ["shocked", "angry", "withdrawn"])
def test_nobody_nods_in_anger_or_shock(mood: Mood) -> None:
    assert nod_prob(WARM, mood) == 0


def test_who_is_wary_nods_less() -> None:
    assert nod_prob(WARM, "wary") < nod_prob(WARM, "neutral")


def test_a_sign_of_having_heard_is_a_movement_from_now_on() -> None:
    assert [(sign_of_having_heard(mood).kind, sign_of_having_heard(mood).at_ms) for mood in ("sad", "practical")] == [
        ("gesture", 0),
        ("gesture", 0),
    ]
