import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.flow.prosody import Delivery
from simulator.flow.speech import Word
from simulator.prosody import describe, with_core_level
from tests.prosody.talkers import VOICES, Talker, degrade, speak


def tone(seconds: float, f0_hz: float = 140.0, slope_st_s: float = 0.0) -> np.ndarray:
    at_s = np.arange(int(seconds * 16_000)) / 16_000
    phase = 2 * np.pi * np.cumsum(f0_hz * 2 ** (slope_st_s * at_s / 12)) / 16_000
    return np.asarray(0.1 * sum(np.sin(k * phase) / k for k in range(1, 20)), np.float32)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * 16_000), np.float32)


@settings(max_examples=25, deadline=None)
@given(st.integers(160, 2000), st.sampled_from([0.0, 1e-4, 1e-3]))
def test_a_pause_of_known_length_is_found_within_20_ms(pause_ms: int, noise: float) -> None:
    samples = np.concatenate([silence(0.3), tone(1), silence(pause_ms / 1000), tone(1), silence(0.3)])
    samples += np.random.default_rng(0).normal(0, noise or 1e-12, len(samples)).astype(np.float32)
    pauses = [pause for pause in describe(samples, 16_000).pauses if pause.kind == "silent"]
    assert len(pauses) == 1
    assert abs(pauses[0].start_ms - 1300) <= 20
    assert abs(pauses[0].end_ms - 1300 - pause_ms) <= 20


def test_a_gap_shorter_than_a_pause_and_the_silence_around_a_turn_are_none() -> None:
    samples = np.concatenate([silence(0.5), tone(1), silence(0.1), tone(1), silence(0.8)])
    delivery = describe(samples, 16_000)
    assert not [pause for pause in delivery.pauses if pause.kind == "silent"]
    assert delivery.speech_ms == pytest.approx(2100, abs=40)


@pytest.mark.parametrize("condition", ["clean", "tel", "quiet40"])
@pytest.mark.parametrize("voice", VOICES[:2], ids=lambda voice: voice.name)
def test_pauses_of_running_speech(voice: Talker, condition: str) -> None:
    recording = speak(voice, seed=31, seconds=8, filler_prob=0.0, pause_s=(0.2, 1.0))
    delivery = describe(degrade(recording, condition, seed=31), 16_000)
    found = [pause for pause in delivery.pauses if pause.kind == "silent"]
    assert recording.pauses_s
    assert len(found) == len(recording.pauses_s)
    onset = [abs(a.start_ms - 1000 * b[0]) for a, b in zip(found, recording.pauses_s, strict=True)]
    offset = [abs(a.end_ms - 1000 * b[1]) for a, b in zip(found, recording.pauses_s, strict=True)]
    assert np.median(onset) <= 20
    assert np.median(offset) <= 25


@pytest.mark.parametrize("condition", ["clean", "white10", "pink10", "tel"])
def test_syllables_are_counted(condition: str) -> None:
    counted = known = 0
    for seed, voice in enumerate(VOICES):
        recording = speak(voice, seed=40 + seed, seconds=6, filler_prob=0.0)
        counted += describe(degrade(recording, condition, seed=1), 16_000).syllable_count
        known += len(recording.nuclei_s or ())
    assert counted == pytest.approx(known, rel=0.15)


def test_rate_is_syllables_over_speech_without_pauses() -> None:
    recording = speak(VOICES[0], seed=3, seconds=8, filler_prob=0.0)
    delivery = describe(recording.samples, 16_000)
    assert delivery.articulation_rate_sps == pytest.approx(delivery.syllable_count * 1000 / delivery.speech_ms)
    assert 3 < delivery.articulation_rate_sps < 8


@pytest.mark.parametrize("slope_st_s", [-12.0, 0.0, 12.0])
def test_final_slope_and_range(slope_st_s: float) -> None:
    samples = np.concatenate([silence(0.2), tone(0.8, 150, slope_st_s), silence(0.3)])
    pitch = describe(samples, 16_000).pitch
    assert pitch.final_slope_st_s == pytest.approx(slope_st_s, abs=1.5)
    assert pitch.range_st == pytest.approx(abs(slope_st_s) * 0.8 * 0.9, abs=0.6)
    assert pitch.median_hz == pytest.approx(150 * 2 ** (slope_st_s * 0.4 / 12), rel=0.02)


def test_level_is_that_of_speech_and_not_of_its_pauses() -> None:
    samples = np.concatenate([silence(1), tone(1), silence(2)])
    expected = 20 * math.log10(float(np.sqrt(np.mean(tone(1) ** 2))))
    assert describe(samples, 16_000).level.median_dbfs == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("snr_db", [5, 20, 40])
def test_signal_to_noise_is_estimated(snr_db: float) -> None:
    recording = speak(VOICES[1], seed=6, seconds=6)
    power = np.mean(recording.samples[recording.samples != 0] ** 2)
    noise = np.random.default_rng(6).normal(0, np.sqrt(power / 10 ** (snr_db / 10)), len(recording.samples))
    quality = describe((recording.samples + noise).astype(np.float32), 16_000).quality
    assert quality.snr_db == pytest.approx(snr_db, abs=4)
    assert quality.usable == (snr_db >= 10)


def test_clipping_is_counted_and_makes_a_recording_unusable() -> None:
    clipped = np.clip(8 * speak(VOICES[0], seed=2, seconds=3).samples, -1, 1)
    delivery = describe(clipped, 16_000)
    assert delivery.quality.clipping_ratio == pytest.approx(np.mean(np.abs(clipped) >= 0.999), rel=0.02)
    assert not delivery.quality.usable
    assert "clips" in str(delivery.unusable_because)


