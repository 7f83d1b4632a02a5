import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.prosody.pitch_errors import score_pitch
from simulator.errors import BadAudio
from simulator.prosody import track, warm_up
from tests.prosody.talkers import VOICES, Talker, degrade, speak

BELIEVED = slice(12, -5)
"""What stands still from the first sample on is taken for a voice after a tenth of a second: it might be hum."""


def harmonics(f0_hz: NDArray[np.float64] | float, rate: int = 16_000, seconds: float = 1.0) -> NDArray[np.float32]:
    """Eight harmonics, each half as loud as its number says; a contour of Hz per sample, or one pitch."""
    contour = np.broadcast_to(f0_hz, int(seconds * rate)) if np.ndim(f0_hz) == 0 else np.asarray(f0_hz)
    phase = 2 * np.pi * np.cumsum(contour) / rate
    return np.asarray(0.1 * sum(np.sin(k * phase) / k for k in range(1, 9)), np.float32)


def cents(found: NDArray[np.float32], truth_hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return np.asarray(1200 * np.log2(found / truth_hz), np.float64)


@settings(max_examples=40, deadline=None)
@given(st.floats(70, 450))
def test_a_steady_harmonic_tone_is_found_within_cents_and_in_its_octave(f0_hz: float) -> None:
    found = track(harmonics(f0_hz), 16_000).f0_hz[BELIEVED]
    assert (found > 0).all()
    assert np.abs(cents(found, f0_hz)).max() < 15


@pytest.mark.parametrize("f0_hz", [90.0, 150.0, 300.0, 450.0])
def test_a_pure_sine_is_found(f0_hz: float) -> None:
    samples = (0.3 * np.sin(2 * np.pi * f0_hz * np.arange(16_000) / 16_000)).astype(np.float32)
    found = track(samples, 16_000)
    assert np.abs(cents(found.f0_hz[BELIEVED], f0_hz)).max() < 20
    assert found.level_db[5:-5] == pytest.approx(20 * np.log10(0.3 / np.sqrt(2)), abs=0.6)


@pytest.mark.parametrize(("low_hz", "high_hz"), [(80, 160), (160, 80), (150, 400), (100, 300)])
def test_a_sweep_is_followed(low_hz: float, high_hz: float) -> None:
    at_s = np.arange(32_000) / 16_000
    contour = low_hz * (high_hz / low_hz) ** (at_s / 2)
    found = track(harmonics(contour), 16_000)
    error = cents(found.f0_hz[5:-5], np.interp(found.times_s, at_s, contour)[5:-5])
    assert np.sqrt(np.mean(error**2)) < 12
    assert np.abs(error).max() < 40


@settings(max_examples=15, deadline=None)
@given(st.integers(-8, 3))
def test_gain_changes_the_level_and_nothing_else(doublings: int) -> None:
    samples = degrade(speak(VOICES[0], seed=8, seconds=2), "pink10", seed=8) / np.float32(4)
    louder = track(samples * np.float32(2.0**doublings), 16_000)
    plain = track(samples, 16_000)
    np.testing.assert_allclose(louder.f0_hz, plain.f0_hz, rtol=1e-5)
    # In the silence that is put after the last sample, levels stop at -120 dB.
    np.testing.assert_allclose(louder.voicing[:-5], plain.voicing[:-5], atol=1e-3)
    np.testing.assert_allclose(louder.level_db, plain.level_db + 20 * np.log10(2) * doublings, atol=1e-3)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_gives_the_same_pitch_at_the_same_time(rate: int) -> None:
    at_s = np.arange(rate) / rate
    contour = 120 * 2**at_s
    found = track(harmonics(contour, rate), rate)
    assert abs(len(found.f0_hz) - 100) <= 1
    assert np.abs(cents(found.f0_hz[6:-6], np.interp(found.times_s, at_s, contour)[6:-6])).max() < 20


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.name)
@pytest.mark.parametrize(("condition", "most_pct"), [("clean", 3), ("white10", 4), ("quiet40", 3), ("tel", 17)])
def test_imposed_contours_are_found(voice: Talker, condition: str, most_pct: float) -> None:
    recording = speak(voice, seed=21, seconds=4)
    found = track(degrade(recording, condition, seed=21), 16_000).f0_hz
    errors = score_pitch([found], [recording.f0_hz])
    assert errors.ffe_pct <= most_pct
    if condition == "clean":
        assert errors.cents_rms < 45  # the voices have jitter, and truth is that of three periods


@pytest.mark.parametrize("rate", [16_000, 48_000])
@pytest.mark.parametrize("n_samples", [0, 1, 159])
def test_less_than_a_frame_gives_an_empty_track(n_samples: int, rate: int) -> None:
    found = track(np.full(n_samples, 0.1, np.float32), rate)
    assert len(found.times_s) == len(found.f0_hz) == len(found.voicing) == len(found.level_db) == 0


@pytest.mark.parametrize("value", [0.0, 0.3, -1.0, 1e-30])
def test_silence_and_a_constant_are_unvoiced_and_at_the_floor(value: float) -> None:
    found = track(np.full(16_000, value, np.float32), 16_000)
    assert len(found.f0_hz) == 100
    assert not found.f0_hz.any()
    assert (found.level_db == -120).all()
    assert np.isfinite(found.voicing).all()
    assert found.voicing.max() < 0.1


def test_white_noise_is_unvoiced() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 32_000).astype(np.float32)
    assert np.mean(track(noise, 16_000).f0_hz > 0) < 0.05


def test_a_constant_offset_changes_no_pitch() -> None:
    samples = harmonics(130.0)
    np.testing.assert_allclose(track(samples + np.float32(0.3), 16_000).f0_hz[BELIEVED], 130, rtol=0.01)


def test_times_are_frame_centres() -> None:
    np.testing.assert_allclose(track(np.zeros(480, np.float32), 16_000).times_s, [0.005, 0.015, 0.025])


@pytest.mark.parametrize(
    ("samples", "rate", "says"),
    [
        (np.array([0, np.nan], np.float32), 16_000, "sample 1 .*nan"),
        (np.array([np.inf, 0], np.float32), 16_000, "sample 0 .*inf"),
        (np.zeros((2, 16), np.float32), 16_000, "not mono"),
        (np.zeros(16, np.int16), 16_000, "int16"),
        (np.full(16, 3000, np.float32), 16_000, "3000"),
        (np.zeros(16, np.float32), 7_999, "7999 Hz"),
        (np.zeros(16, np.float32), 96_001, "96001 Hz"),
        (np.zeros(16, np.float32), 0, "0 Hz"),
    ],
)
def test_audio_that_cannot_be_used_says_why(samples: np.ndarray, rate: int, says: str) -> None:
    with pytest.raises(BadAudio, match=says) as caught:
        track(samples, rate)
    assert caught.value.remedy


@pytest.mark.slow
def test_a_long_recording_takes_no_memory_besides_its_track() -> None:
    samples = np.resize(harmonics(140.0), 1_800 * 16_000)
    warm_up()
    tracemalloc.start()
    found = track(samples, 16_000)
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.f0_hz) == 180_000
    assert most_bytes < samples.nbytes / 4
