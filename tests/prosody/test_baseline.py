"""The speaker's own usual: what it is made of, when it is silent, when a turn stands out."""

import math
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.baseline import Baseline, Comparison, UsualMeasure
from simulator.flow.prosody import Delivery
from simulator.prosody.baseline import baseline_of, compare, compare_each, merged, obstacle, usual, usual_of
from tests.prosody.turns import turn

NAMES = get_args(UsualMeasure)
TURNS = st.builds(
    turn,
    rate_sps=st.one_of(st.floats(2, 8), st.just(math.nan)),
    voiced_s=st.floats(0.1, 30),
    median_hz=st.floats(60, 400),
    sd_st=st.floats(0.2, 6),
    word_levels_db=st.lists(st.floats(-10, 5), max_size=20),
    fillers=st.integers(0, 4),
    usable=st.booleans(),
)


def of(*turns: Delivery) -> Baseline:
    return usual_of(turns)


def found(comparisons: Sequence[Comparison], name: str) -> Comparison:
    return next(comparison for comparison in comparisons if comparison.measure == name)


def same(one: Baseline, other: Baseline) -> bool:
    return one.turn_count == other.turn_count and all(
        usual(one, name) == pytest.approx(usual(other, name), nan_ok=True) for name in NAMES
    )


@given(st.lists(TURNS, max_size=5), st.lists(TURNS, max_size=5), st.lists(TURNS, max_size=5))
def test_merging_knows_no_order(one: list[Delivery], two: list[Delivery], three: list[Delivery]) -> None:
    a, b, c = of(*one), of(*two), of(*three)
    assert same(merged(merged(a, b), c), merged(a, merged(b, c)))
    assert same(merged(a, b), merged(b, a))
    assert same(merged(a, Baseline()), a)
    assert same(of(*one, *two), merged(a, b))


@given(st.lists(TURNS, min_size=1, max_size=6))
def test_each_turn_is_compared_with_all_others(turns: list[Delivery]) -> None:
    each = compare_each(turns)
    assert len(each) == len(turns)
    for k, comparisons in enumerate(each):
        alone = compare(turns[k], of(*turns[:k], *turns[k + 1 :]))
        assert [c.measure for c in comparisons] == [c.measure for c in alone]
        for ours, theirs in zip(comparisons, alone, strict=True):
            assert ours.change == pytest.approx(theirs.change, abs=1e-6)


def test_the_usual_rate_is_all_syllables_over_all_speech() -> None:
    known = of(turn(rate_sps=4.0, voiced_s=6), turn(rate_sps=5.0, voiced_s=12))
    assert usual(known, "articulation_rate_sps") == pytest.approx(14 / 3)


def test_the_usual_pitch_is_a_mean_of_semitones() -> None:
    known = of(turn(median_hz=100), turn(median_hz=200))
    assert usual(known, "median_hz") == pytest.approx(100 * math.sqrt(2))


def test_nothing_is_usual_below_ten_seconds_of_voice() -> None:
    assert math.isnan(usual(of(turn(voiced_s=9.9)), "articulation_rate_sps"))
    assert usual(of(turn(voiced_s=10.1)), "articulation_rate_sps") == 4.0


@pytest.mark.parametrize(
    ("delivery", "voiced_s", "why"),
    [
        (turn(usable=False), 20, "poor_recording"),
        (turn(voiced_s=1.9), 20, "turn_too_short"),
        (turn(), 9, "usual_too_short"),
        (turn(), 20, None),
    ],
)
def test_what_stands_in_the_way_of_a_comparison(delivery: Delivery, voiced_s: float, why: str | None) -> None:
    known = baseline_of(turn(voiced_s=voiced_s))
    assert obstacle(delivery, known) == why
    assert bool(compare(delivery, known)) == (why is None)


def test_a_poor_recording_adds_nothing() -> None:
    assert baseline_of(turn(usable=False)) == Baseline()


@pytest.mark.parametrize(("rate_sps", "stands_out"), [(3.52, False), (3.1, True), (4.79, False), (4.9, True)])
def test_a_rate_stands_out_beyond_a_fifth(rate_sps: float, stands_out: bool) -> None:
    rate = found(compare(turn(rate_sps=rate_sps), of(turn(voiced_s=20))), "articulation_rate_sps")
    assert rate.change == pytest.approx(100 * (rate_sps / 4 - 1))
    assert (rate.usual, rate.unit, rate.stands_out) == (4.0, "percent", stands_out)


def test_pitch_changes_in_semitones() -> None:
    higher = found(compare(turn(median_hz=240), of(turn(median_hz=120, voiced_s=20))), "median_hz")
    assert higher.change == pytest.approx(12.0)
    assert (higher.unit, higher.stands_out) == ("semitones", True)


@pytest.mark.parametrize(("fillers", "usual_fillers", "stands_out"), [(5, 1, False), (9, 1, True), (9, 7, False)])
def test_filled_pauses_stand_out_when_many_and_more_than_usual(
    fillers: int, usual_fillers: int, stands_out: bool
) -> None:
    hundred = [0.0] * 100
    known = of(turn(voiced_s=20, word_levels_db=hundred, fillers=usual_fillers))
    compared = compare(turn(word_levels_db=hundred, fillers=fillers), known)
    assert found(compared, "filled_pauses_per_100_words").stands_out is stands_out


def test_a_number_that_was_not_told_is_not_compared() -> None:
    names = {c.measure for c in compare(turn(rate_sps=math.nan), of(turn(voiced_s=20)))}
    assert names == {"median_hz", "range_st", "sd_st", "pdq"}


def test_a_warm_up_is_the_usual_once_it_is_long_enough() -> None:
    long, short = of(turn(rate_sps=5.0, voiced_s=60)), of(turn(rate_sps=5.0, voiced_s=5))
    assert usual_of([turn(voiced_s=20)], warm_up=long) == long
    assert usual(usual_of([turn(voiced_s=20)], warm_up=short), "articulation_rate_sps") == pytest.approx(4.2, rel=1e-4)
    (compared,) = compare_each([turn(voiced_s=20)], warm_up=long)
    assert found(compared, "articulation_rate_sps").usual == 5.0
