"""What a lane needs to know of a kernel: samples of many streams in, records of decided frames out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Records = NDArray[np.void]
"""One structured record per frame; its fields are the business of the kernel and of whoever reads them."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """Frames on which the kernel will not come back, consecutive, all streams alike."""

    first_frame: int
    records: Records
    """Shape (n_streams, n_frames)."""


class StreamKernel(Protocol):
    """A bank of streams that advance by the same hop; used by one thread at a time."""

    def push(self, samples: NDArray[np.float32]) -> Decided:
        """Take samples of shape (n_streams, n) and give the frames that are now decided."""
        ...

    def reset(self, stream: int) -> None:
        """Forget one stream: what follows is as if it had just begun. The clock runs on."""
        ...


@dataclass(frozen=True, slots=True)
class KernelKind:
    """How a kernel is built, and the shape of what it gives."""

    build: Callable[[int], StreamKernel]
    """From the number of streams; called in the worker thread."""
    frame_samples: int
    """Samples per frame; frame i covers samples frame_samples * i on."""
    settle_frames: int
    """So many frames of silence decide everything that came before."""
    record: np.dtype[Any]
