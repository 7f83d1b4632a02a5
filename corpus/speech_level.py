"""How loud a talker is while talking, and noise at a level re that."""

import numpy as np

from corpus.filters import Samples
from corpus.recording import FRAME_SAMPLES, Recording


def at_snr(recording: Recording, noise: Samples, snr_db: float) -> Samples:
    """The noise at this level under the speech while it is active."""
    speech = active_power(recording)
    own = max(1e-20, float(np.mean(noise**2)))
    return np.asarray(noise * np.sqrt(speech / own * 10 ** (-snr_db / 10)))


def active_power(recording: Recording) -> float:
    """Mean square over frames of speech; where none is known, over frames within 30 dB of the loud ones."""
    n_frames = len(recording.is_speech)
    frames = recording.samples[: n_frames * FRAME_SAMPLES].reshape(n_frames, FRAME_SAMPLES)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    active = power[recording.is_speech == 1]
    if not len(active):
        active = power[power >= 1e-3 * np.percentile(power, 95)]
    return float(np.mean(active))
