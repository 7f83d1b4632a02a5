"""frames → pitch, level, pauses, pace, intonation: physical quantities only, never an emotion."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.010
"""Hop of every frame track."""
CONTOUR_STEP_MS: Final = 100
"""Coarse enough to draw and to keep; a syllable has one or two."""


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
MeasureName = Literal[
    "articulation_rate_sps",
    "median_hz",
    "range_st",
    "sd_st",
    "pdq",
    "slope_st_s",
    "final_slope_st_s",
    "final_rise_st",
    "voiced_ratio",
    "median_dbfs",
    "level_range_db",
    "snr_db",
    "core_db",
    "last_word_db",
]
"""Every number of a delivery that may be NaN."""
Reason = Literal[
    "no_speech",
    "too_little_speech",
    "too_little_voice",
    "ends_without_voice",
    "no_word_times",
    "no_core_told",
    "core_not_heard",
]
"""Why a number is NaN; docs/delivery.md says what each means."""
QualityProblem = Literal["clipped", "noisy", "no_speech"]
NAN: Final = float("nan")


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
    """NaN where there is too little voiced speech to say (`Delivery.why` says which)."""

    median_hz: float
    range_st: float
    """95th minus 5th percentile, semitones."""
    final_slope_st_s: float
    """Slope over the last 250 ms of voiced speech, semitones per second."""
    voiced_ratio: float
    """Share of speech frames that are voiced, 0-1."""
    sd_st: float = NAN
    """Standard deviation, semitones: comparable across voices."""
    pdq: float = NAN
    """Pitch dynamism quotient: standard deviation over mean, both in Hz (Hincks 2004)."""
    slope_st_s: float = NAN
    """Slope over the whole turn, semitones per second; negative is declination."""
    final_rise_st: float = NAN
    """How far the last 250 ms of voice move, semitones; negative is a fall. Whether a question was asked is not
    heard: who knows the words decides what a rise means."""


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
    problem: QualityProblem | None = None
    """The first thing that makes it unusable."""


@dataclass(frozen=True, slots=True)
class CoreLevel:
    """How loud the words of the core were, dB over the mean of the turn; negative is softer.

    Relative, because automatic gain and the distance to the microphone make an absolute level useless.
    """

    core_db: float = NAN
    last_word_db: float = NAN
    """The last word of the core alone."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A number that is NaN, and why."""

    measure: MeasureName
    reason: Reason


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
    word_levels_db: tuple[float, ...] = ()
    """One per word that was given, dB over the mean of the turn; NaN where the word's time holds no speech."""
    core: CoreLevel = CoreLevel()
    unsaid: tuple[Unsaid, ...] = ()
    """The reason of every number that is NaN; empty in talks kept before there were reasons."""
    contour_start_ms: int = 0
    contour_st: tuple[float | None, ...] = ()
    """Pitch every CONTOUR_STEP_MS from `contour_start_ms`, semitones over the median of this turn; None where there is
    no voice. Only a drawing for the speaker: nothing is computed from it."""

    @property
    def voiced_s(self) -> float:
        """Seconds of voiced speech, 0 when nobody speaks: what every comparison must have enough of."""
        ratio = self.pitch.voiced_ratio
        return 0.0 if ratio != ratio else self.speech_ms * ratio / 1000

    def values(self) -> dict[MeasureName, float]:
        """Every number that may be NaN, by name."""
        pitch, level = self.pitch, self.level
        return {
            "articulation_rate_sps": self.articulation_rate_sps,
            "median_hz": pitch.median_hz,
            "range_st": pitch.range_st,
            "sd_st": pitch.sd_st,
            "pdq": pitch.pdq,
            "slope_st_s": pitch.slope_st_s,
            "final_slope_st_s": pitch.final_slope_st_s,
            "final_rise_st": pitch.final_rise_st,
            "voiced_ratio": pitch.voiced_ratio,
            "median_dbfs": level.median_dbfs,
            "level_range_db": level.range_db,
            "snr_db": self.quality.snr_db,
            "core_db": self.core.core_db,
            "last_word_db": self.core.last_word_db,
        }

    def why(self, measure: MeasureName) -> Reason | None:
        """Why this number is NaN; None when it is told, or was kept without a reason."""
        return next((unsaid.reason for unsaid in self.unsaid if unsaid.measure == measure), None)

    def shifted(self, by_ms: int) -> "Delivery":
        """The same measures with every pause, and the contour, moved by `by_ms`."""
        pauses = tuple(replace(p, start_ms=p.start_ms + by_ms, end_ms=p.end_ms + by_ms) for p in self.pauses)
        return replace(self, pauses=pauses, contour_start_ms=self.contour_start_ms + by_ms)
