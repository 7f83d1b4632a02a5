"""Live talks → one kernel call per tick for all of them.

    samples of a talk → waiting_audio ─┐
                                       ├→ pacing (how much goes along now) → kernel, in a worker thread
    samples of a talk → waiting_audio ─┘         → frame_history → the talk's frames, on its own clock (stream_clock)

A `group` is one bank of streams that advance together; the `lane` opens groups as talks come and ticks them all. The
kernel itself is not known here: whoever opens the lane says how one is built (`KernelKind`).
"""

from simulator.engine.live.kernel import Decided, KernelKind, StreamKernel
from simulator.engine.live.lane import Lane, LaneOptions
from simulator.engine.live.lane_stream import LaneStream
from simulator.engine.live.load import Load
from simulator.engine.live.refusals import FramesGone, LaneFull, LaneLost

__all__ = [
    "Decided",
    "FramesGone",
    "KernelKind",
    "Lane",
    "LaneFull",
    "LaneLost",
    "LaneOptions",
    "LaneStream",
    "Load",
    "StreamKernel",
]
