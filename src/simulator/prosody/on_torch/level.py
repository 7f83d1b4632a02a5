"""samples → level, coarse spectrum and clipped samples of each 10 ms frame; see `prosody.level`."""

from typing import Final

import torch
from torch import Tensor

from simulator.prosody import level

N_COLUMNS: Final = 1 + level.N_BANDS + 1
"""Level, bands, clipped samples."""
LONGEST_BLOCK_FRAMES: Final = 4_096
"""The weights of `_offsets` grow by 1 % per frame: they stay within 1e18."""


def decibel(power: Tensor) -> Tensor:
    return 10.0 * torch.log10(power)


def at_rest(n_streams: int, device: torch.device) -> Tensor:
    """Constant offset and the frames it rests on, shape (n_streams, 2), float64."""
    return torch.zeros((n_streams, 2), dtype=torch.float64, device=device)


def floor(n_streams: int, n_frames: int, device: torch.device) -> Tensor:
    """The columns of digital silence, shape (n_streams, n_frames, N_COLUMNS)."""
    columns = torch.full((n_streams, n_frames, N_COLUMNS), level.FLOOR_DB, device=device)
    columns[..., -1] = 0.0
    return columns


def measure(samples: Tensor, heard: Tensor, to_bands: Tensor, offset: Tensor) -> Tensor:
    """Levels of whole frames.

    Args:
        samples: shape (n_streams, 8 + 160 * n_frames), 16 kHz.
        heard: 1 in frames that belong to a stream, 0 in those before it, which are left out; (n_streams, n_frames).
        to_bands: of the operators.
        offset: from `at_rest`, carried on in place.

    Returns:
        Shape (n_streams, n_frames, N_COLUMNS).
    """
    n_before = level.N_LAGS - 1
    windows = samples.unfold(1, n_before + level.HOP_SAMPLES, level.HOP_SAMPLES)
    own = windows[..., n_before:]
    clipped = (own.abs() >= level.FULL_SCALE).sum(-1, dtype=torch.float32)
    windows = windows - _offsets(own.mean(-1), heard, offset)[..., None].float()
    now = windows[..., n_before:]
    products = [
        (now * windows[..., n_before - lag : n_before - lag + level.HOP_SAMPLES]).sum(-1) for lag in range(level.N_LAGS)
    ]
    mean_square = products[0] / level.HOP_SAMPLES
    least = (mean_square * float(level.RESOLVED)).clamp(min=float(level.LEAST_POWER))
    bands_db = decibel(torch.maximum(torch.stack(products, -1) @ to_bands, least[..., None]))
    level_db = decibel(mean_square + 1e-30).clamp(min=level.FLOOR_DB)
    measured = torch.cat((level_db[..., None], bands_db, clipped[..., None]), -1)
    return torch.where(heard[..., None] > 0, measured, floor(heard.shape[0], heard.shape[1], heard.device))


def _offsets(mean: Tensor, heard: Tensor, offset: Tensor) -> Tensor:
    """The constant offset at each frame, without a loop; `mean` (n_streams, n_frames), `heard` alike.

    It is the mean of the frames so far, and from frame 100 on forgets 1 % with each. Step t divides by
    n_t = min(n_0 + t, 100); with s_t the steps taken at 100 and w_t = 0.99 ** -s_t,
    offset_t = (n_0 * offset_0 + sum over j <= t of w_j * mean_j) / (w_t * n_t). In float64: what remains of a constant
    offset must lie below the floor of the level.
    """
    slow = level._OFFSET_FRAMES
    reached = offset[:, 1:] + heard.double().cumsum(1)
    count = reached.clamp(min=1.0, max=slow)
    weight = (1.0 - 1.0 / slow) ** -(reached - slow).clamp(min=0.0)
    before = offset[:, :1] * offset[:, 1:]
    follows = (before + (mean.double() * heard * weight).cumsum(1)) / (weight * count)
    offset[:, 0], offset[:, 1] = follows[:, -1], reached[:, -1].clamp(max=slow)
    return follows
