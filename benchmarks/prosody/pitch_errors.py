"""Found pitch against true pitch, frame by frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

PitchHz: TypeAlias = NDArray[np.floating]
"""(n_frames,): Hz, 0 where unvoiced; in truth NaN where neither answer is wrong."""
LOWEST_HZ = 60.0
HIGHEST_HZ = 500.0
"""What every tracker is asked for; truth beyond it is not scored."""
RATE_HZ = 16_000
GROSS_RATIO = 0.2
"""The usual limit of a gross pitch error."""


@dataclass(frozen=True, slots=True)
class PitchErrors:
    """NaN where there is nothing to count."""

    n_frames: int
    ffe_pct: float
    """F0 frame error (Chu & Alwan 2009): wrong voicing or gross error, of all scored frames."""
    gpe_pct: float
    """Gross errors of the frames that are voiced on both sides."""
    vde_pct: float
    """Wrong voicing, of all scored frames."""
    cents_rms: float
    """Over frames voiced on both sides and not gross."""


def score_pitch(found: Sequence[PitchHz], truth: Sequence[PitchHz]) -> PitchErrors:
    """Errors over all recordings together; a tracker that ends early is wrong where it is silent."""
    ours = np.concatenate([_as_long_as(f, len(t)) for f, t in zip(found, truth, strict=True)])
    right = np.concatenate(list(truth)).astype(np.float64)
    kept = ~np.isnan(right) & ((right == 0) | ((right >= LOWEST_HZ) & (right <= HIGHEST_HZ)))
    ours, right = ours[kept], right[kept]
    if not len(right):
        return PitchErrors(0, *(float("nan"),) * 4)
    both = (ours > 0) & (right > 0)
    wrong_voicing = (ours > 0) != (right > 0)
    gross = both & (np.abs(ours - right) > GROSS_RATIO * right)
    fine = both & ~gross
    cents = 1200 * np.log2(ours[fine] / right[fine])
    return PitchErrors(
        n_frames=len(right),
        ffe_pct=float(100 * np.mean(wrong_voicing | gross)),
        gpe_pct=float(100 * gross.sum() / both.sum()) if both.any() else float("nan"),
        vde_pct=float(100 * np.mean(wrong_voicing)),
        cents_rms=float(np.sqrt(np.mean(cents**2))) if fine.any() else float("nan"),
    )


def _as_long_as(found: PitchHz, n_frames: int) -> NDArray[np.float64]:
    padded = np.zeros(n_frames)
    padded[: len(found)] = np.nan_to_num(found[:n_frames])
    return padded


def at_centres(times_s: NDArray[np.floating], values: NDArray[np.floating], n_samples: int) -> NDArray[np.float64]:
    """A track at the centres of 10 ms frames (5, 15, ... ms); 0 further than 20 ms from any of its own times.

    Between two voiced values that belong together the pitch lies between them; beside an unvoiced one, the nearer
    value decides.
    """
    wanted_s = (np.arange(n_samples * 100 // RATE_HZ) + 0.5) / 100
    if len(times_s) < 2:
        return np.zeros(len(wanted_s))
    right = np.clip(np.searchsorted(times_s, wanted_s), 1, len(times_s) - 1)
    left = right - 1
    part = np.clip((wanted_s - times_s[left]) / np.maximum(times_s[right] - times_s[left], 1e-9), 0, 1)
    nearer = np.where(part < 0.5, values[left], values[right])
    low, high = np.minimum(values[left], values[right]), np.maximum(values[left], values[right])
    together = (low > 0) & (high < (1 + GROSS_RATIO) * low)
    read = np.where(together, (1 - part) * values[left] + part * values[right], nearer)
    reached = (wanted_s > times_s[0] - 0.02) & (wanted_s < times_s[-1] + 0.02)
    return np.where(reached & ~np.isnan(read), read, 0.0)


def lag_ms(found: Sequence[PitchHz], truth: Sequence[PitchHz]) -> float:
    """By how much a tracker's clock is late, to 1 ms: the shift at which its cents error is least (lag scan)."""
    best, least = 0, np.inf
    for shift in range(-25, 26):
        error = score_pitch([_shifted(f, shift / 10) for f in found], truth).cents_rms
        if error < least:
            best, least = shift, error
    return float(best)


def _shifted(found: PitchHz, by_frames: float) -> NDArray[np.float64]:
    """The track read `by_frames` later, between two voiced frames; unvoiced beside an unvoiced one."""
    at = np.arange(len(found)) + by_frames
    low = np.clip(np.floor(at).astype(int), 0, len(found) - 1)
    high = np.clip(low + 1, 0, len(found) - 1)
    part = at - np.floor(at)
    return np.where((found[low] > 0) & (found[high] > 0), (1 - part) * found[low] + part * found[high], 0.0)
