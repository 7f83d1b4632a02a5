"""4 kHz samples → level from 250 to 1900 Hz in steps of 5 ms, where vowels outdo consonants and hum."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.autocorrelation import HALF, HOP_SAMPLES
from simulator.prosody.compiled import Single, compiled, constant
from simulator.prosody.decimation import RATE_HZ
from simulator.prosody.level import FLOOR_DB, decibel

_BAND_HZ: Final = (250.0, 1_900.0)
N_TAPS: Final = 33
STEP_SAMPLES: Final = HOP_SAMPLES // 2
_WIDTH: Final = 48
"""Filtered at a time, the last eight for nothing: three whole vector registers."""
_BEFORE: Final = HALF - HOP_SAMPLES // 2 - N_TAPS // 2
"""Where in the window of a frame the filter of its first sample starts."""


@cache
def band_taps() -> NDArray[np.float32]:
    """Windowed-sinc band-pass, shape (33,): linear phase, so that a step keeps its time."""
    offset = np.arange(N_TAPS) - N_TAPS // 2
    low, high = (2 * edge / RATE_HZ for edge in _BAND_HZ)
    taps = (high * np.sinc(high * offset) - low * np.sinc(low * offset)) * np.hamming(N_TAPS)
    return constant(taps)


@compiled(fastmath=True)
def _energy(filtered: NDArray[np.float32]) -> Single:
    total = np.float32(0.0)
    for n in range(STEP_SAMPLES):
        total += filtered[n] * filtered[n]
    return total


@compiled(fastmath={"contract"})
def measure_band(
    samples: NDArray[np.float32],
    taps: NDArray[np.float32],
    first_frame: int,
    n_frames: int,
    band_db: NDArray[np.float32],
) -> None:
    """Two steps for each frame.

    Args:
        samples: 4 kHz, shape (n_streams, n); the window of frame `first_frame` starts at column 0.
        taps: from `band_taps`.
        band_db: ring of shape (n_streams, n_ring, 2), n_ring a power of two.
    """
    mask = band_db.shape[1] - 1
    filtered = np.empty(_WIDTH, np.float32)
    for stream in range(samples.shape[0]):
        for ahead in range(n_frames):
            window = samples[stream, ahead * HOP_SAMPLES + _BEFORE :]
            filtered[:] = 0.0
            # Three taps in one pass: a third of the reads and writes of `filtered`.
            for k in range(0, N_TAPS, 3):
                one, two, third = taps[k], taps[k + 1], taps[k + 2]
                now, next_, later = window[k:], window[k + 1 :], window[k + 2 :]
                for n in range(_WIDTH):
                    filtered[n] = filtered[n] + one * now[n] + two * next_[n] + third * later[n]
            slot = (first_frame + ahead) & mask
            for step in range(2):
                energy = _energy(filtered[step * STEP_SAMPLES : (step + 1) * STEP_SAMPLES])
                mean = energy / np.float32(STEP_SAMPLES)
                band_db[stream, slot, step] = max(np.float32(FLOOR_DB), decibel(mean + np.float32(1e-30)))
