"""Frames as a network brings them → consecutive chunks on one clock: doubles dropped, gaps filled with silence."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.errors import BadInput
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples

MAX_GAP_S: Final = 10
"""A larger gap is a client that lost its clock, not a network that lost frames."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What one frame added to the timeline."""

    chunk: AudioChunk | None
    """The new samples with the silence that fills the gap before them; None when all were known."""
    dropped_duplicate_samples: int
    gap_samples: int


class SampleTimeline:
    """The input clock of one session.

    The first frame wins: samples that were accepted are never changed, a frame that arrives late finds its place
    filled and is dropped. A resumed client asks for `next_sample` and goes on from there.
    """

    def __init__(self, next_sample: int = 0) -> None:
        self._next_sample = next_sample

    @property
    def next_sample(self) -> int:
        """Index of the first sample not accepted yet."""
        return self._next_sample

    def accept(self, start_sample: int, samples: Samples) -> Accepted:
        """Places one frame.

        Args:
            start_sample: its first sample on the input clock (`t_samples` of the wire), at least 0.
            samples: shape (n_samples,), 16 kHz; may be empty.

        Raises:
            BadInput: when it lies before the clock, or more than 10 s ahead; the timeline is unchanged.
        """
        if start_sample < 0:
            raise BadInput(f"audio frame starts at sample {start_sample}.", remedy="Count samples from 0.")
        gap = max(0, start_sample - self._next_sample)
        if gap > MAX_GAP_S * clock.INPUT_RATE_HZ:
            raise BadInput(
                f"audio frame starts at sample {start_sample}, {clock.to_s(gap):.1f} s after the last one.",
                remedy=f"Go on from sample {self._next_sample}; a gap may last {MAX_GAP_S} s.",
            )
        known = min(len(samples), max(0, self._next_sample - start_sample))
        fresh = samples[known:]
        if not len(fresh):
            return Accepted(None, known, 0)
        chunk = AudioChunk(self._next_sample, np.concatenate([np.zeros(gap, dtype=np.float32), fresh]))
        self._next_sample = chunk.end_sample
        return Accepted(chunk, known, gap)
