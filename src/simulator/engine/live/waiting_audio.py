"""Samples of many streams that no hop has taken yet: one ring, one read position, a fill for each stream."""

import numpy as np
from numpy.typing import NDArray


class WaitingAudio:
    """A bounded queue per stream. Beyond its fill, a stream's row is silence."""

    def __init__(self, n_streams: int, n_frames: int, frame_samples: int) -> None:
        self._frame_samples = frame_samples
        self._ring = np.zeros((n_streams, n_frames * frame_samples), np.float32)
        self._read_at = 0
        self.fill: NDArray[np.int64] = np.zeros(n_streams, np.int64)
        """Samples that wait, per stream."""

    @property
    def capacity(self) -> int:
        """Samples that one stream may have waiting."""
        return self._ring.shape[1]

    @property
    def n_bytes(self) -> int:
        return self._ring.nbytes

    def whole_frames(self) -> NDArray[np.int64]:
        """Frames that wait whole, per stream."""
        return self.fill // self._frame_samples

    def room(self, stream: int) -> int:
        return self.capacity - int(self.fill[stream])

    def put(self, stream: int, samples: NDArray[np.float32]) -> None:
        """Append samples; there must be room for them.

        Raises:
            ValueError: there is not.
        """
        n, n_filled, capacity = len(samples), int(self.fill[stream]), self.capacity
        if n > capacity - n_filled:
            raise ValueError(f"{n} samples do not fit in {capacity - n_filled}")
        at = (self._read_at + n_filled) % capacity
        n_first = min(n, capacity - at)
        self._ring[stream, at : at + n_first] = samples[:n_first]
        if n_first < n:
            self._ring[stream, : n - n_first] = samples[n_first:]
        self.fill[stream] = n_filled + n

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
        kept = {int(stream): self._take_out(int(stream)) for stream in np.flatnonzero(~goes & (self.fill > 0))}
        n = n_frames * self._frame_samples
        end = self._read_at + n
        if end <= self.capacity:
            hop = self._ring[:, self._read_at : end].copy()
            self._ring[:, self._read_at : end] = 0
        else:
            hop = np.concatenate((self._ring[:, self._read_at :], self._ring[:, : end - self.capacity]), axis=1)
            self._ring[:, self._read_at :] = 0
            self._ring[:, : end - self.capacity] = 0
        self._read_at = end % self.capacity
        self.fill[goes] -= n
        for stream, samples in kept.items():
            self.put(stream, samples)
        return hop

    def _take_out(self, stream: int) -> NDArray[np.float32]:
        samples: NDArray[np.float32] = self._ring[
            stream, (self._read_at + np.arange(self.fill[stream])) % self.capacity
        ]
        self.clear(stream)
        return samples
