import numpy as np
import pytest

from corpus import noises
from simulator.prosody.activity import find_activity
from simulator.prosody.tracking import frames_of
from tests.prosody.talkers import VOICES, degrade, speak


@pytest.mark.parametrize("condition", ["clean", "white10", "pink10", "tel", "hum10", "quiet40"])
def test_speech_is_told_from_silence(condition: str) -> None:
    wrong = known = 0
    for seed, voice in enumerate(VOICES):
        recording = speak(voice, seed=50 + seed, seconds=6)
        found = find_activity(frames_of(degrade(recording, condition, seed=seed), 16_000)).is_speech
        truth = np.repeat(recording.is_speech, 2)
        wrong += int(np.sum(found[~np.isnan(truth)] != truth[~np.isnan(truth)]))
        known += int(np.sum(~np.isnan(truth)))
    assert wrong <= 0.06 * known


@pytest.mark.parametrize("level_db", [-60, -30, -15])
@pytest.mark.parametrize("colour", [0.0, 1.0, 2.0], ids=["white", "pink", "brown"])
def test_nobody_speaks_in_a_noise(colour: float, level_db: float) -> None:
    noise = noises.coloured(4 * 16_000, np.random.default_rng(3), colour)
    noise *= 10 ** (level_db / 20) / np.std(noise)
    activity = find_activity(frames_of(noise.clip(-1, 1).astype(np.float32), 16_000))
    assert not activity.is_speech.any()
    assert activity.bounds is None


def test_digital_silence_is_never_speech() -> None:
    samples = degrade(speak(VOICES[0], seed=7, seconds=6), "white10", seed=7).copy()
    samples[40_000:46_400] = 0
    is_speech = find_activity(frames_of(samples, 16_000)).is_speech
    assert not is_speech[502:578].any()
    assert is_speech[:500].any()


def test_gain_moves_nothing() -> None:
    recording = degrade(speak(VOICES[1], seed=8, seconds=6), "white20", seed=8)
    plain = find_activity(frames_of(recording, 16_000)).is_speech
    fainter = find_activity(frames_of(np.asarray(0.02 * recording, np.float32), 16_000)).is_speech
    assert np.mean(plain != fainter) <= 0.005


@pytest.mark.parametrize("n_samples", [0, 1, 159, 160, 800])
def test_next_to_nothing_is_no_speech(n_samples: int) -> None:
    activity = find_activity(frames_of(np.zeros(n_samples, np.float32), 16_000))
    assert activity.is_speech.shape == activity.is_voiced.shape == (n_samples // 160 * 2,)
    assert activity.bounds is None
