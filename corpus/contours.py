"""Pitch contours to impose on a recorded voice: moved, wider, flat, trembling, rising at the end, or whispered."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.world import STEP_S

Contour = Literal["moved", "wider", "flat", "vibrato", "jitter", "rise", "whisper"]
CONTOURS: Final[tuple[Contour, ...]] = ("moved", "wider", "flat", "vibrato", "jitter", "rise", "whisper")
_ODDS: Final = (0.25, 0.2, 0.1, 0.12, 0.13, 0.15, 0.05)
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 620.0
_MOVE_SEMITONES: Final = (-6.0, 6.0)
_MAX_SMOOTHING_STEPS: Final = 5

_Values = NDArray[np.float64]


def drawn(rng: np.random.Generator) -> Contour:
    return CONTOURS[int(rng.choice(len(CONTOURS), p=_ODDS))]


def imposed(f0_hz: _Values, contour: Contour, rng: np.random.Generator) -> _Values:
    """The contour on the voiced steps of `f0_hz`, always moved by up to 6 semitones as well.

    Args:
        f0_hz: shape (n_steps,), 0 where unvoiced; what is voiced stays voiced, save for "whisper".
    Returns:
        Shape (n_steps,), Hz between 55 and 620, 0 where unvoiced.
    """
    voiced = f0_hz > 0
    if contour == "whisper" or not voiced.any():
        return np.zeros_like(f0_hz)
    octaves = np.log2(np.where(voiced, f0_hz, 1.0))
    median = float(np.median(octaves[voiced]))
    octaves = median + _reshaped(octaves - median, voiced, contour, rng) + rng.uniform(*_MOVE_SEMITONES) / 12
    return np.asarray(np.where(voiced, np.clip(np.exp2(octaves), _LOWEST_HZ, _HIGHEST_HZ), 0.0), dtype=np.float64)


def _reshaped(octaves: _Values, voiced: NDArray[np.bool_], contour: Contour, rng: np.random.Generator) -> _Values:
    times_s = np.asarray(np.arange(len(octaves)) * STEP_S, dtype=np.float64)
    if contour == "wider":
        return octaves * rng.uniform(0.3, 1.8)
    if contour == "flat":
        return octaves * rng.uniform(0.0, 0.1) - times_s * rng.uniform(0.0, 0.03)
    if contour == "vibrato":
        depth, rate_hz = rng.uniform(20, 100) / 1200, rng.uniform(4.0, 7.0)
        return octaves + depth * np.sin(2 * np.pi * (rate_hz * times_s + rng.random()))
    if contour == "jitter":
        return octaves + tremble(len(octaves), rng) * rng.uniform(0.005, 0.025)
    if contour == "rise":
        return octaves + _final_rise(times_s, voiced, rng)
    return octaves


def tremble(n_steps: int, rng: np.random.Generator) -> _Values:
    """Noise of unit deviation, smoothed over a drawn 5 to 25 ms."""
    width = int(rng.integers(1, _MAX_SMOOTHING_STEPS + 1))
    noise = np.convolve(rng.standard_normal(n_steps), np.ones(width) / np.sqrt(width), mode="same")
    return np.asarray(noise[:n_steps])


def _final_rise(times_s: _Values, voiced: NDArray[np.bool_], rng: np.random.Generator) -> _Values:
    """Zero until 0.2 to 0.5 s of sound before the last voiced step, then up to 3 to 10 semitones."""
    end_s, length_s = float(times_s[np.flatnonzero(voiced)[-1]]), rng.uniform(0.2, 0.5)
    part = np.clip((times_s - end_s + length_s) / length_s, 0.0, 1.0)
    return np.asarray(np.square(part) * (3 - 2 * part) * rng.uniform(3.0, 10.0) / 12)
