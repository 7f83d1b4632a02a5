"""One talk's place in the lane."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.engine.live.group import StreamGroup
from simulator.engine.live.kernel import KernelKind, Records
from simulator.engine.live.refusals import FramesGone, LaneFull, LaneLost

if TYPE_CHECKING:
    from simulator.engine.live.lane import Lane


class LaneStream:
    """Samples in, frames out, on a clock that starts at 0 with the first sample pushed."""

    def __init__(self, lane: "Lane", group: StreamGroup, place: int, kind: KernelKind) -> None:
        self._lane, self._group, self._place = lane, group, place
        self._frame_samples, self._settle_frames = kind.frame_samples, kind.settle_frames
        self._is_open = True
        self.n_samples = 0
        """Samples pushed so far."""

    @property
    def is_open(self) -> bool:
        return self._is_open and self._lane.carries(self._group)

    @property
    def room(self) -> int:
        """Samples that can be pushed without waiting.

        Raises:
            LaneLost: the stream is closed, or its kernel failed.
        """
        self._check()
        return self._group.room(self._place)

    async def next_hop(self) -> None:
        """Until the lane has advanced, or was lost."""
        await self._lane.next_hop()

    def push_now(self, samples: NDArray[np.float32]) -> None:
        """Queue samples, or refuse all of them.

        Raises:
            LaneFull: the queue has no room for them; the talk may push again later, or leave the lane.
            LaneLost: the stream is closed, or its kernel failed.
        """
        self._check()
        room = self._group.room(self._place)
        if len(samples) > room:
            self._lane.meter.n_refused += 1
            raise LaneFull(f"{len(samples)} samples do not fit in the queue of a stream, which has room for {room}.")
        self._put(samples)

    async def push(self, samples: NDArray[np.float32]) -> None:
        """Queue samples of any number, waiting for room where there is none.

        Cancelled while it waits, it has pushed `n_samples` in all.

        Raises:
            LaneLost: the stream is closed, or its kernel failed.
        """
        at = 0
        while at < len(samples):
            self._check()
            room = self._group.room(self._place)
            if room:
                self._put(samples[at : at + room])
                at += room
            else:
                await self._lane.next_hop()

    async def records(self, first_frame: int, end_frame: int) -> Records:
        """Frames [first, end) of this stream, as soon as they are decided.

        Raises:
            ValueError: a frame whose samples were not pushed.
            FramesGone: the first frame is no longer kept.
            LaneLost: the stream was closed, or its kernel failed.
        """
        if first_frame < 0:
            raise FramesGone(f"frame {first_frame} lies before the stream was opened.")
        if end_frame > self.n_samples // self._frame_samples:
            raise ValueError(f"{self.n_samples} samples were pushed, which is not {end_frame} frames")
        self._check()
        while not self._group.is_decided(self._place, end_frame):
            self._lane.settle(self._group)
            await self._lane.next_hop()
            self._check()
        return self._group.read(self._place, first_frame, end_frame)

    def is_interrupted(self, first_frame: int, end_frame: int) -> bool:
        """Whether the sound came too late for the others somewhere in frames [first, end) or just after.

        The frames are then those of two recordings, one that ends there and one that begins; their times are right.

        Raises:
            LaneLost: the stream was closed, or its kernel failed.
        """
        self._check()
        reach = min(end_frame + self._settle_frames, self.n_samples // self._frame_samples)
        return self._group.is_interrupted(self._place, first_frame, reach)

    def finish(self) -> None:
        """No more samples come: the others need not wait for them, and the last frames are decided by silence."""
        if self.is_open:
            self._group.finish(self._place)

    def close(self) -> None:
        """Give the place to another talk."""
        if self._is_open:
            self._is_open = False
            self._lane.leave(self._group, self._place)

    def _put(self, samples: NDArray[np.float32]) -> None:
        self._lane.put(self._group, self._place, samples)
        self.n_samples += len(samples)

    def _check(self) -> None:
        if not self.is_open:
            raise LaneLost("the stream is closed, or its kernel failed.")
