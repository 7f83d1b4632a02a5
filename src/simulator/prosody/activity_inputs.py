"""frames of a whole turn → what the activity head reads: each level against the turn's own peak and floor.

Gain and a microphone's colour drop out of the peaks, even noise out of the floors. Context costs no lateness: a turn
is described when it is over.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What the inputs are made of; all float32, so that numba has one logarithm."""

    tracks_db: NDArray[np.float32]
    """(n_frames, 11): bands, two half frames of the vowel band, level."""
    f0_hz: NDArray[np.float32]
    voicing: NDArray[np.float32]
    change: NDArray[np.float32]
    peaks_db: NDArray[np.float32]
    """(2,): of the vowel band and of the level."""
    floors_db: NDArray[np.float32]
    """(11,)."""
    median_hz: np.float32
    """0 where almost nothing is voiced."""


def turn_of(frames: Frames, stream: int = 0) -> Turn:
    """One stream's frames with their peaks and floors; there is at least one frame."""
    n_frames = frames.f0_hz.shape[1]
    vowel_db, level_db = frames.band_db[stream].reshape(n_frames, 2), frames.level_db[stream][:, None]
    tracks_db = np.concatenate((frames.bands_db[stream], vowel_db, level_db), axis=1)
    f0_hz = frames.f0_hz[stream]
    every = max(1, n_frames // _MOST_RANKED)
    ranked, voiced = tracks_db[::every], f0_hz[::every] > 0
    is_enough = np.count_nonzero(voiced) >= _LEAST_VOICED_FRAMES
    peaks_db = _ranked_at(ranked[voiced] if is_enough else ranked, _PEAK_PCT[0 if is_enough else 1])[N_BANDS::2]
    floors_db = np.maximum(_ranked_at(ranked, _FLOOR_PCT), peaks_db[1] - np.float32(_DEEPEST_DB))
    median_hz = np.float32(np.median(f0_hz[::every][voiced]) if is_enough else 0.0)
    return Turn(tracks_db, f0_hz, frames.voicing[stream], frames.change[stream], peaks_db, floors_db, median_hz)


def _ranked_at(tracks_db: NDArray[np.float32], percent: float) -> NDArray[np.float32]:
    place = min(len(tracks_db) - 1, int(percent / 100 * len(tracks_db)))
    return np.asarray(np.partition(tracks_db, place, axis=0)[place])


def head_inputs(turn: Turn, first: int, end: int) -> NDArray[np.float32]:
    """What the head reads of frames `first` to `end`, shape (end - first, 32), finite.

    Frames outside the turn are zeros; the last column is 1 in every frame of it.
    """
    inputs = np.zeros((end - first, N_INPUTS), np.float32)
    _write(
        turn.tracks_db, turn.f0_hz, turn.voicing, turn.change, turn.peaks_db, turn.floors_db, turn.median_hz, first,
        inputs,
    )  # fmt: skip
    return inputs


@compiled(fastmath={"contract"})
def _scaled(difference_db: float, lowest: float, highest: float) -> np.float32:
    return min(max(difference_db * np.float32(1.0 / _DB_UNIT), np.float32(lowest)), np.float32(highest))


@compiled()
def _write(
    tracks_db: NDArray[np.float32],
    f0_hz: NDArray[np.float32],
    voicing: NDArray[np.float32],
    change: NDArray[np.float32],
    peaks_db: NDArray[np.float32],
    floors_db: NDArray[np.float32],
    median_hz: np.float32,
    first: int,
    inputs: NDArray[np.float32],
) -> None:
    """Fill `inputs` from frame `first` on, as far as there are frames."""
    n_frames, n_tracks = tracks_db.shape
    for n in range(max(0, first), min(n_frames, first + len(inputs))):
        row, out = tracks_db[n], inputs[n - first]
        for k in range(n_tracks):
            is_vowel_band = N_BANDS <= k < N_BANDS + 2
            out[2 * k] = _scaled(row[k] - (peaks_db[0] if is_vowel_band else peaks_db[1]), -3.5, 1.0)
            out[2 * k + 1] = _scaled(row[k] - floors_db[k], -0.5, 3.0)
        prob = min(max(voicing[n], np.float32(1e-4)), np.float32(1.0 - 1e-4))
        out[22] = np.float32(0.25) * np.log(prob / (np.float32(1.0) - prob))
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
