"""A kernel whose answers are plain to see: a frame is the mean of its ten samples, decided three frames later."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulator.engine.live import Decided, KernelKind

FRAME_SAMPLES: Final = 10
LAG_FRAMES: Final = 3
RATE_HZ: Final = 1000
RECORD: Final[np.dtype[Any]] = np.dtype([("mean", "f4"), ("n_frames_since_reset", "i4")])


class PlainKernel:
    """Also counts how many frames each stream has had since it was reset."""

    def __init__(self, n_streams: int) -> None:
        self._undecided = np.zeros((n_streams, 0), RECORD)
        self._age = np.zeros(n_streams, np.int32)
        self._first_frame = 0

    def push(self, samples: NDArray[np.float32]) -> Decided:
        if np.isinf(samples).any():
            raise FloatingPointError("a kernel that cannot go on")
        n_streams, n_samples = samples.shape
        new = np.zeros((n_streams, n_samples // FRAME_SAMPLES), RECORD)
        new["mean"] = samples.reshape(n_streams, -1, FRAME_SAMPLES).mean(axis=2)
        new["n_frames_since_reset"] = self._age[:, None] + np.arange(new.shape[1])
        self._age += new.shape[1]
        frames = np.concatenate((self._undecided, new), axis=1)
        n_decided = max(0, frames.shape[1] - LAG_FRAMES)
        self._undecided = frames[:, n_decided:]
        decided = Decided(self._first_frame, frames[:, :n_decided])
        self._first_frame += n_decided
        return decided

    def reset(self, stream: int) -> None:
        self._age[stream] = 0


PLAIN: Final = KernelKind(PlainKernel, FRAME_SAMPLES, LAG_FRAMES + 1, RECORD)


def ramp(first_frame: int, n_frames: int) -> NDArray[np.float32]:
    """Samples whose frames have the means first_frame, first_frame + 1, ..."""
    return np.repeat(np.arange(first_frame, first_frame + n_frames, dtype=np.float32), FRAME_SAMPLES)
