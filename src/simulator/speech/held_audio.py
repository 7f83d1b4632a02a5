"""Audio that is kept until it is known whether it belongs to a turn."""

from collections import deque

import numpy as np

from simulator.flow.audio import AudioChunk, Samples


class HeldAudio:
    """Consecutive samples by their index on the input clock; old ones are let go."""

    def __init__(self) -> None:
        self._chunks: deque[AudioChunk] = deque()

    def append(self, chunk: AudioChunk) -> None:
        """Adds the samples that follow."""
        if len(chunk.samples):
            self._chunks.append(chunk)

    @property
    def start_sample(self) -> int:
        """Index of the oldest sample held; 0 when nothing is."""
        return self._chunks[0].start_sample if self._chunks else 0

    def between(self, start_sample: int, end_sample: int) -> Samples:
        """Samples of [start, end), as far as they are held."""
        parts = [
            chunk.samples[max(0, start_sample - chunk.start_sample) : max(0, end_sample - chunk.start_sample)]
            for chunk in self._chunks
        ]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def drop_before(self, sample: int) -> None:
        """Lets go of everything before a sample."""
        while self._chunks and self._chunks[0].end_sample <= sample:
            self._chunks.popleft()
        if self._chunks and self._chunks[0].start_sample < sample:
            first = self._chunks[0]
            kept = first.samples[sample - first.start_sample :].copy()
            self._chunks[0] = AudioChunk(sample, kept)
