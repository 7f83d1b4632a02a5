"""Pitch summaries of contours that are known exactly."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.prosody import PitchSummary
from simulator.prosody.intonation import contour_of, summarise_pitch, without_octave_jumps

ST_FIELDS = ("range_st", "sd_st", "slope_st_s", "final_slope_st_s", "final_rise_st")


def hz(semitones_over_100_hz: np.ndarray) -> np.ndarray:
    return np.asarray(100 * 2 ** (semitones_over_100_hz / 12), np.float32)


def glide(n_frames: int, st_s: float, start_st: float = 0.0) -> np.ndarray:
    return hz(start_st + st_s * np.arange(n_frames) / 100)


def contour(seed: int, n_frames: int = 300) -> np.ndarray:
    """A voice that wanders some semitones, with pauses."""
    random = np.random.default_rng(seed)
    steps = np.convolve(random.normal(0, 1, n_frames + 20), np.ones(21) / 21, mode="valid")
    f0_hz = hz(3 + 8 * steps[:n_frames] - np.arange(n_frames) / 150)
    f0_hz[60:90] = f0_hz[200:215] = 0
    return f0_hz


def summary(f0_hz: np.ndarray) -> PitchSummary:
    return summarise_pitch(f0_hz, len(f0_hz))


@given(st.integers(0, 1000), st.floats(-6, 12))
def test_transposing_moves_the_median_and_no_interval(seed: int, by_st: float) -> None:
    f0_hz = contour(seed)
    plain, moved = summary(f0_hz), summary(np.asarray(f0_hz * 2 ** (by_st / 12), np.float32))
    assert moved.median_hz == pytest.approx(plain.median_hz * 2 ** (by_st / 12), rel=1e-4)
    assert moved.pdq == pytest.approx(plain.pdq, abs=1e-3)
    assert moved.voiced_ratio == plain.voiced_ratio
    for field in ST_FIELDS:
        assert getattr(moved, field) == pytest.approx(getattr(plain, field), abs=1e-3), field


@given(st.integers(0, 1000), st.integers(0, 400), st.integers(0, 400))
def test_silence_before_and_after_changes_nothing(seed: int, before: int, after: int) -> None:
    f0_hz = contour(seed)
    framed = np.concatenate([np.zeros(before, np.float32), f0_hz, np.zeros(after, np.float32)])
    plain, shifted = summary(f0_hz), summarise_pitch(framed, len(f0_hz))
    for field in ("median_hz", "pdq", "voiced_ratio", *ST_FIELDS):
        assert getattr(shifted, field) == pytest.approx(getattr(plain, field), abs=1e-6), field


@given(st.floats(-8, 8))
def test_declination_and_final_movement_of_a_glide(st_s: float) -> None:
    found = summary(glide(100, st_s))
    longer = summary(glide(101, st_s))
    assert math.isnan(found.slope_st_s)
    assert longer.slope_st_s == pytest.approx(st_s, abs=1e-3)
    assert found.final_slope_st_s == pytest.approx(st_s, abs=1e-3)
    assert found.final_rise_st == pytest.approx(st_s / 4, abs=1e-3)
    assert found.range_st == pytest.approx(abs(st_s) * 0.9 * 0.99, abs=1e-3)


def test_deviation_in_semitones_and_as_a_quotient() -> None:
    f0_hz = np.tile(np.array([100, 120], np.float32), 50)
    found = summary(f0_hz)
    assert found.sd_st == pytest.approx(6 * math.log2(1.2), abs=1e-4)
    assert found.pdq == pytest.approx(10 / 110, abs=1e-6)


@pytest.mark.parametrize("rise_st", [3.0, 5.0])
def test_a_rise_on_the_last_syllable_is_measured_whole(rise_st: float) -> None:
    f0_hz = np.concatenate([glide(100, -3.0, 3.0), glide(25, rise_st * 4)])
    assert summary(f0_hz).final_rise_st == pytest.approx(rise_st, abs=0.05)
    assert summary(f0_hz[::-1].copy()).final_rise_st < 1


@pytest.mark.parametrize(
    ("n_frames", "told"),
    [
        (0, ()),
        (19, ()),
        (20, ("median_hz",)),
        (25, ("median_hz", "final_rise_st", "final_slope_st_s")),
        (50, ("median_hz", "range_st", "sd_st", "pdq", "final_rise_st", "final_slope_st_s")),
        (101, ("median_hz", "range_st", "sd_st", "pdq", "final_rise_st", "final_slope_st_s", "slope_st_s")),
    ],
)
def test_nothing_is_told_from_too_little_voice(n_frames: int, told: tuple[str, ...]) -> None:
    found = summary(glide(n_frames, 1.0))
    for field in ("median_hz", "pdq", *ST_FIELDS):
        assert math.isnan(getattr(found, field)) == (field not in told), field


def test_an_end_that_is_torn_apart_has_no_final_movement() -> None:
    torn = np.zeros(300, np.float32)
    torn[:100] = 120
    torn[200::8] = 120
    assert math.isnan(summary(torn).final_rise_st)
    assert not math.isnan(summary(torn).slope_st_s)


@given(st.integers(0, 1000), st.sampled_from([0.5, 2.0]), st.integers(100, 185), st.integers(2, 15))
def test_octave_jumps_are_left_out(seed: int, factor: float, at: int, length: int) -> None:
    f0_hz = hz(np.asarray(2 * np.sin(np.arange(300) / 20 + seed)))
    wrong = f0_hz.copy()
    wrong[at : at + length] *= factor
    frames, _ = without_octave_jumps(wrong)
    assert not set(frames) & set(range(at, at + length))
    assert len(frames) == len(f0_hz) - length
    assert summary(wrong).range_st == pytest.approx(summary(f0_hz).range_st, abs=0.3)


def test_a_question_that_rises_over_an_octave_is_measured_whole() -> None:
    f0_hz = np.concatenate([glide(120, -1.0), glide(14, 110.0, -1.2)])
    found = summary(f0_hz)
    assert len(without_octave_jumps(f0_hz)[0]) == len(f0_hz)
    assert found.final_rise_st == pytest.approx(15.4, abs=3)


def test_a_stretch_an_octave_off_is_left_out_also_between_silences() -> None:
    f0_hz = np.concatenate([glide(100, -1.0), np.zeros(10, np.float32), glide(20, 0.0, 12.5), np.zeros(10, np.float32)])
    assert len(without_octave_jumps(f0_hz)[0]) == 100


def test_a_wide_voice_without_jumps_loses_nothing() -> None:
    f0_hz = hz(9 * np.sin(np.arange(400) / 30))
    assert len(without_octave_jumps(f0_hz)[0]) == 400


def test_a_jump_elsewhere_costs_a_wide_excursion_nothing() -> None:
    f0_hz = np.concatenate([hz(np.zeros(200)), glide(50, 16.0), np.zeros(20, np.float32), hz(np.full(30, 8.0))])
    wrong = f0_hz.copy()
    wrong[50:60] *= 0.5
    kept, _ = without_octave_jumps(wrong)
    assert set(kept) == set(np.flatnonzero(f0_hz)) - set(range(50, 60))


def test_the_contour_follows_the_voice_and_is_silent_where_it_is() -> None:
    rising = 150 * 2 ** (np.arange(100) / 100 * 4 / 12)
    f0_hz = np.concatenate([rising, np.zeros(50), np.full(100, 150 * 2 ** (2 / 12))]).astype(np.float32)
    contour = contour_of(f0_hz)
    assert len(contour) == 25
    assert contour[10:15] == (None,) * 5
    voiced = [st for st in contour if st is not None]
    assert voiced[:10] == pytest.approx(np.arange(-1.8, 2.2, 0.4), abs=0.11)
    assert voiced[10:] == pytest.approx([0] * 10, abs=0.11)


@pytest.mark.parametrize("shift_st", [-4.0, 5.0])
def test_the_contour_holds_no_voice_of_its_own(shift_st: float) -> None:
    f0_hz = (150 + 30 * np.sin(np.arange(300) / 20)).astype(np.float32)
    assert contour_of(f0_hz * np.float32(2 ** (shift_st / 12))) == pytest.approx(contour_of(f0_hz), abs=0.11)
    assert contour_of(np.full(19, 150, np.float32)) == ()
