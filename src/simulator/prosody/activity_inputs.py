"""frames of a whole turn → what the activity head reads: each level against the turn's own peak and floor.

Gain and a microphone's colour drop out of the peaks, even noise out of the floors. Context costs no lateness: a turn
is described when it is over.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.bank import Frames
from simulator.prosody.compiled import compiled
from simulator.prosody.level import N_BANDS

N_INPUTS: Final = 32
"""8 bands, 2 half frames of the vowel band and the level, each re peak and floor; 4 of the voice, change, span, 1."""
_DB_UNIT: Final = 20.0
_DEEPEST_DB: Final = 70.0
"""Under the peak; no floor lies lower: digital silence is no more silent than a quiet room."""
_LEAST_VOICED_FRAMES: Final = 10
_MOST_RANKED: Final = 4_096
"""Of a longer turn evenly spread frames tell floor and peak."""
_PEAK_PCT: Final = (85.0, 98.0)
"""Of the voiced frames, and of all where almost none is voiced."""
_FLOOR_PCT: Final = 5.0


def head_inputs(frames: Frames, stream: int = 0) -> NDArray[np.float32]:
    """What the head reads of each frame, shape (n_frames, 32), finite; the last column is 1 in every frame."""
    n_frames = frames.f0_hz.shape[1]
    inputs = np.zeros((n_frames, N_INPUTS), np.float32)
    if not n_frames:
        return inputs
    tracks = np.concatenate(
        (frames.bands_db[stream], frames.band_db[stream].reshape(n_frames, 2), frames.level_db[stream][:, None]), axis=1
    )
    f0_hz = frames.f0_hz[stream]
    peaks_db, floors_db, median_hz = _extremes(tracks, f0_hz)  # float32 all: numba has one logarithm per function
    _write(tracks, f0_hz, frames.voicing[stream], frames.change[stream], peaks_db, floors_db, median_hz, inputs)
    return inputs


def _extremes(
    tracks: NDArray[np.float32], f0_hz: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], np.float32]:
    """Peaks of the vowel band and of the whole, floors of all eleven tracks (dB), and the median pitch (Hz)."""
    every = max(1, len(tracks) // _MOST_RANKED)
    ranked, voiced = tracks[::every], f0_hz[::every] > 0
    is_enough = np.count_nonzero(voiced) >= _LEAST_VOICED_FRAMES
    loud = ranked[voiced, N_BANDS:] if is_enough else ranked[:, N_BANDS:]
    place = min(len(loud) - 1, int(_PEAK_PCT[0 if is_enough else 1] / 100 * len(loud)))
    peaks_db = np.partition(loud[:, ::2], place, axis=0)[place]
    low = int(_FLOOR_PCT / 100 * len(ranked))
    floors_db = np.partition(ranked, low, axis=0)[low]
    lowest = np.full(len(floors_db), peaks_db[1] - np.float32(_DEEPEST_DB), np.float32)
    median_hz = np.float32(np.median(f0_hz[::every][voiced]) if is_enough else 0.0)
    return peaks_db, np.maximum(floors_db, lowest), median_hz


@compiled(fastmath={"contract"})
def _scaled(difference_db: float, lowest: float, highest: float) -> np.float32:
    return min(max(difference_db * np.float32(1.0 / _DB_UNIT), np.float32(lowest)), np.float32(highest))


@compiled()
def _write(
    tracks: NDArray[np.float32],
    f0_hz: NDArray[np.float32],
    voicing: NDArray[np.float32],
    change: NDArray[np.float32],
    peaks_db: NDArray[np.float32],
    floors_db: NDArray[np.float32],
    median_hz: np.float32,
    inputs: NDArray[np.float32],
) -> None:
    """Fill `inputs` (n, 32) from `tracks` (n, 11): bands, two half frames of the vowel band, level."""
    n_tracks = tracks.shape[1]
    for n in range(len(tracks)):
        row, out = tracks[n], inputs[n]
        for k in range(n_tracks):
            is_band = N_BANDS <= k < N_BANDS + 2
            out[2 * k] = _scaled(row[k] - (peaks_db[0] if is_band else peaks_db[1]), -3.5, 1.0)
            out[2 * k + 1] = _scaled(row[k] - floors_db[k], -0.5, 3.0)
        odds = min(max(voicing[n], np.float32(1e-4)), np.float32(1.0 - 1e-4))
        out[22] = np.float32(0.25) * np.log(odds / (np.float32(1.0) - odds))
        if f0_hz[n] > 0:
            out[23] = 1.0
            if n and f0_hz[n - 1] > 0:
                step = np.float32(12.0) * np.log2(f0_hz[n] / f0_hz[n - 1])
                out[24] = min(max(step, np.float32(-1.5)), np.float32(1.5))
            if median_hz > 0:
                out[25] = min(max(np.log2(f0_hz[n] / median_hz), np.float32(-1.5)), np.float32(1.5))
        out[26] = change[n]
        out[27] = (peaks_db[1] - floors_db[n_tracks - 1]) * np.float32(0.5 / _DB_UNIT)
        out[31] = 1.0
