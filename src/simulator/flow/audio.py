"""microphone, file or socket → frames on one sample clock."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock

Samples: TypeAlias = NDArray[np.float32]
"""Mono audio, shape (n_samples,), float32, full scale is [-1, 1]."""


@dataclass(frozen=True, slots=True, eq=False)
class AudioChunk:
    """A run of consecutive samples at 16 kHz."""

    start_sample: int
    """Index of the first sample on the session's input clock."""
    samples: Samples

    @property
    def end_sample(self) -> int:
        """Index just past the last sample."""
        return self.start_sample + len(self.samples)

    @property
    def duration_ms(self) -> int:
        return clock.to_ms(len(self.samples))
