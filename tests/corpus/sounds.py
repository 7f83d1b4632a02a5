"""Sounds with a known pitch, for tests."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000


def sung(f0_hz: NDArray[np.float64], *, peak: float = 0.3) -> NDArray[np.float32]:
    """Harmonics of a pitch given per sample, with two formants."""
    phase = 2 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    sound = np.zeros(len(f0_hz))
    for k in range(1, 30):
        hz = k * f0_hz
        gain = np.exp(-(((hz - 600) / 400) ** 2)) + 0.5 * np.exp(-(((hz - 1400) / 500) ** 2)) + 0.02
        sound += np.where(hz < 7000, gain, 0.0) * np.cos(k * phase + 0.7 * k * k)
    return np.asarray(sound / np.abs(sound).max() * peak, dtype=np.float32)


def glide(from_hz: float, to_hz: float, seconds: float) -> NDArray[np.float64]:
    """A pitch per sample that swings between the two 1.3 times a second."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    low, high = np.log2(from_hz), np.log2(to_hz)
    return np.asarray(np.exp2((low + high) / 2 + (high - low) / 2 * np.sin(2 * np.pi * 1.3 * t)))


def hiss(seconds: float, level: float, seed: int = 0) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed).standard_normal(int(seconds * RATE_HZ)) * level
    return np.asarray(noise, dtype=np.float32)
