"""The pitch of a synthetic talker as its glottis knows it, less what nobody could hear."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.glottis import Controls, Sound
from corpus.recording import FRAME_SAMPLES, RATE_HZ
from corpus.talker import HIGHEST_HZ, LOWEST_HZ

_VOICED: Final = 0.06
_UNVOICED: Final = 0.008
"""Source amplitudes re a full vowel: above the one voiced, below the other not, between nobody can say."""
_IRREGULAR: Final = 0.08
"""Relative spread of neighbouring periods above which a pitch means nothing."""
_FAINT_DB: Final = 42.0
"""Voice this far under the talker's strong vowels may pass as none."""
_DROWNED_DB: Final = 8.0
"""And voice this far under its own noise."""
_FRAME_MS: Final = 1000 * FRAME_SAMPLES // RATE_HZ


def pitch_truth(sound: Sound, moves: Controls) -> NDArray[np.float32]:
    """Hz per frame from the pulses themselves: as a laryngograph would see, but not what nobody could hear.

    0 where the source is off; NaN where it fades, drowns in its own noise, beats irregularly or outside 50-800 Hz.
    """
    n_frames = len(moves.voice) // _FRAME_MS
    strength = _extremes(moves.voice, n_frames)
    rate_hz, spread = _local_rate(sound.pulses_s, n_frames)
    odd = _extremes(moves.alternation, n_frames)[1] > 0.1
    voiced_db, noise_db = _level_db(sound.voiced, n_frames), _level_db(sound.noise, n_frames)
    loudest_db = float(np.percentile(voiced_db, 95))
    doubtful = odd | (spread > _IRREGULAR) | (rate_hz < LOWEST_HZ) | (rate_hz > HIGHEST_HZ)
    doubtful |= (voiced_db < loudest_db - _FAINT_DB) | (voiced_db < noise_db - _DROWNED_DB) | (strength[0] < _VOICED)
    truth = np.where(strength[1] < _UNVOICED, 0.0, np.where(doubtful, np.nan, rate_hz))
    return truth.astype(np.float32)


def _extremes(track: NDArray[np.float64], n_frames: int) -> NDArray[np.float64]:
    """Least and greatest value in each frame, shape (2, n_frames)."""
    frames = track[: n_frames * _FRAME_MS].reshape(n_frames, _FRAME_MS)
    return np.stack([frames.min(axis=1), frames.max(axis=1)])


def _local_rate(pulses_s: NDArray[np.float64], n_frames: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean rate of the three periods around each frame's centre, and their relative spread."""
    periods = np.diff(pulses_s)
    three = np.convolve(np.pad(periods, 1, mode="edge"), np.full(3, 1 / 3), mode="valid")
    triples = np.lib.stride_tricks.sliding_window_view(np.pad(periods, 1, mode="edge"), 3)
    spread = (triples.max(axis=1) - triples.min(axis=1)) / (2 * three)
    centre_s = (np.arange(n_frames) + 0.5) * FRAME_SAMPLES / RATE_HZ
    at = np.clip(np.searchsorted(pulses_s, centre_s, side="right") - 1, 0, len(periods) - 1)
    return 1 / three[at], spread[at]


def _level_db(samples: NDArray[np.float64], n_frames: int) -> NDArray[np.float64]:
    """Level of 30 ms around each frame's centre."""
    power = np.mean(samples[: n_frames * FRAME_SAMPLES].reshape(n_frames, FRAME_SAMPLES) ** 2, axis=1)
    wide = np.convolve(np.pad(power, 1, mode="edge"), np.full(3, 1 / 3), mode="valid")
    return np.asarray(10 * np.log10(wide + 1e-20))
