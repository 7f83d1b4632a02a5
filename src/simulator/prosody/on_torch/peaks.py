"""autocorrelation → the few pitches that a frame may have; see `prosody.peaks`."""

import torch
from torch import Tensor

from simulator.prosody import peaks
from simulator.prosody.autocorrelation import LAGS_PER_OCTAVE, N_LAGS


def find_peaks(correlation: Tensor, total: Tensor) -> Tensor:
    """The highest local maxima of each row, by a parabola through three lags; highest first, shortest of equals.

    Args:
        correlation: shape (..., 208).
        total: shape (...): the value at lag 0.

    Returns:
        Octaves re 900 Hz, shape (..., 6), `NO_PEAK` where there are fewer.
    """
    before, middle, after = correlation[..., :-2], correlation[..., 1:-1], correlation[..., 2:]
    total = total[..., None]
    is_peak = (middle > peaks._LEAST_HEIGHT * total) & (middle >= before) & (middle > after) & (total > 0)
    rise = 0.5 * (after - before)
    bend = torch.where(is_peak, middle + middle - before - after, 1.0)
    lags = torch.arange(1, N_LAGS - 1, dtype=torch.float32, device=correlation.device)
    place = -(lags + rise / bend) / LAGS_PER_OCTAVE
    height = (middle + 0.5 * rise * rise / bend) / total + peaks._OCTAVE_COST * place
    is_pitch = is_peak & (place >= peaks.LOWEST_OCTAVE) & (place <= peaks.HIGHEST_OCTAVE) & (height > 0)
    return _highest(torch.where(is_pitch, height, 0.0), place)


def _highest(height: Tensor, place: Tensor) -> Tensor:
    """Places of the greatest heights above 0.

    `topk` leaves open which of two equals comes first. The bits of a positive float sort as the float does; above a
    column number in the lower bits they make keys of which no two are equal.
    """
    n_columns = height.shape[-1]
    columns = torch.arange(n_columns, device=height.device)
    keys = height.view(torch.int32).long() * n_columns + (n_columns - 1 - columns)
    best = keys.topk(peaks.N_PEAKS, dim=-1).values
    found = place.gather(-1, n_columns - 1 - best % n_columns)
    return torch.where(best >= n_columns, found, peaks.NO_PEAK)
