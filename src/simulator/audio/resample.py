"""Any rate → the rate of a clock, whole or as it arrives (soxr, high quality)."""

import numpy as np
import soxr

from simulator.flow import clock
from simulator.flow.audio import Samples


def resample(samples: Samples, rate_in_hz: int, rate_out_hz: int = clock.INPUT_RATE_HZ) -> Samples:
    """All samples at another rate."""
    if rate_in_hz == rate_out_hz:
        return samples
    resampled: Samples = soxr.resample(samples, rate_in_hz, rate_out_hz).astype(np.float32, copy=False)
    return resampled


class StreamResampler:
    """One stream at another rate, piece by piece; the pieces together are what `resample` gives for the whole.

    soxr holds back about 20 ms of input until it has seen what follows; `flush` gives it out.
    """

    def __init__(self, rate_in_hz: int, rate_out_hz: int = clock.INPUT_RATE_HZ) -> None:
        is_same = rate_in_hz == rate_out_hz
        self._stream = None if is_same else soxr.ResampleStream(rate_in_hz, rate_out_hz, 1, dtype="float32")

    def push(self, samples: Samples) -> Samples:
        """Takes in samples; gives those that are settled, possibly none."""
        return samples if self._stream is None else self._run(samples, is_last=False)

    def flush(self) -> Samples:
        """Ends the stream and gives the rest; the resampler takes nothing more."""
        nothing: Samples = np.zeros(0, dtype=np.float32)
        return nothing if self._stream is None else self._run(nothing, is_last=True)

    def _run(self, samples: Samples, *, is_last: bool) -> Samples:
        assert self._stream is not None
        resampled: Samples = self._stream.resample_chunk(np.ascontiguousarray(samples), last=is_last)
        return resampled
