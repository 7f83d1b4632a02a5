"""Where a clean recording holds speech, by level against its own noise floor."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.recording import FRAME_SAMPLES, RATE_HZ, Spans
from simulator.prosody.runs import runs_of

_SILENT_DB: Final = -96.0
_LOW_ABOVE_FLOOR_DB: Final = 6.0
_HIGH_ABOVE_FLOOR_DB: Final = 14.0
_DEEPEST_DB: Final = (-42.0, -34.0)
"""Under the loud parts: weak fricatives lie down to 35 dB under the vowels; a studio floor lies far lower still."""
_GUARD_FRAMES: Final = 2
_SHORTEST_PAUSE_FRAMES: Final = 15
_LONGEST_CLOSURE_FRAMES: Final = 12
"""A plosive's closure is no pause: gaps up to 120 ms are left open (NaN)."""
_MAX_EDGE_FRAMES: Final = 4
_FRAME_S: Final = FRAME_SAMPLES / RATE_HZ


@dataclass(frozen=True, slots=True, eq=False)
class Loudness:
    """Level of each frame, and the two lines between silence and speech."""

    level_db: NDArray[np.float64]
    """Shape (n_frames,): mean power of 20 ms around the frame, dB re full scale, at least -96."""
    low_db: float
    """Under this nobody speaks."""
    high_db: float
    """Above this somebody does."""
    loud_db: float
    """95th percentile of the level."""


def measure(samples: NDArray[np.float32]) -> Loudness:
    """Level and lines of one clean recording; the floor is the 3rd percentile of its level."""
    n_frames = len(samples) // FRAME_SAMPLES
    half = FRAME_SAMPLES // 2
    power = np.concatenate(([0.0], np.cumsum(np.square(np.pad(samples.astype(np.float64), half)))))
    starts = np.arange(n_frames) * FRAME_SAMPLES
    mean_power = np.maximum(power[starts + 2 * FRAME_SAMPLES] - power[starts], 0.0) / (2 * FRAME_SAMPLES)
    level_db = np.maximum(10 * np.log10(mean_power + 1e-12), _SILENT_DB)
    floor_db, loud_db = (float(np.percentile(level_db, q)) for q in (3, 95)) if n_frames else (_SILENT_DB, _SILENT_DB)
    low_db = max(floor_db + _LOW_ABOVE_FLOOR_DB, loud_db + _DEEPEST_DB[0])
    high_db = max(floor_db + _HIGH_ABOVE_FLOOR_DB, loud_db + _DEEPEST_DB[1])
    return Loudness(level_db, low_db, high_db, loud_db)


def speech_frames(loudness: Loudness) -> NDArray[np.float32]:
    """1 speech, 0 none, NaN within 20 ms of a change, between the two lines, and in gaps of up to 120 ms."""
    level_db = loudness.level_db
    loud, silent = level_db > loudness.high_db, level_db < loudness.low_db
    speech = np.full(len(level_db), np.nan, dtype=np.float32)
    speech[loud] = 1.0
    for start, end in runs_of(~loud):
        inside = start > 0 and end < len(level_db)
        if not (inside and end - start <= _LONGEST_CLOSURE_FRAMES):
            speech[start:end][silent[start:end]] = 0.0
    for edge in np.flatnonzero(np.diff(loud.astype(int))) + 1:
        speech[max(0, edge - _GUARD_FRAMES) : edge + _GUARD_FRAMES] = np.nan
    return speech


def pauses(loudness: Loudness) -> Spans | None:
    """Silences of 150 ms and more between speech, from the middle of what the two lines say.

    Returns:
        None where the two lines differ in number or by more than 40 ms at an edge: then nobody can say.
    """
    low, high = (_gaps(loudness.level_db < line_db) for line_db in (loudness.low_db, loudness.high_db))
    if len(low) != len(high):
        return None
    spans = []
    for (a, b), (c, d) in zip(low, high, strict=True):
        if abs(a - c) > _MAX_EDGE_FRAMES or abs(b - d) > _MAX_EDGE_FRAMES:
            return None
        spans.append(((a + c) / 2 * _FRAME_S, (b + d) / 2 * _FRAME_S))
    return tuple(spans)


def _gaps(silent: NDArray[np.bool_]) -> list[tuple[int, int]]:
    found = runs_of(silent)
    return [(a, b) for a, b in found if a > 0 and b < len(silent) and b - a >= _SHORTEST_PAUSE_FRAMES]
