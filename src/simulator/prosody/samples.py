"""What comes in at the door: checked, at 16 kHz, block by block, so that ten hours take no more memory than one."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from simulator.errors import BadAudio
from simulator.flow.clock import INPUT_RATE_HZ

LOWEST_RATE_HZ: Final = 8_000
HIGHEST_RATE_HZ: Final = 96_000
_BLOCK_S: Final = 10
_CHECK_SAMPLES: Final = 65_536
_LOUDEST: Final = 16.0
"""24 dB over full scale: beyond it the samples are not on the [-1, 1] scale (16-bit integers, most often)."""


def checked(samples: NDArray[np.floating], sample_rate: int) -> NDArray[np.float32]:
    """The samples as float32, or an error that says what is wrong with them.

    Raises:
        BadAudio: not one-dimensional, not floating point, NaN or infinite, far over full scale, or a rate outside
            8 to 96 kHz.
    """
    if not LOWEST_RATE_HZ <= sample_rate <= HIGHEST_RATE_HZ:
        raise BadAudio(f"a sample rate of {sample_rate} Hz cannot be used.", remedy="Give audio of 8000 to 96000 Hz.")
    samples = np.asarray(samples)
    if samples.ndim != 1:
        raise BadAudio(f"audio of shape {samples.shape} is not mono.", remedy="Give one channel, shape (n_samples,).")
    if samples.dtype.kind != "f":
        raise BadAudio(f"samples of type {samples.dtype}.", remedy="Give float32 samples in [-1, 1].")
    bad = _first_unusable(samples)
    if bad >= 0:
        raise BadAudio(
            f"sample {bad} ({bad / sample_rate:.3f} s) is {samples[bad]}.", remedy="Give finite samples in [-1, 1]."
        )
    return np.ascontiguousarray(samples, dtype=np.float32)


def _first_unusable(samples: NDArray[np.floating]) -> int:
    """Index of the first sample that is NaN or too large, or -1; never makes an array as long as the audio."""
    for at in range(0, len(samples), _CHECK_SAMPLES):
        block = np.abs(samples[at : at + _CHECK_SAMPLES])
        if not block.max() <= _LOUDEST:
            return at + int(np.argmin(block <= _LOUDEST))
    return -1


def blocks_at_input_rate(samples: NDArray[np.float32], sample_rate: int) -> Iterator[NDArray[np.float32]]:
    """The same audio at 16 kHz, in blocks of about ten seconds; without a copy when it is at 16 kHz already."""
    block = _BLOCK_S * sample_rate
    if sample_rate == INPUT_RATE_HZ:
        yield from (samples[at : at + block] for at in range(0, len(samples), block))
        return
    resampler = soxr.ResampleStream(sample_rate, INPUT_RATE_HZ, 1, dtype="float32")
    for at in range(0, len(samples), block):
        yield resampler.resample_chunk(samples[at : at + block], last=at + block >= len(samples))
