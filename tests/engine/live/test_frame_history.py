"""What is kept, what is gone, and what is not there yet."""

import numpy as np
import pytest

from simulator.engine.live import Decided, FramesGone
from simulator.engine.live.frame_history import FrameHistory

RECORD = np.dtype([("value", "i4")])


def history(*hops: int) -> FrameHistory:
    made, at = FrameHistory(2, 8, RECORD), 0
    for n_frames in hops:
        records = np.zeros((2, n_frames), RECORD)
        records["value"] = np.arange(at, at + n_frames) + np.array([[0], [100]])
        made.append(Decided(at, records))
        at += n_frames
    return made


def frames(first: int, end: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(first, end, dtype=np.int64)


@pytest.mark.parametrize("hops", [(3, 3, 3, 3), (12,), (1, 0, 11)])
def test_the_newest_frames_are_kept_however_they_came(hops: tuple[int, ...]) -> None:
    assert history(*hops).read(1, frames(4, 12))["value"].tolist() == list(range(104, 112))


def test_frames_that_are_gone_are_refused_and_so_are_frames_to_come() -> None:
    with pytest.raises(FramesGone, match="frame 3 is gone; frame 4 is the oldest"):
        history(12).read(0, frames(3, 12))
    with pytest.raises(ValueError, match="frame 12 is not decided yet"):
        history(12).read(0, frames(4, 13))


def test_a_hop_that_does_not_follow_is_an_error() -> None:
    with pytest.raises(ValueError, match="frame 5 cannot follow frame 2"):
        history(3).append(Decided(5, np.zeros((2, 1), RECORD)))
