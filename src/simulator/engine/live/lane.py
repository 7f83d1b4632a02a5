"""All talks of a service, ticked together: what waits in a bank goes through its kernel in one call, off the loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import structlog
from numpy.typing import NDArray

from simulator.engine.live.group import GroupBounds, Hop, StreamGroup
from simulator.engine.live.kernel import Decided, KernelKind
from simulator.engine.live.lane_stream import LaneStream
from simulator.engine.live.load import Load, LoadMeter
from simulator.engine.live.refusals import LaneLost

log = structlog.get_logger(__name__)

SMALLEST_GROUP: Final = 4
"""Each next group is twice as large, so that a service with few talks does not compute the silence of 64."""


@dataclass(frozen=True, slots=True)
class LaneOptions:
    """How the lane trades work for time and memory."""

    tick_s: float = 0.02
    deadline_s: float = 0.2
    """A hop that ends later than this after its oldest sound came counts as late."""
    patience_s: float = 0.15
    queue_s: float = 1.0
    """Sound that may wait per stream; a push beyond it waits or is refused."""
    kept_s: float = 60.0
    """Frames that may be asked for."""
    largest_group: int = 64
    n_threads: int = 1


class Lane:
    """Opens streams, and runs while the event loop that opened the first one does."""

    def __init__(self, kind: KernelKind, *, sample_rate: int, options: LaneOptions | None = None) -> None:
        self.meter = LoadMeter()
        self._kind, self._options, self._sample_rate = kind, options or LaneOptions(), sample_rate
        self._groups: list[StreamGroup] = []
        self._pool = ThreadPoolExecutor(self._options.n_threads, thread_name_prefix="lane")
        self._ticker: asyncio.Task[None] | None = None
        self._is_closed = False

    def open(self) -> LaneStream:
        """A place for one talk; needs a running event loop.

        Raises:
            LaneLost: the lane is closed.
        """
        if self._is_closed:
            raise LaneLost("the lane is closed.")
        self._run_ticker()
        group = self._group_with_room()
        return LaneStream(self, group, group.open(), self._kind)

    def load(self) -> Load:
        """What it carries."""
        longest = max((group.longest_queue_samples for group in self._groups), default=0)
        n_streams = sum(group.n_open for group in self._groups)
        return self.meter.read(n_streams, len(self._groups), 1000 * longest / self._sample_rate)

    def close(self) -> None:
        """Stop; whoever waits for frames is told that the lane is gone."""
        self._is_closed = True
        self._groups.clear()
        if self._ticker is not None:
            self._ticker.cancel()
            self._tell_all()
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- what a stream asks ----------------------------------------------------------------------------------

    def carries(self, group: StreamGroup) -> bool:
        return group in self._groups

    def put(self, group: StreamGroup, place: int, samples: NDArray[np.float32]) -> None:
        n_waiting = group.put(place, samples, asyncio.get_running_loop().time())
        self._has_work.set()
        if 2 * n_waiting > self._options.queue_s * self._sample_rate:
            self._is_due.set()

    def settle(self, group: StreamGroup) -> None:
        group.settle()
        self._has_work.set()

    async def next_hop(self) -> None:
        """Until another hop was kept, or the lane or a group was lost."""
        await self._hop_kept.wait()

    def leave(self, group: StreamGroup, place: int) -> None:
        if self.carries(group):
            group.close(place)
            self._tell_all()

    # --- groups ----------------------------------------------------------------------------------------------

    def _group_with_room(self) -> StreamGroup:
        """The fullest group with a place, so that others empty; else a new one."""
        with_room = [group for group in self._groups if group.n_open < group.n_streams]
        if with_room:
            return max(with_room, key=lambda group: group.n_open)
        size = min(self._options.largest_group, SMALLEST_GROUP << len(self._groups))
        group = StreamGroup(self._kind, size, self._bounds())
        self._groups.append(group)
        return group

    def _bounds(self) -> GroupBounds:
        options, frame_s = self._options, self._kind.frame_samples / self._sample_rate
        return GroupBounds(
            queue_frames=max(self._kind.settle_frames, round(options.queue_s / frame_s)),
            kept_frames=max(1, round(options.kept_s / frame_s)),
            patience_s=options.patience_s,
            frame_s=frame_s,
        )

    # --- the tick --------------------------------------------------------------------------------------------

    def _run_ticker(self) -> None:
        loop = asyncio.get_running_loop()
        if self._ticker is not None and not self._ticker.done() and self._ticker.get_loop() is loop:
            return
        self._has_work, self._is_due, self._hop_kept = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._groups.clear()
        self._ticker = loop.create_task(self._tick_forever(), name="live lane")

    async def _tick_forever(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._has_work.wait()
            self._has_work.clear()
            next_s = loop.time() + self._options.tick_s
            await self._tick()
            if any(group.has_work for group in self._groups):
                self._has_work.set()
            # Sound that comes within the tick goes along in the next one, unless a queue is half full.
            timer = loop.call_at(next_s, self._is_due.set)
            await self._is_due.wait()
            timer.cancel()
            self._is_due.clear()
            self._excuse(loop.time() - next_s)

    def _excuse(self, late_s: float) -> None:
        if late_s > self._options.tick_s:
            for group in self._groups:
                group.excuse(late_s)

    async def _tick(self) -> None:
        now_s = asyncio.get_running_loop().time()
        planned = [(group, hop) for group in self._groups if group.n_open and (hop := group.plan(now_s)) is not None]
        if planned:
            await asyncio.gather(*(self._advance(group, hop) for group, hop in planned))
            self._tell_all()

    async def _advance(self, group: StreamGroup, hop: Hop) -> None:
        loop = asyncio.get_running_loop()
        try:
            decided, cpu_s = await loop.run_in_executor(self._pool, group.run, hop)
            self._keep(group, decided)
        except Exception as problem:
            log.error("the kernel failed; its talks measure their own audio", error=type(problem).__name__)
            self._groups = [other for other in self._groups if other is not group]
            return
        lateness_s = loop.time() - hop.arrived_s
        self.meter.note_hop(cpu_s, lateness_s, is_late=lateness_s > self._options.deadline_s)

    def _keep(self, group: StreamGroup, decided: Decided) -> None:
        if self.carries(group):
            group.keep(decided)

    def _tell_all(self) -> None:
        """Wakes whoever waits for the next hop."""
        self._hop_kept.set()
        self._hop_kept = asyncio.Event()
