"""Levels of words that were made as loud as the test says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.prosody import CoreLevel, Delivery
from simulator.flow.speech import Word
from simulator.prosody.core_word import with_core_level, word_levels
from tests.prosody.turns import turn

WORDS = tuple(Word(text, 300 * k, 300 * (k + 1), 0.9) for k, text in enumerate(("wij", "beëindigen", "uw", "contract")))


def levels(*db: float) -> tuple[np.ndarray, np.ndarray]:
    """30 frames of each level, all speech."""
    level_db = np.repeat(np.array(db, np.float32), 30)
    return level_db, np.ones(len(level_db), np.bool_)


@given(st.lists(st.floats(-60, -5), min_size=4, max_size=4), st.floats(-40, 5))
def test_gain_changes_no_word(db: list[float], gain_db: float) -> None:
    level_db, speaking = levels(*db)
    louder = np.asarray(level_db + np.float32(gain_db), np.float32)
    assert word_levels(louder, speaking, WORDS) == pytest.approx(word_levels(level_db, speaking, WORDS), abs=1e-3)


def test_a_word_is_told_over_the_mean_of_the_turn() -> None:
    found = word_levels(*levels(-20, -20, -20, -30), WORDS)
    mean_db = 10 * math.log10((3 * 0.01 + 0.001) / 4)
    assert found == pytest.approx((-20 - mean_db,) * 3 + (-30 - mean_db,), abs=1e-4)


def test_pauses_count_neither_in_the_turn_nor_in_a_word() -> None:
    level_db, speaking = levels(-20, -20, -20, -20)
    level_db[35:50] = -90
    speaking[35:50] = False
    assert word_levels(level_db, speaking, WORDS) == pytest.approx((0.0,) * 4, abs=1e-4)


def test_a_word_without_speech_in_its_time_is_nan() -> None:
    level_db, speaking = levels(-20, -20, -20, -20)
    speaking[30:56] = False
    found = word_levels(level_db, speaking, (*WORDS, Word("weg", 5000, 5400, 0.9)))
    assert [math.isnan(db) for db in found] == [False, True, False, False, True]
    assert all(math.isnan(db) for db in word_levels(level_db, np.zeros_like(speaking), WORDS))


def swallowed() -> Delivery:
    return turn(word_levels_db=(1.0, -7.0, math.nan, -12.0))


def test_the_core_is_the_mean_of_its_words_and_its_last_word_stands_apart() -> None:
    found = with_core_level(swallowed(), WORDS, (300, 1200))
    assert found.core.core_db == pytest.approx(10 * math.log10((10**-0.7 + 10**-1.2) / 2))
    assert found.core.last_word_db == -12.0
    assert found.why("core_db") is None


@pytest.mark.parametrize(
    ("delivery", "core_ms", "reason"),
    [
        (turn(), (0, 1200), "no_word_times"),
        (swallowed(), None, "no_core_told"),
        (swallowed(), (600, 900), "core_not_heard"),
        (swallowed(), (3000, 4000), "core_not_heard"),
    ],
)
def test_without_a_core_there_is_a_reason(delivery: Delivery, core_ms: tuple[int, int] | None, reason: str) -> None:
    found = with_core_level(delivery, WORDS, core_ms)
    assert math.isnan(found.core.core_db)
    assert found.why("core_db") == found.why("last_word_db") == reason


def test_a_last_word_that_was_not_heard_has_its_own_reason() -> None:
    found = with_core_level(swallowed(), WORDS, (0, 900))
    assert found.core.core_db == pytest.approx(10 * math.log10((10**0.1 + 10**-0.7) / 2))
    assert (found.why("core_db"), found.why("last_word_db")) == (None, "core_not_heard")


def test_a_later_core_takes_the_earlier_reasons_away() -> None:
    without = with_core_level(swallowed(), WORDS, None)
    assert with_core_level(without, WORDS, (0, 1200)).unsaid == ()
    assert with_core_level(without, WORDS, (0, 1200)).core != CoreLevel()


def test_words_that_were_not_measured_are_refused() -> None:
    with pytest.raises(ValueError, match="3 words, but 4"):
        with_core_level(swallowed(), WORDS[:3], (0, 900))
