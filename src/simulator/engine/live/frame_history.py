"""Decided frames of all streams of a bank, kept as long as a turn may ask for them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.engine.live.kernel import Decided, Records
from simulator.engine.live.refusals import FramesGone


class FrameHistory:
    """A ring over the frames of a bank; its memory is fixed at construction."""

    def __init__(self, n_streams: int, n_frames: int, record: np.dtype[Any]) -> None:
        self._ring: Records = np.zeros((n_streams, n_frames), record)
        # As plain bytes: numpy would otherwise copy record by record and field by field.
        self._bytes = np.dtype((np.void, record.itemsize))
        self._raw: Records = self._ring.view(self._bytes)
        self._n_frames = n_frames
        self.end_frame = 0
        """One past the newest frame decided."""

    @property
    def first_frame(self) -> int:
        """The oldest frame that is still there."""
        return max(0, self.end_frame - self._n_frames)

    @property
    def n_bytes(self) -> int:
        return int(self._ring.nbytes)

    def append(self, decided: Decided) -> None:
        """Add the frames that follow.

        Raises:
            ValueError: they do not follow the last ones.
        """
        n_frames = decided.records.shape[1]
        if not n_frames:
            return
        if decided.first_frame != self.end_frame:
            raise ValueError(f"frame {decided.first_frame} cannot follow frame {self.end_frame - 1}")
        self.end_frame += n_frames
        kept = decided.records.view(self._bytes)[:, -self._n_frames :]
        at = (self.end_frame - kept.shape[1]) % self._n_frames
        n_first = self._n_frames - at
        self._raw[:, at : at + kept.shape[1]] = kept[:, :n_first]
        if kept.shape[1] > n_first:
            self._raw[:, : kept.shape[1] - n_first] = kept[:, n_first:]

    def read(self, stream: int, frames: NDArray[np.int64]) -> Records:
        """A copy of these frames of one stream.

        Raises:
            FramesGone: the first is older than what is kept.
            ValueError: the last is not decided yet.
        """
        if not len(frames):
            return self._ring[stream, :0].copy()
        if frames[-1] >= self.end_frame:
            raise ValueError(f"frame {frames[-1]} is not decided yet")
        if frames[0] < self.first_frame:
            raise FramesGone(f"frame {frames[0]} is gone; frame {self.first_frame} is the oldest that is kept.")
        found: Records = self._ring[stream, frames % self._n_frames]
        return found
