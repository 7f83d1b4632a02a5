"""What is remarked about the sound of a turn, and when nothing is."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from simulator.feedback import gather
from simulator.flow.baseline import Comparison
from simulator.flow.evidence import Evidence
from simulator.flow.prosody import CoreLevel, Delivery
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn
from tests.feedback.talks import good_talk
from tests.prosody.turns import turn


def talk_with(delivery: Delivery, *, text: str | None = None, compared: Sequence[Comparison] = ()) -> Talk:
    """The good talk, its turn of the news said in this way and the others plainly."""
    talk = good_talk()
    first = talk.trainee_turns[0].item_id
    turns = [
        replace(t, delivery=delivery, compared=tuple(compared), text=text or t.text)
        if t.item_id == first and isinstance(t, TraineeTurn)
        else replace(t, delivery=turn())
        if isinstance(t, TraineeTurn)
        else t
        for t in talk.turns
    ]
    return replace(talk, turns=tuple(turns))


def told(talk: Talk, *rules: str) -> list[Evidence]:
    return [e for e in gather(talk) if e.rule_id.startswith(tuple(f"delivery.{rule}" for rule in rules))]


def ending(rise_st: float, *, usable: bool = True) -> Delivery:
    delivery = turn(usable=usable)
    return replace(delivery, pitch=replace(delivery.pitch, final_rise_st=rise_st))


@pytest.mark.parametrize(("rise_st", "expected"), [(2.9, False), (3.0, True), (-6.0, False), (float("nan"), False)])
def test_a_rise_on_the_statement_of_the_core_is_told(rise_st: float, expected: bool) -> None:
    assert bool(told(talk_with(ending(rise_st)), "final_rise")) is expected


def test_a_question_may_rise() -> None:
    assert not told(talk_with(ending(5.0), text="Wij beëindigen uw contract op 30 november, hé?"), "final_rise")


def test_a_rise_elsewhere_is_nobodys_business() -> None:
    talk = talk_with(turn())
    turns = tuple(replace(t, delivery=ending(6.0)) if t == talk.trainee_turns[1] else t for t in talk.turns)
    assert not told(replace(talk, turns=turns), "final_rise")


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        (CoreLevel(-5.9, -9.0), []),
        (CoreLevel(-6.0, -12.0), ["delivery.core_level"]),
        (CoreLevel(-3.0, -10.1), ["delivery.last_word_level"]),
        (CoreLevel(), []),
    ],
)
def test_core_words_that_fall_away_are_told_once(core: CoreLevel, expected: list[str]) -> None:
    found = told(talk_with(replace(turn(), core=core)), "core_level", "last_word_level")
    assert [e.rule_id for e in found] == expected


def test_numbers_are_told_as_each_language_writes_them() -> None:
    (found,) = told(talk_with(replace(turn(), core=CoreLevel(-7.5, -12.0))), "core_level")
    assert "7,5 dB" in found.message.nl
    assert "7.5 dB" in found.message.en


SWALLOWED = replace(ending(5.0), core=CoreLevel(-9.0, -12.0))
NORMS = ("final_rise", "core_level", "last_word_level")


def test_no_norm_is_applied_where_norms_are_off_the_sound_is_poor_or_the_voice_too_little() -> None:
    talk = talk_with(SWALLOWED)
    assert told(talk, *NORMS)
    assert not told(replace(talk, applies_norms=False), *NORMS)
    assert not told(talk_with(replace(ending(5.0, usable=False), core=SWALLOWED.core)), *NORMS)
    short = tuple(replace(t, delivery=None) if t in talk.trainee_turns[1:] else t for t in talk.turns)
    assert not told(replace(talk, turns=short), *NORMS)


RATE = Comparison("articulation_rate_sps", 3.0, 4.0, -25.0, "percent", True)


def test_only_what_stands_out_from_the_own_usual_is_told() -> None:
    near = replace(RATE, change=-12.0, stands_out=False)
    pitch = Comparison("median_hz", 150.0, 120.0, 3.86, "semitones", True)
    found = told(talk_with(turn(), compared=(RATE, pitch)), "own_")
    assert [e.rule_id for e in found] == ["delivery.own_articulation_rate_sps", "delivery.own_median_hz"]
    assert found[0].message.nl == "Tempo: 25 % trager dan in je andere beurten."
    assert found[1].message.fr == "Hauteur : 3,9 demi-tons plus haut que dans vos autres tours."
    assert not told(talk_with(turn(), compared=(near,)), "own_")


def test_the_own_usual_is_no_norm_and_stays_when_norms_are_off() -> None:
    assert told(replace(talk_with(turn(), compared=(RATE,)), applies_norms=False), "own_")


@pytest.mark.parametrize(("gap_ms", "expected"), [(2500, []), (2600, ["delivery.answer_gap"])])
def test_a_slow_answer_to_a_question_for_clarity_is_a_fact(gap_ms: int, expected: list[str]) -> None:
    talk = talk_with(turn())
    asked = talk.turns[2]
    assert isinstance(asked, AvatarTurn)
    answer = talk.turns[3]
    moved = replace(
        asked, intent="ask_yes_no", end_ms=answer.start_ms - gap_ms, start_ms=answer.start_ms - gap_ms - 900
    )
    turns = (*talk.turns[:2], moved, *talk.turns[3:])
    assert [e.rule_id for e in told(replace(talk, turns=turns), "answer_gap")] == expected
    other = replace(moved, intent="take_news")
    assert not told(replace(talk, turns=(*talk.turns[:2], other, *talk.turns[3:])), "answer_gap")


def test_none_of_it_scores_or_leaves_the_trainee() -> None:
    found = told(talk_with(SWALLOWED, compared=(RATE,)), *NORMS, "own_")
    assert len(found) == 3
    assert all(e.visibility == ("trainee",) and e.polarity == "neutral" and e.weight == 0 for e in found)
