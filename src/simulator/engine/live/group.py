"""One bank of streams: a kernel, what waits for it and what came out of it. All but `run` belongs to the event loop."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.engine.live.frame_history import FrameHistory
from simulator.engine.live.kernel import Decided, KernelKind, Records, StreamKernel
from simulator.engine.live.pacing import Pacing
from simulator.engine.live.stream_clock import StreamClock
from simulator.engine.live.waiting_audio import WaitingAudio


@dataclass(frozen=True, slots=True)
class GroupBounds:
    """What one stream may hold, and how long it is waited for."""

    queue_frames: int
    kept_frames: int
    patience_s: float
    frame_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """What one kernel call is given."""

    samples: NDArray[np.float32]
    beginning: tuple[int, ...]
    """Streams whose first sound this is, or the first after an interruption."""
    arrived_s: float
    """When the oldest sound in it came."""


class StreamGroup:
    """Places for `n_streams` talks that advance together.

    A stream without sound rests: the bank is given silence in its place until everything that it said is decided, and
    when its sound is back it begins afresh. Its frames are thus those of recordings that end and start where the sound
    did, and its clock knows where each of them lies.
    """

    def __init__(self, kind: KernelKind, n_streams: int, bounds: GroupBounds) -> None:
        self.n_streams = n_streams
        self._kind, self._bounds = kind, bounds
        self._kernel: StreamKernel | None = None
        self._waiting = WaitingAudio(n_streams, bounds.queue_frames, kind.frame_samples)
        self._history = FrameHistory(n_streams, bounds.kept_frames, kind.record)
        longest_packet_s = bounds.queue_frames * bounds.frame_s / 4
        self._pacing = Pacing(n_streams, patience_s=bounds.patience_s, longest_packet_s=longest_packet_s)
        self._is_open = np.zeros(n_streams, np.bool_)
        self._silent_frames = np.zeros(n_streams, np.int64)
        self._clocks: dict[int, StreamClock] = {}
        self._interrupted: set[int] = set()
        """Streams whose clock has something to forget."""
        self._sample_s = bounds.frame_s / kind.frame_samples
        self._taken_frames = 0
        self._is_settling = False

    @property
    def n_open(self) -> int:
        return len(self._clocks)

    @property
    def longest_queue_samples(self) -> int:
        return int(self._waiting.fill.max())

    @property
    def has_work(self) -> bool:
        """Whole frames wait, or somebody waits for the last ones to be decided."""
        return self._is_settling or self.longest_queue_samples >= self._kind.frame_samples

    @property
    def n_bytes(self) -> int:
        """Of queues and history; the kernel's own come on top."""
        return self._history.n_bytes + self._waiting.n_bytes

    def open(self) -> int:
        """A place for one more talk; there must be one free."""
        stream = int(np.flatnonzero(~self._is_open)[0])
        self._is_open[stream] = True
        self._silent_frames[stream] = self._kind.settle_frames
        self._clocks[stream] = StreamClock(self._taken_frames)
        return stream

    def close(self, stream: int) -> None:
        self._is_open[stream] = False
        self._waiting.clear(stream)
        self._pacing.forget(stream)
        self._interrupted.discard(stream)
        del self._clocks[stream]

    def room(self, stream: int) -> int:
        """Samples that may still be put."""
        return self._waiting.room(stream)

    def put(self, stream: int, samples: NDArray[np.float32], now_s: float) -> int:
        """Queue samples for which there is room; how many of the stream wait now."""
        self._pacing.note_packet(stream, len(samples) * self._sample_s, now_s)
        return self._waiting.put(stream, samples)

    def finish(self, stream: int) -> None:
        """No more sound comes in this stream: nobody waits for it, and its last frames are decided by silence."""
        self._pacing.forget(stream)

    def settle(self) -> None:
        """Somebody needs frames that only more sound, or silence, will decide."""
        self._is_settling = True

    def excuse(self, by_s: float) -> None:
        """The service itself stood still this long; nobody is overdue for that."""
        self._pacing.excuse(by_s)

    def plan(self, now_s: float) -> Hop | None:
        """What goes to the kernel now, if anything; from here on it is taken."""
        waiting = self._waiting.whole_frames()
        is_resting = (self._silent_frames > 0) & (self._silent_frames < self._kind.settle_frames)
        takes_part = self._is_open & ~is_resting
        n_frames = self._pacing.hop_frames(waiting, takes_part, now_s)
        if n_frames is None:
            return None
        goes = takes_part & (waiting > 0)
        if n_frames == 0:
            if not (self._is_settling or (is_resting & (waiting > 0)).any()):
                return None
            n_frames = self._kind.settle_frames
        return self._take(n_frames, goes, now_s)

    def _take(self, n_frames: int, goes: NDArray[np.bool_], now_s: float) -> Hop:
        beginning = np.flatnonzero(goes & (self._silent_frames > 0))
        samples = self._waiting.take(n_frames, goes)
        for stream in np.flatnonzero(self._is_open & ~goes).tolist():
            self._clocks[stream].skip(self._taken_frames, n_frames)
            self._interrupted.add(stream)
        self._silent_frames += n_frames
        self._silent_frames[goes] = 0
        self._taken_frames += n_frames
        self._is_settling = False
        hop = Hop(samples, tuple(beginning.tolist()), now_s - self._pacing.lateness_s(now_s))
        self._pacing.advanced(self.longest_queue_samples >= self._kind.frame_samples, now_s)
        return hop

    def run(self, hop: Hop) -> tuple[Decided, float]:
        """In a worker thread: the kernel call, and the processor seconds that it took."""
        started_s = time.thread_time()
        if self._kernel is None:
            self._kernel = self._kind.build(self.n_streams)
        for stream in hop.beginning:
            self._kernel.reset(stream)
        decided = self._kernel.push(hop.samples)
        return decided, time.thread_time() - started_s

    def keep(self, decided: Decided) -> None:
        """What the kernel gave."""
        self._history.append(decided)
        for stream in tuple(self._interrupted):
            clock = self._clocks[stream]
            clock.forget_before(self._history.first_frame)
            if not clock.n_interruptions:
                self._interrupted.discard(stream)

    def is_decided(self, stream: int, end_frame: int) -> bool:
        """Whether all frames of a stream before `end_frame` are there."""
        return end_frame <= 0 or self._clocks[stream].bank_frame(end_frame - 1) < self._history.end_frame

    def is_interrupted(self, stream: int, first_frame: int, end_frame: int) -> bool:
        """Whether silence was put between two frames of a stream."""
        return self._clocks[stream].is_interrupted(first_frame, end_frame)

    def read(self, stream: int, first_frame: int, end_frame: int) -> Records:
        """Frames of a stream that are decided.

        Raises:
            FramesGone: the first is older than what is kept.
        """
        return self._history.read(stream, self._clocks[stream].bank_frames(first_frame, end_frame))
