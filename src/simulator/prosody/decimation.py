"""16 kHz → 4 kHz: pitch needs nothing above 1.3 kHz, and a quarter of the samples is a quarter of the work."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled, constant

FACTOR: Final = 4
RATE_HZ: Final = 4_000
N_TAPS: Final = 48
LOOKBACK_SAMPLES: Final = N_TAPS // 2 - FACTOR // 2
"""Input samples an output needs before its own block of four; the filter is symmetric around that block, so that an
output sits exactly in the middle of the four samples it stands for and no delay has to be undone later."""
LOOKAHEAD_SAMPLES: Final = N_TAPS - LOOKBACK_SAMPLES
_CUTOFF_HZ: Final = 2_000.0
_BLOCK: Final = 512
"""Outputs at a time: all of it stays in the nearest cache."""
_KAISER_BETA: Final = 7.0  # 72 dB at 2.75 kHz, the first frequency that folds into the pitch band


@cache
def low_pass_taps() -> NDArray[np.float32]:
    """Windowed-sinc low-pass, shape (48,), unit gain at 0 Hz, flat to 1.25 kHz."""
    offset = np.arange(N_TAPS) - (N_TAPS - 1) / 2
    cutoff = 2 * _CUTOFF_HZ / (RATE_HZ * FACTOR)
    taps = np.sinc(offset * cutoff) * np.kaiser(N_TAPS, _KAISER_BETA)
    return constant(taps / taps.sum())


@compiled(fastmath={"contract"})
def decimate(samples: NDArray[np.float32], taps: NDArray[np.float32], out: NDArray[np.float32]) -> None:
    """Filter and keep one sample in four, for every stream.

    The four phases are taken apart first, so that the inner loop runs over neighbouring outputs and vectorises.

    Args:
        samples: shape (n_streams, >= 4 * (n_out - 1) + 48); output 0 rests on samples 0 to 47.
        taps: shape (48,).
        out: shape (n_streams, n_out), written.
    """
    phase = np.empty(_BLOCK + N_TAPS // FACTOR, np.float32)
    for stream in range(out.shape[0]):
        for at in range(0, out.shape[1], _BLOCK):
            _decimate_block(samples[stream, FACTOR * at :], taps, phase, out[stream, at : at + _BLOCK])


@compiled(fastmath={"contract"})
def _decimate_block(
    samples: NDArray[np.float32], taps: NDArray[np.float32], phase: NDArray[np.float32], out: NDArray[np.float32]
) -> None:
    n_out = len(out)
    out[:] = 0.0
    for first in range(FACTOR):
        source = samples[first:]
        for m in range(n_out - 1 + N_TAPS // FACTOR):
            phase[m] = source[FACTOR * m]
        # Four taps in one pass: a quarter of the reads and writes of `out`.
        for k in range(0, N_TAPS // FACTOR, 4):
            one, two = taps[FACTOR * k + first], taps[FACTOR * (k + 1) + first]
            three, four = taps[FACTOR * (k + 2) + first], taps[FACTOR * (k + 3) + first]
            now, next_, third, last = phase[k:], phase[k + 1 :], phase[k + 2 :], phase[k + 3 :]
            for m in range(n_out):
                out[m] = out[m] + one * now[m] + two * next_[m] + three * third[m] + four * last[m]
