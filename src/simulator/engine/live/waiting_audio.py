"""Samples of many streams that no hop has taken yet: one ring, one read position, a fill for each stream."""

import numpy as np
from numpy.typing import NDArray


class WaitingAudio:
    """A bounded queue per stream."""

    def __init__(self, n_streams: int, n_frames: int, frame_samples: int) -> None:
        self._frame_samples = frame_samples
        self.capacity = n_frames * frame_samples
        """Samples that one stream may have waiting."""
        self._ring = np.zeros((n_streams, self.capacity), np.float32)
        self._rows = list(self._ring)
        self._read_at = 0
        self.fill: NDArray[np.int64] = np.zeros(n_streams, np.int64)
        """Samples that wait, per stream."""

    @property
    def n_bytes(self) -> int:
        return self._ring.nbytes

    def whole_frames(self) -> NDArray[np.int64]:
        """Frames that wait whole, per stream."""
        return self.fill // self._frame_samples

    def room(self, stream: int) -> int:
        return self.capacity - self.fill.item(stream)

    def put(self, stream: int, samples: NDArray[np.float32]) -> int:
        """Append samples, for which there must be room; how many wait now.

        Raises:
            ValueError: there is no room.
        """
        n, n_filled, capacity = len(samples), self.fill.item(stream), self.capacity
        if n > capacity - n_filled:
            raise ValueError(f"{n} samples do not fit in {capacity - n_filled}")
        at = (self._read_at + n_filled) % capacity
        row, n_first = self._rows[stream], capacity - at
        if n <= n_first:
            row[at : at + n] = samples
        else:
            row[at:], row[: n - n_first] = samples[:n_first], samples[n_first:]
        self.fill[stream] = n_filled + n
        return n_filled + n

    def clear(self, stream: int) -> None:
        self._ring[stream] = 0
        self.fill[stream] = 0

    def take(self, n_frames: int, goes: NDArray[np.bool_]) -> NDArray[np.float32]:
        """The next frames of the streams that go along, and silence for the others, whose samples stay.

        Args:
            n_frames: no more than wait whole in any stream that goes.
            goes: shape (n_streams,).

        Returns:
            Shape (n_streams, n_frames * frame_samples).
        """
        stays = np.flatnonzero(~goes)
        kept = {stream: self._take_out(stream) for stream in stays[self.fill[stays] > 0].tolist()}
        n = n_frames * self._frame_samples
        end = self._read_at + n
        if end <= self.capacity:
            hop = self._ring[:, self._read_at : end].copy()
        else:
            hop = np.concatenate((self._ring[:, self._read_at :], self._ring[:, : end - self.capacity]), axis=1)
        if len(stays):
            hop[stays] = 0
        self.fill -= n * goes
        # An empty queue starts over: the next packets then meet a warm cache, and most of the ring is never touched.
        self._read_at = end % self.capacity if self.fill.any() else 0
        for stream, samples in kept.items():
            self.put(stream, samples)
        return hop

    def _take_out(self, stream: int) -> NDArray[np.float32]:
        samples: NDArray[np.float32] = self._rows[stream][
            (self._read_at + np.arange(self.fill[stream])) % self.capacity
        ]
        self.fill[stream] = 0
        return samples
