"""frames → pitch, level, pauses, pace, intonation: physical quantities only, never an emotion."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.010
"""Hop of every frame track."""


@dataclass(frozen=True, slots=True, eq=False)
class PitchTrack:
    """One value per 10 ms frame; all arrays have shape (n_frames,)."""

    times_s: NDArray[np.float64]
    """Centre of each frame."""
    f0_hz: NDArray[np.float32]
    """Fundamental frequency, 0 where unvoiced."""
    voicing: NDArray[np.float32]
    """Voicing strength, 0-1."""
    level_db: NDArray[np.float32]
    """RMS level, dB re full scale, at least -120."""


PauseKind = Literal["silent", "filled"]


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence, or a filled pause (euh), inside one turn."""

    start_ms: int
    end_ms: int
    kind: PauseKind

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class PitchSummary:
    """NaN where there is too little voiced speech to say (`Delivery.unusable_because` says why)."""

    median_hz: float
    range_st: float
    """95th minus 5th percentile, semitones."""
    final_slope_st_s: float
    """Slope over the last 250 ms of voiced speech, semitones per second."""
    voiced_ratio: float
    """Share of speech frames that are voiced, 0-1."""


@dataclass(frozen=True, slots=True)
class LevelSummary:
    median_dbfs: float
    range_db: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether the recording carries a judgement of delivery at all."""

    snr_db: float
    clipping_ratio: float
    """Share of samples at full scale, 0-1."""
    usable: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one turn was said. Times are milliseconds on the same clock as the words of the turn."""

    speech_ms: int
    """Turn duration without its silent pauses."""
    pauses: tuple[Pause, ...]
    syllable_count: int
    articulation_rate_sps: float
    """Syllables per second of speech, pauses left out; NaN below 1 s of speech."""
    pitch: PitchSummary
    level: LevelSummary
    quality: Quality
    unusable_because: str | None = None
    """English reason (for logs and the trainee's help text) when pitch or pace is NaN."""

    def shifted(self, by_ms: int) -> "Delivery":
        """The same measures with every pause moved by `by_ms`."""
        pauses = tuple(replace(p, start_ms=p.start_ms + by_ms, end_ms=p.end_ms + by_ms) for p in self.pauses)
        return replace(self, pauses=pauses)
