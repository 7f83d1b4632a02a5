"""4 kHz samples → normalised autocorrelation on a logarithmic lag axis, as three matrix products.

A 50 ms frame is folded into its even and odd halves (a real spectrum needs no more), two products give the spectrum
up to 1.25 kHz, and one product gives the autocorrelation of its compressed power, already divided by that of the
window (Boersma 1993, eq. 9) and already on the lag grid. Compression |X|^1.5 lies between the autocorrelation (|X|^2),
best in white noise, and the cepstrum-like |X|, best for clean voicing.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled, constant
from simulator.prosody.decimation import RATE_HZ

Matrix: TypeAlias = NDArray[np.float32]

WINDOW_SAMPLES: Final = 200
"""50 ms: three periods at the lowest pitch of a speaking voice."""
HOP_SAMPLES: Final = 40
HALF: Final = WINDOW_SAMPLES // 2
N_BINS: Final = 80
"""A multiple of 16: OpenBLAS then rounds a row alike in every product, however many rows go along."""
N_LAGS: Final = 208
LAGS_PER_OCTAVE: Final = 48
HIGHEST_HZ: Final = 900.0
"""Pitch at the shortest lag; the longest lag is that of 45 Hz."""
_FFT_SAMPLES: Final = 288  # spectrum spacing 13.9 Hz: the autocorrelation repeats after 72 ms, past window plus lag
_FIRST_BIN: Final = 3  # 42 Hz: past the main lobe of a constant offset


@dataclass(frozen=True, slots=True)
class Operators:
    """The constant matrices, float32."""

    even: Matrix
    """(100, 80): windowed cosines."""
    odd: Matrix
    """(100, 80): windowed sines."""
    to_lags: Matrix
    """(80, 208): compressed power to autocorrelation."""


@cache
def operators() -> Operators:
    """The matrices, built once (4 ms) and shared by all banks."""
    time_s = (np.arange(HALF) + 0.5) / RATE_HZ
    window = 0.5 + 0.5 * np.cos(2 * np.pi * time_s * RATE_HZ / WINDOW_SAMPLES)
    bin_hz = (np.arange(N_BINS) + _FIRST_BIN) * RATE_HZ / _FFT_SAMPLES
    phase = 2 * np.pi * np.outer(time_s, bin_hz)
    lag_s = 2 ** (np.arange(N_LAGS) / LAGS_PER_OCTAVE) / HIGHEST_HZ
    to_lags = np.cos(2 * np.pi * np.outer(bin_hz, lag_s)) / _window_autocorrelation(time_s, window, lag_s)
    return Operators(
        constant(window[:, None] * np.cos(phase)), constant(window[:, None] * np.sin(phase)), constant(to_lags)
    )


def _window_autocorrelation(
    time_s: NDArray[np.float64], window: NDArray[np.float64], lag_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What compression leaves of a pure tone at each lag, 1 at lag 0: dividing by it makes every tone peak at 1."""
    offset_hz = np.arange(-600, 601) * 1.0
    compressed = np.abs(np.cos(2 * np.pi * np.outer(offset_hz, time_s)) @ window) ** 1.5
    shape = np.cos(2 * np.pi * np.outer(lag_s, offset_hz)) @ compressed
    return np.asarray(shape / compressed.sum(), dtype=np.float64)


@compiled()
def fold(samples: Matrix, first: int, n_frames: int, even: Matrix, odd: Matrix) -> None:
    """Cut overlapping frames and split each into sums and differences around its centre.

    Args:
        samples: 4 kHz, shape (n_streams, n).
        first: column where the first frame starts.
        even, odd: shape (>= n_streams * n_frames, 100), written; rows are stream-major.
    """
    for stream in range(samples.shape[0]):
        for frame in range(n_frames):
            start = first + frame * HOP_SAMPLES
            right = samples[stream, start + HALF : start + WINDOW_SAMPLES]
            left = samples[stream, start : start + HALF]
            row = stream * n_frames + frame
            for k in range(HALF):
                even[row, k] = right[k] + left[HALF - 1 - k]
                odd[row, k] = right[k] - left[HALF - 1 - k]


@compiled(fastmath=True)
def compress(real: Matrix, imaginary: Matrix, power: Matrix, n_rows: int) -> None:
    """|X|^1.5 of each spectrum by two square roots (a float power costs ten times as much)."""
    for row in range(n_rows):
        for k in range(N_BINS):
            root = np.sqrt(real[row, k] * real[row, k] + imaginary[row, k] * imaginary[row, k])
            power[row, k] = root * np.sqrt(root)
