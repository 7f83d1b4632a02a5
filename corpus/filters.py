"""Filters without delay: the truth of a recording stays where it was."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.recording import RATE_HZ

Samples = NDArray[np.float64]
Gain = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Frequencies in Hz, from 1 up → amplitude ratios."""
_PAD_SAMPLES: Final = 4_096
_BLOCK_SAMPLES: Final = 4_096


def shaped(samples: Samples, gain: Gain) -> Samples:
    """The sound with this gain at each frequency, phase untouched; same length."""
    n_samples = _fast_length(len(samples) + _PAD_SAMPLES)
    spectrum = np.fft.rfft(samples, n_samples)
    spectrum *= gain(np.maximum(np.fft.rfftfreq(n_samples, 1 / RATE_HZ), 1.0))
    return np.asarray(np.fft.irfft(spectrum, n_samples)[: len(samples)])


def convolved(samples: Samples, response: Samples) -> Samples:
    """The sound through an impulse response whose direct path is its first sample; same length."""
    n_samples = _fast_length(len(samples) + len(response))
    spectrum = np.fft.rfft(samples, n_samples) * np.fft.rfft(response, n_samples)
    return np.asarray(np.fft.irfft(spectrum, n_samples)[: len(samples)])


def band(low_hz: float, high_hz: float, *, order: int = 6) -> Gain:
    """Butterworth-like slopes of 6 `order` dB per octave: sharper edges ring into the pauses as a tone."""

    def gain(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = (low_hz / frequency_hz) ** (2 * order), (frequency_hz / high_hz) ** (2 * order)
        return np.asarray(1 / np.sqrt((1 + low) * (1 + high)))

    return gain


def random_eq(rng: np.random.Generator, *, peak_db: float = 10.0, tilt_db: float = 4.0) -> Gain:
    """Broad hills and dips of up to `peak_db`, and a tilt of up to `tilt_db` per octave around 1 kHz."""
    tilt = float(rng.uniform(-tilt_db, tilt_db))
    centres = rng.uniform(np.log2(80), np.log2(7_000), 4)
    widths = rng.uniform(0.4, 1.5, 4)
    heights = rng.uniform(-peak_db, peak_db, 4)

    def gain(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        octave = np.log2(np.clip(frequency_hz, 40.0, 8_000.0))
        total_db = np.clip(tilt * (octave - np.log2(1_000)), -18.0, 18.0)
        for centre, width, height in zip(centres, widths, heights, strict=True):
            total_db += height * np.exp(-0.5 * ((octave - centre) / width) ** 2)
        return np.asarray(10 ** (total_db / 20))

    return gain


def _fast_length(n_samples: int) -> int:
    return -(-n_samples // _BLOCK_SAMPLES) * _BLOCK_SAMPLES
