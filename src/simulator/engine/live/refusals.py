"""What a lane says when it cannot do what a talk asks; each leaves the talk free to measure its own audio instead."""

from typing import ClassVar

from simulator.errors import RechtuitError


class LaneFull(RechtuitError):
    """More audio waits than the queue of one stream holds; nothing of the new samples was taken."""

    code: ClassVar[str] = "lane_full"


class FramesGone(RechtuitError):
    """The frames asked for are older than what is kept, or lie before the stream was opened."""

    code: ClassVar[str] = "frames_gone"


class LaneLost(RechtuitError):
    """The stream is closed, or the kernel failed under it."""

    code: ClassVar[str] = "lane_lost"
