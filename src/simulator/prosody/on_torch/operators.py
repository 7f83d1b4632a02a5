"""The constant matrices on a device; filters too, for a GPU waits longer for a launch than for arithmetic."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simulator.prosody import autocorrelation, decimation, level, syllable_band

LOW_HOP: Final = autocorrelation.HOP_SAMPLES
DECIMATED_SPAN: Final = decimation.FACTOR * (LOW_HOP - 1) + decimation.N_TAPS
"""Samples at 16 kHz behind one hop at 4 kHz."""


@dataclass(frozen=True, slots=True, eq=False)
class Operators:
    """float32."""

    to_low: Tensor
    """(204, 40): samples at 16 kHz to one hop at 4 kHz."""
    of_window: Tensor
    """(200, 80 + 80 + 40): a frame to its windowed cosines, sines, and the samples of its hop in the syllable band."""
    to_lags: Tensor
    """(80, 208)."""
    to_bands: Tensor
    """(9, 8)."""


def operators_on(device: torch.device) -> Operators:
    """The kernel's own matrices and filters, on a device."""
    spectrum = autocorrelation.operators()
    band = np.zeros((autocorrelation.WINDOW_SAMPLES, LOW_HOP), np.float32)
    at = syllable_band._BEFORE
    filtered = sliding(syllable_band.band_taps(), LOW_HOP, 1)
    band[at : at + len(filtered)] = filtered
    of_window = np.hstack([_unfolded(spectrum.even, 1), _unfolded(spectrum.odd, -1), band])
    return Operators(
        to_low=torch.tensor(sliding(decimation.low_pass_taps(), LOW_HOP, decimation.FACTOR), device=device),
        of_window=torch.tensor(of_window, device=device),
        to_lags=torch.tensor(spectrum.to_lags, device=device),
        to_bands=torch.tensor(level.lags_to_bands(), device=device),
    )


def sliding(taps: NDArray[np.float32], n_out: int, step: int) -> NDArray[np.float32]:
    """A filter as a matrix, shape (step * (n_out - 1) + n_taps, n_out): column m has the taps from row step * m on."""
    matrix = np.zeros((step * (n_out - 1) + len(taps), n_out), np.float32)
    for m in range(n_out):
        matrix[step * m : step * m + len(taps), m] = taps
    return matrix


def _unfolded(half: NDArray[np.float32], sign: int) -> NDArray[np.float32]:
    """What acts on sums (+1) or differences (-1) around the centre, acting on the whole window instead."""
    return np.vstack([sign * half[::-1], half])
