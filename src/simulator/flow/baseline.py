"""A speaker's own usual delivery, and one turn beside it: numbers, never scores."""

from dataclasses import dataclass, field
from typing import Literal

UsualMeasure = Literal["articulation_rate_sps", "median_hz", "range_st", "sd_st", "pdq", "filled_pauses_per_100_words"]
"""What a speaker is compared in. Not the level: gain and distance change it more than the speaker does."""
ChangeUnit = Literal["percent", "semitones"]
Obstacle = Literal["poor_recording", "turn_too_short", "usual_too_short"]
"""Why a turn is compared with nothing."""


@dataclass(frozen=True, slots=True)
class Total:
    """A weighted sum: what makes baselines mergeable."""

    weight: float
    """Seconds of speech or voice, or words; more than 0."""
    weighted: float
    """Sum of weight times value (of semitones over 1 Hz for `median_hz`)."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How one person usually speaks, from as many turns as were added. The empty one is the neutral element."""

    voiced_s: float = 0.0
    turn_count: int = 0
    totals: dict[UsualMeasure, Total] = field(default_factory=dict)
    """Only what was ever told; never changed in place."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of one turn beside the speaker's own usual."""

    measure: UsualMeasure
    value: float
    usual: float
    change: float
    """Over (positive) or under the usual, in `unit`."""
    unit: ChangeUnit
    stands_out: bool
    """Far enough to be worth a remark; under that it is the ordinary play of speech."""
