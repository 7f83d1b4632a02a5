"""Gaps, overlap and interruptions of turns at known times."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.dialogue import PersonaState
from simulator.flow.language import Judgement
from simulator.flow.talk import AvatarTurn, TraineeTurn, Turn
from simulator.flow.turn_taking import answer_gaps_ms, gap_ms, is_interruption, overlap_ms, talk_ratio

TIMES = st.integers(0, 100_000)


def avatar(start_ms: int, end_ms: int, text: str = "Wat bedoelt u?") -> AvatarTurn:
    state = PersonaState(scenario_phase="opening")
    return AvatarTurn(f"persona_{start_ms}", text, "ask_clarity", "neutral", start_ms, end_ms, state)


def trainee(start_ms: int, end_ms: int) -> TraineeTurn:
    return TraineeTurn(f"trainee_{start_ms}", "Ja", "nl", start_ms, end_ms, Judgement("Ja", "nl", 0, 0.0, False, 0.0))


@given(TIMES, TIMES, TIMES, TIMES, st.integers(-5000, 5000))
def test_overlap_is_symmetric_and_knows_no_origin(a: int, b: int, c: int, d: int, by_ms: int) -> None:
    one, other = (min(a, b), max(a, b)), (min(c, d), max(c, d))
    length = overlap_ms(*one, *other)
    assert length == overlap_ms(*other, *one)
    assert length == overlap_ms(one[0] + by_ms, one[1] + by_ms, other[0] + by_ms, other[1] + by_ms)
    assert 0 <= length <= min(one[1] - one[0], other[1] - other[0])


def test_a_gap_is_negative_where_turns_overlap() -> None:
    assert gap_ms(avatar(0, 1000), trainee(1200, 2000)) == 200
    assert gap_ms(avatar(0, 1000), trainee(600, 2000)) == -400


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "is_backchannel", "was_cut_off", "expected"),
    [
        (700, 1300, False, False, True),
        (701, 1400, False, False, False),
        (700, 1299, False, False, False),
        (100, 3000, True, False, False),
        (1000, 2000, False, True, True),
        (1001, 2000, False, True, False),
    ],
)
def test_what_interrupts(start_ms: int, end_ms: int, is_backchannel: bool, was_cut_off: bool, expected: bool) -> None:
    found = is_interruption(
        trainee(start_ms, end_ms), avatar(0, 1000), is_backchannel=is_backchannel, was_cut_off=was_cut_off
    )
    assert found is expected


def test_only_a_turn_after_words_of_the_other_answers() -> None:
    turns: list[Turn] = [
        trainee(0, 500),
        avatar(1000, 2000),
        avatar(2100, 2100, ""),
        trainee(2200, 3000),
        trainee(4000, 5000),
        avatar(6000, 8000),
        trainee(7500, 9000),
    ]
    assert answer_gaps_ms(turns) == {"trainee_2200": 200, "trainee_7500": -500}


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_shares_add_up(own_ms: int, other_ms: int) -> None:
    assert talk_ratio(own_ms, other_ms) + talk_ratio(other_ms, own_ms) == pytest.approx(1)
    assert math.isnan(talk_ratio(own_ms, 0))
    assert math.isnan(talk_ratio(0, other_ms))
