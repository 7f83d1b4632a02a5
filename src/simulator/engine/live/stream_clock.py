"""Where a stream's own frames lie on the clock of its bank, which also ran while the stream had nothing to say."""

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray


class StreamClock:
    """Frames of one stream ↔ frames of the bank, exact; grows by one entry per interruption and forgets old ones."""

    def __init__(self, bank_frame: int) -> None:
        """`bank_frame`: where the stream's frame 0 lies."""
        self._from_frame = [0]
        self._offset = [bank_frame]

    def skip(self, bank_frame: int, n_frames: int) -> None:
        """The bank advanced `n_frames` from `bank_frame` on without sound of this stream."""
        at_frame = bank_frame - self._offset[-1]
        if at_frame == self._from_frame[-1]:
            self._offset[-1] += n_frames
        else:
            self._from_frame.append(at_frame)
            self._offset.append(self._offset[-1] + n_frames)

    def bank_frame(self, frame: int) -> int:
        """Where the stream's frame `frame` lies, or will lie if nothing interrupts it."""
        return frame + self._offset[bisect_right(self._from_frame, frame) - 1]

    def bank_frames(self, first: int, end: int) -> NDArray[np.int64]:
        """The same for all of [first, end)."""
        frames = np.arange(first, end, dtype=np.int64)
        piece = np.searchsorted(np.array(self._from_frame), frames, side="right") - 1
        return frames + np.array(self._offset, np.int64)[piece]

    def forget_before(self, bank_frame: int) -> None:
        """Drop what only frames before `bank_frame` need."""
        while len(self._offset) > 1 and self._from_frame[1] + self._offset[0] <= bank_frame:
            del self._from_frame[0], self._offset[0]

    def is_interrupted(self, first: int, end: int) -> bool:
        """Whether the stream went silent and came back between two of its frames in [first, end)."""
        return any(first < frame < end for frame in self._from_frame[1:])

    @property
    def n_interruptions(self) -> int:
        """Interruptions that are still remembered."""
        return len(self._offset) - 1
