"""reply → voice, visemes, expression and gesture on one timeline (24 kHz output clock)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock

VISEME_NAMES = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou")
"""OpenXR names; the index is the id on the wire."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One speech sound."""

    ipa: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class SpokenWord:
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, eq=False)
class SpokenAudio:
    """One reply, or one sentence of it, as sound. Times count from its first sample."""

    pcm: NDArray[np.int16]
    """Mono, 24 kHz, shape (n_samples,). Empty in text-only output."""
    phones: tuple[Phone, ...]
    words: tuple[SpokenWord, ...]
    voice_name: str
    """Engine and voice, shown to the user ("espeak-ng nl")."""
    estimated: bool = False
    """True when the times come from a duration model and not from the engine."""
    text: str = ""
    """What is said, as written: the caption. Of a sentence in several pieces the first carries all of it."""

    @property
    def duration_ms(self) -> int:
        if len(self.pcm):
            return clock.to_ms(len(self.pcm), clock.OUTPUT_RATE_HZ)
        return max((p.end_ms for p in self.phones), default=0)


@dataclass(frozen=True, slots=True)
class Viseme:
    viseme_id: int
    offset_ms: int
    duration_ms: int
    weight: float


CueKind = Literal["gaze", "gesture", "posture", "thought"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Something the avatar does that is not speech."""

    kind: CueKind
    name: str
    at_ms: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Performance:
    """Everything one reply looks like; the audio travels beside it."""

    visemes: tuple[Viseme, ...]
    cues: tuple[Cue, ...]
