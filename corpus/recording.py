"""One recording with its truth: what every source of the corpus gives, and what training and benchmarks read."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 16_000
FRAME_SAMPLES: Final = 160

Split = Literal["train", "tune", "test"]
"""Training sees `train`; thresholds are chosen on `tune`; `test` is reported on and nothing else."""
Source = Literal["formant", "resynthesis", "neural", "recorded", "laryngograph"]
Spans = tuple[tuple[float, float], ...]
"""Start and end, seconds, in order, not overlapping."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Sound with its truth; `None` where this source does not know."""

    name: str
    """Unique in the corpus, without spaces."""
    voice: str
    """The talker; a voice lies in one split only."""
    source: Source
    split: Split
    samples: NDArray[np.float32]
    """16 kHz, mono, [-1, 1]."""
    f0_hz: NDArray[np.float32]
    """Per whole 10 ms frame: Hz at its centre, 0 where unvoiced, NaN where neither answer is wrong."""
    is_speech: NDArray[np.float32]
    """Per whole 10 ms frame: 1 speech, 0 none, NaN unknown."""
    pauses_s: Spans | None = None
    """Silences inside the talk, of any length."""
    nuclei_s: tuple[float, ...] | None = None
    """Middles of the vowels."""
    fillers_s: Spans | None = None
    """Filled pauses (euh, uhm)."""

    def __post_init__(self) -> None:
        n_frames = len(self.samples) // FRAME_SAMPLES
        if self.f0_hz.shape != (n_frames,) or self.is_speech.shape != (n_frames,):
            raise ValueError(
                f"{self.name}: {n_frames} frames of sound, but truth of shapes {self.f0_hz.shape} and "
                f"{self.is_speech.shape}"
            )