@pytest.mark.parametrize(
    "samples",
    [np.zeros(0, np.float32), np.full(1, 0.5, np.float32), silence(2), np.full(32_000, 0.4, np.float32)],
    ids=["empty", "one sample", "silence", "constant"],
)
def test_nothing_to_judge_is_nan_with_a_reason(samples: np.ndarray) -> None:
    delivery = describe(samples, 16_000)
    assert delivery.pauses == ()
    assert delivery.speech_ms == delivery.syllable_count == 0
    for value in (delivery.pitch.median_hz, delivery.articulation_rate_sps, delivery.level.median_dbfs):
        assert math.isnan(value)
    assert "no speech" in str(delivery.unusable_because)
    assert not delivery.quality.usable


def test_a_short_answer_has_pitch_and_no_pace() -> None:
    delivery = describe(np.concatenate([silence(0.2), tone(0.4), silence(0.3)]), 16_000)
    assert delivery.pitch.median_hz == pytest.approx(140, rel=0.01)
    assert math.isnan(delivery.articulation_rate_sps)
    assert "1 s of speech" in str(delivery.unusable_because)


def test_a_good_turn_has_no_reason() -> None:
    samples = np.concatenate([speak(VOICES[1], seed=4, seconds=4, filler_prob=0.0).samples, tone(0.4), silence(0.2)])
    assert describe(samples, 16_000).unusable_because is None


def filled(samples: np.ndarray, words: tuple[Word, ...] = ()) -> list[tuple[int, int]]:
    return [(p.start_ms, p.end_ms) for p in describe(samples, 16_000, words=words).pauses if p.kind == "filled"]


EUH = np.concatenate([silence(0.4), tone(0.4, 120), silence(0.4), tone(0.3, 120, 30.0), silence(0.3)])


def test_a_long_flat_steady_voice_is_a_filled_pause_and_a_gliding_one_is_not() -> None:
    ((start_ms, end_ms),) = filled(EUH)
    assert start_ms == pytest.approx(400, abs=50)
    assert end_ms == pytest.approx(800, abs=50)


def test_an_ordinary_word_over_it_makes_it_a_long_vowel() -> None:
    assert filled(EUH, (Word("maar", 350, 850, 0.9),)) == []


def test_a_word_that_is_only_a_filler_counts_and_an_ambiguous_one_does_not() -> None:
    glide = np.concatenate([silence(0.4), tone(0.3, 120, 40.0), silence(0.4)])
    assert filled(glide, (Word("euh", 400, 700, 0.9),)) == [(400, 700)]
    assert filled(glide, (Word("er", 400, 700, 0.9),)) == []


def assert_reasons_match(delivery: Delivery) -> None:
    """Each number that is NaN has one reason, and no other number has any."""
    silent = [name for name, value in delivery.values().items() if math.isnan(value)]
    assert [unsaid.measure for unsaid in delivery.unsaid] == silent


@pytest.mark.parametrize("seconds", [0.0, 0.15, 0.3, 0.7, 1.5])
@pytest.mark.parametrize("words", [(), (Word("ja", 200, 400, 0.9),)], ids=["no words", "a word"])
def test_every_number_that_is_not_told_has_its_reason(seconds: float, words: tuple[Word, ...]) -> None:
    samples = np.concatenate([silence(0.2), tone(seconds), silence(0.3)])
    delivery = describe(samples, 16_000, words=words)
    assert_reasons_match(delivery)
    if not seconds:
        assert {unsaid.reason for unsaid in delivery.unsaid} == {"no_speech"}
    else:
        assert delivery.why("core_db") == ("no_core_told" if words else "no_word_times")


def test_reasons_say_what_was_lacking() -> None:
    delivery = describe(np.concatenate([silence(0.2), tone(0.4), silence(0.3)]), 16_000)
    assert delivery.why("median_hz") is None
    assert delivery.why("articulation_rate_sps") == "too_little_speech"
    assert delivery.why("range_st") == "too_little_voice"
    assert delivery.quality.problem is None


@settings(max_examples=10, deadline=None)
@given(st.floats(-30, 6))
def test_gain_moves_the_level_and_nothing_else(gain_db: float) -> None:
    recording = speak(VOICES[1], seed=5, seconds=4).samples
    recording = recording + np.random.default_rng(5).normal(0, 1e-3, len(recording)).astype(np.float32)
    words = (Word("een", 400, 900, 0.9), Word("twee", 1500, 2100, 0.9))
    plain = describe(recording, 16_000, words=words)
    louder = describe(np.asarray(recording * np.float32(10 ** (gain_db / 20)), np.float32), 16_000, words=words)
    moved = plain.values() | {"median_dbfs": plain.level.median_dbfs + gain_db}
    assert louder.values() == pytest.approx(moved, rel=1e-2, abs=0.05, nan_ok=True)
    assert louder.word_levels_db == pytest.approx(plain.word_levels_db, abs=0.05)


def test_the_words_of_the_core_that_fall_away_are_measured() -> None:
    soft = 10 ** (-9 / 20)
    samples = np.concatenate([silence(0.2), tone(1.5), tone(0.4) * np.float32(soft), silence(0.3)])
    words = (Word("wij", 200, 1700, 0.9), Word("beëindigen", 1700, 2100, 0.9))
    delivery = describe(samples, 16_000, words=words)
    found = with_core_level(delivery, words, (1700, 2100))
    assert found.core.core_db == pytest.approx(-8, abs=0.6)
    assert found.core.last_word_db == found.core.core_db
    assert_reasons_match(found)
