"""spectrum and level of a frame, set against what the stream has been so far → the numbers that the head reads.

A talker in front of the microphone is near the running peak of the level, a talker behind near its floor: this is all
that tells them apart. Both are kept in decibels, so that the head reads the same at any gain.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.autocorrelation import N_BINS
from simulator.prosody.compiled import Single, compiled
from simulator.prosody.level import N_BANDS, decibel

FIRST_OVER_FLOOR: Final = N_BINS + 16
N_INPUTS: Final = FIRST_OVER_FLOOR + N_BINS
"""80 spectrum bins; 2 levels of the pitch band, 8 of the coarse bands, span, change, age, span of the pitch band and 2
zeros; 80 bins over their own floor."""
_OLD_FRAMES: Final = 300.0
"""Age is told up to 3 s: until somebody has spoken, the running peak is that of the background."""
CHANGE_FRAMES: Final = 4
"""Spectral change compares with the frame 40 ms back."""
PEAK_DECAY_DB: Final = 0.0043
"""Per frame: 0.9995 in amplitude (shared/prosody.md, section 7)."""
FLOOR_RISE_DB: Final = 0.02
"""Per frame: 2 dB/s, so that a floor is found again after the noise grew."""
DB_UNIT: Final = 20.0
SPECTRUM_GAIN: Final = 8.0
_SILENT_DB: Final = -110.0
_NOT_YET_DB: Final = 1000.0  # over every level: the first frame sets the floor
_HIGHEST_OVER_FLOOR: Final = 4.0
_LEVEL_OF_POWER: Final = 4.0 / 3.0
"""The spectrum is compressed to |X|^1.5: its decibels count for a third more."""


@dataclass(frozen=True, slots=True, eq=False)
class SurroundingsState:
    """What a stream has been so far; changed in place."""

    extremes_db: NDArray[np.float32]
    """(n_streams, 4): peak and floor of the pitch band, then of the whole band; NaN before the first frame."""
    power: NDArray[np.float32]
    """(n_streams, 4, 80): compressed spectra of the last frames."""
    floor_db: NDArray[np.float32]
    """(n_streams, 80): running floor of each spectrum bin (minimum statistics, Martin 2001, without his bias)."""
    age_frames: NDArray[np.float32]
    """(n_streams, 1): frames that the stream has had."""

    @classmethod
    def at_rest(cls, n_streams: int) -> "SurroundingsState":
        return cls(
            np.full((n_streams, 4), np.nan, np.float32),
            np.zeros((n_streams, CHANGE_FRAMES, N_BINS), np.float32),
            np.full((n_streams, N_BINS), _NOT_YET_DB, np.float32),
            np.zeros((n_streams, 1), np.float32),
        )

    def reset(self, stream: int) -> None:
        self.extremes_db[stream] = np.nan
        self.power[stream] = 0
        self.floor_db[stream] = _NOT_YET_DB
        self.age_frames[stream] = 0


@compiled(fastmath=True)
def _sum(values: NDArray[np.float32]) -> Single:
    total = np.float32(0.0)
    for k in range(N_BINS):
        total += values[k]
    return total


@compiled(fastmath=True)
def _spectral_change(power: NDArray[np.float32], earlier: NDArray[np.float32]) -> Single:
    """1 minus the cosine between two compressed spectra: 0 when pitch and vowel stand still, whatever the level."""
    dot, one, other = np.float32(0.0), np.float32(0.0), np.float32(0.0)
    for k in range(N_BINS):
        dot += power[k] * earlier[k]
        one += power[k] * power[k]
        other += earlier[k] * earlier[k]
    size = np.sqrt(one) * np.sqrt(other)
    return max(np.float32(0.0), np.float32(1.0) - dot / size) if size > np.float32(1e-20) else np.float32(1.0)


@compiled()
def _follow(level_db: Single, extremes_db: NDArray[np.float32]) -> None:
    """Move a running peak and floor by one frame."""
    if np.isnan(extremes_db[0]):
        extremes_db[0] = extremes_db[1] = level_db
    extremes_db[0] = max(level_db, extremes_db[0] - np.float32(PEAK_DECAY_DB))
    extremes_db[1] = min(level_db, extremes_db[1] + np.float32(FLOOR_RISE_DB))


@compiled(fastmath={"contract"})
def _over_floor(
    spectrum: NDArray[np.float32], earlier: NDArray[np.float32], floor_db: NDArray[np.float32], out: NDArray[np.float32]
) -> None:
    """Decibels of each bin over the least that it has been, in units of 20 dB."""
    gain, fifth = np.float32(_LEVEL_OF_POWER / DB_UNIT), np.float32(1.0 / (1 + CHANGE_FRAMES))
    first, second, third, fourth = earlier[0], earlier[1], earlier[2], earlier[3]
    for k in range(N_BINS):
        mean = (spectrum[k] + ((first[k] + second[k]) + (third[k] + fourth[k]))) * fifth
        mean_db = max(decibel(mean + np.float32(1e-30)), np.float32(_SILENT_DB))
        floor_db[k] = min(mean_db, floor_db[k] + np.float32(FLOOR_RISE_DB))
        own_db = max(decibel(spectrum[k] + np.float32(1e-30)), np.float32(_SILENT_DB))
        out[k] = min((own_db - floor_db[k]) * gain, np.float32(_HIGHEST_OVER_FLOOR))


@compiled()
def compare(
    first_frame: int,
    n_frames: int,
    since: NDArray[np.int64],
    power: NDArray[np.float32],
    level_db: NDArray[np.float32],
    bands_db: NDArray[np.float32],
    extremes_db: NDArray[np.float32],
    earlier: NDArray[np.float32],
    floor_db: NDArray[np.float32],
    age_frames: NDArray[np.float32],
    change: NDArray[np.float32],
    total: NDArray[np.float32],
    inputs: NDArray[np.float32],
) -> None:
    """Write what the head reads of each frame.

    Args:
        since: shape (n_streams,): the first frame of each stream; frames before it leave no trace.
        power: rows are stream-major, shape (>= n_streams * n_frames, 80).
        level_db, bands_db, change: rings of shape (n_streams, n_ring[, 8]); `change` is written.
        extremes_db, earlier, floor_db, age_frames: the arrays of a `SurroundingsState`.
        total: shape (>= n_rows,), written: sum of each spectrum.
        inputs: shape (>= n_rows, 176), written.
    """
    mask = level_db.shape[1] - 1
    unit = np.float32(1.0 / DB_UNIT)
    for stream in range(level_db.shape[0]):
        seen = extremes_db[stream]
        for ahead in range(n_frames):
            frame, row = first_frame + ahead, stream * n_frames + ahead
            slot, out, spectrum = frame & mask, inputs[row], power[row]
            if frame < since[stream]:
                total[row] = 0.0
                out[:] = 0.0
                continue
            total[row] = _sum(spectrum)
            scale = np.float32(SPECTRUM_GAIN) / max(total[row], np.float32(1e-20))
            for k in range(N_BINS):
                out[k] = spectrum[k] * scale
            pitch_db = np.float32(_LEVEL_OF_POWER) * decibel(total[row] + np.float32(1e-30))
            pitch_db = max(pitch_db, np.float32(_SILENT_DB))
            _follow(pitch_db, seen[:2])
            _follow(max(level_db[stream, slot], np.float32(_SILENT_DB)), seen[2:])
            out[N_BINS] = (pitch_db - seen[0]) * unit
            out[N_BINS + 1] = (pitch_db - seen[1]) * unit
            for band in range(N_BANDS):
                out[N_BINS + 2 + band] = max((bands_db[stream, slot, band] - seen[2]) * unit, np.float32(-4.0))
            out[N_BINS + 2 + N_BANDS] = (seen[2] - seen[3]) * unit
            change[stream, slot] = _spectral_change(spectrum, earlier[stream, frame & 3])
            out[N_BINS + 3 + N_BANDS] = change[stream, slot]
            out[N_BINS + 4 + N_BANDS] = min(age_frames[stream, 0] / np.float32(_OLD_FRAMES), np.float32(1.0))
            out[N_BINS + 5 + N_BANDS] = (seen[0] - seen[1]) * unit
            out[N_BINS + 6 + N_BANDS : FIRST_OVER_FLOOR] = 0.0
            age_frames[stream, 0] += np.float32(1.0)
            _over_floor(spectrum, earlier[stream], floor_db[stream], out[FIRST_OVER_FLOOR:])
            earlier[stream, frame & 3, :] = spectrum
