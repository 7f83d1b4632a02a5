import numpy as np
import parselmouth
import pytest

from corpus.formant import recordings, speak
from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording
from corpus.talker import Talker, draw_number, split_of, talker

STEADY = Talker("steady", "train", 130.0, 1.0, creak_prob=0.0, breath_in_prob=0.0)


def praat_hz(recording: Recording) -> np.ndarray:
    pitch = parselmouth.Sound(recording.samples.astype(np.float64), RATE_HZ).to_pitch(0.01, 60, 500)
    centres = (np.arange(len(recording.f0_hz)) + 0.5) * 0.01
    nearest = np.round((centres - pitch.xs()[0]) / 0.01).astype(int).clip(0, pitch.n_frames - 1)
    return np.asarray(pitch.selected_array["frequency"][nearest])


@pytest.mark.parametrize("median_hz", [80.0, 130.0, 240.0, 340.0])
def test_truth_is_what_an_independent_tracker_hears(median_hz: float) -> None:
    recording = speak(Talker("t", "train", median_hz, 1.1, creak_prob=0.0), seed=3, laughter_prob=0.0)
    heard_hz, truth_hz = praat_hz(recording), recording.f0_hz
    known = ~np.isnan(truth_hz) & ((truth_hz == 0) | ((truth_hz > 65) & (truth_hz < 450)))
    both = known & (truth_hz > 0) & (heard_hz > 0)
    cents = 1200 * np.log2(heard_hz[both] / truth_hz[both])
    assert abs(np.median(cents)) < 4
    assert np.mean(np.abs(cents) > 350) < 0.02
    assert np.mean((heard_hz > 0)[known] != (truth_hz > 0)[known]) < 0.04


def test_the_same_seed_says_the_same() -> None:
    first, second = speak(STEADY, seed=5), speak(STEADY, seed=5)
    assert np.array_equal(first.samples, second.samples)
    assert np.array_equal(first.f0_hz, second.f0_hz, equal_nan=True)
    assert not np.array_equal(first.samples[:16_000], speak(STEADY, seed=6).samples[:16_000])


def test_splits_share_no_talker() -> None:
    voices = {
        split: {recording.voice for recording in recordings(split, seconds=60, seed=1)}
        for split in ("train", "tune", "test")
    }
    assert not voices["train"] & voices["tune"]
    assert not (voices["train"] | voices["tune"]) & voices["test"]
    rng = np.random.default_rng(0)
    assert all(split_of(draw_number("test", rng)) == "test" for _ in range(50))


def test_recordings_fill_the_time_asked_for() -> None:
    made = list(recordings("train", seconds=45, seed=2))
    total_s = sum(len(recording.samples) for recording in made) / RATE_HZ
    assert 45 <= total_s < 70
    assert all(9 < len(recording.samples) / RATE_HZ < 26 for recording in made)
    assert len({recording.name for recording in made}) == len(made)


def test_pauses_are_quiet_and_hold_no_vowel_or_filler() -> None:
    recording = speak(STEADY, seed=4, seconds=20, filler_prob=0.5, laughter_prob=0.0)
    assert recording.pauses_s
    assert recording.nuclei_s
    assert recording.fillers_s
    speech_rms = np.sqrt(np.mean(recording.samples**2))
    for start, end in recording.pauses_s:
        inside = recording.samples[int((start + 0.03) * RATE_HZ) : int((end - 0.01) * RATE_HZ)]
        assert np.sqrt(np.mean(inside**2)) < 0.03 * speech_rms
        assert not any(start < nucleus < end for nucleus in recording.nuclei_s)
        assert not any(start < (a + b) / 2 < end for a, b in recording.fillers_s)


def test_pauses_and_speech_flags_agree() -> None:
    recording = speak(STEADY, seed=9)
    assert recording.pauses_s
    for start, end in recording.pauses_s:
        flags = recording.is_speech[int(np.ceil(start * 100)) : int(end * 100)]
        assert (flags == 0).all()
    assert set(np.unique(recording.is_speech[~np.isnan(recording.is_speech)])) == {0.0, 1.0}


def test_vowels_are_loud_and_voiced() -> None:
    recording = speak(STEADY, seed=7, lookalike_prob=0.0, laughter_prob=0.0)
    assert recording.nuclei_s
    frames = recording.samples[: len(recording.f0_hz) * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    at = [level_db[int(second * 100)] for second in recording.nuclei_s]
    assert np.median(at) > np.median(level_db[recording.is_speech == 1]) + 1.5
    assert all(recording.f0_hz[int(second * 100)] != 0 for second in recording.nuclei_s)


def test_the_tempo_is_the_talkers() -> None:
    for rate_sps in (3.5, 6.5):
        made = speak(
            Talker("t", "train", 150.0, 1.0, rate_sps=rate_sps), seed=1, seconds=40, filler_prob=0.0,
            lookalike_prob=0.0, laughter_prob=0.0,
        )  # fmt: skip
        assert made.nuclei_s
        assert len(made.nuclei_s) / (np.nansum(made.is_speech) / 100) == pytest.approx(rate_sps, rel=0.15)


def test_a_whisper_is_speech_without_pitch() -> None:
    recording = speak(Talker("w", "train", 120.0, 1.0, whisper_prob=1.0), seed=1, laughter_prob=0.0)
    assert not (recording.f0_hz > 0).any()
    assert np.nansum(recording.is_speech) > 300
    assert recording.nuclei_s


def test_creak_is_nobodys_to_score_where_it_is_irregular() -> None:
    creaky = speak(Talker("c", "train", 110.0, 1.0, creak_prob=1.0), seed=1, filler_prob=0.0)
    plain = speak(Talker("c", "train", 110.0, 1.0, creak_prob=0.0), seed=1, filler_prob=0.0)
    assert np.isnan(creaky.f0_hz).mean() > np.isnan(plain.f0_hz).mean() + 0.02


def test_pitch_truth_stays_in_range_for_extreme_talkers() -> None:
    for median_hz in (60.0, 500.0):
        voiced = speak(Talker("x", "train", median_hz, 1.3, liveliness=3.0), seed=2).f0_hz
        voiced = voiced[voiced > 0]
        assert voiced.min() >= 50
        assert voiced.max() <= 800


def test_no_time_is_an_error() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        next(recordings("train", seconds=0, seed=1))
    with pytest.raises(ValueError, match="starts at 0"):
        talker(-1)
