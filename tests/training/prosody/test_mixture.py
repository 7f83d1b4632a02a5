import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (requirements/torch.txt)")

from corpus import formant  # noqa: E402
from training.prosody.mixture import _by_telephone, _in_noise  # noqa: E402

VOICE = next(iter(formant.recordings("train", seconds=10, seed=5)))


def _share_below(samples: np.ndarray, hz: float) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    return float(power[: int(hz * len(samples) / 16_000)].sum() / power.sum())


def test_a_telephone_takes_the_fundamental_and_keeps_the_length() -> None:
    for seed in range(8):
        heard = _by_telephone(VOICE, np.random.default_rng(seed))
        assert heard.dtype == np.float32
        assert heard.shape == VOICE.samples.shape
        assert 0 < np.abs(heard).max() <= 10 ** (-1 / 20) + 1e-6
        assert _share_below(heard, 200) < 0.02 < _share_below(VOICE.samples, 200)


def test_noise_lies_under_the_voice_by_as_much_as_was_drawn() -> None:
    is_silent = np.repeat(VOICE.is_speech == 0, 160)
    for seed in range(8):
        heard = _in_noise(VOICE, np.random.default_rng(seed))
        voiced = heard[np.repeat(VOICE.f0_hz > 0, 160)]
        over_db = 10 * np.log10(np.mean(voiced**2) / np.mean(heard[: len(is_silent)][is_silent] ** 2))
        assert 2 < over_db < 25
