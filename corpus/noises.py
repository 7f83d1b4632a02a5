"""Noises without a voice: of any colour, mains hum, machines, knocks, and, for the test split alone, music."""

from typing import Final

import numpy as np

from corpus.filters import Samples, band, shaped
from corpus.recording import RATE_HZ

_MINOR_AND_MAJOR: Final = ((0, 3, 7, 10), (0, 4, 7, 11), (0, 4, 7, 12), (0, 3, 7, 12))
_SCALE: Final = (0, 2, 4, 7, 9, 12)


def white(n_samples: int, rng: np.random.Generator) -> Samples:
    """White noise of RMS 1."""
    return np.asarray(rng.standard_normal(n_samples))


def coloured(n_samples: int, rng: np.random.Generator, exponent: float) -> Samples:
    """Power falling as frequency to this exponent, from 40 Hz up: 0 white, 1 pink, 2 brown."""
    return shaped(white(n_samples, rng), lambda hz: np.maximum(hz, 40.0) ** (-exponent / 2))


def banded(n_samples: int, rng: np.random.Generator) -> Samples:
    """Noise of one band."""
    low_hz = float(np.exp(rng.uniform(np.log(60), np.log(3_000))))
    return shaped(white(n_samples, rng), band(low_hz, min(7_500.0, low_hz * float(rng.uniform(2, 10))), order=2))


def hum(n_samples: int, rng: np.random.Generator, mains_hz: float = 50.0) -> Samples:
    """Mains and its harmonics, the odd ones stronger."""
    at_s = np.arange(n_samples) / RATE_HZ
    steady_hz = mains_hz * float(rng.uniform(0.998, 1.002))
    strength = [(1.0 if k % 2 else 0.4) / k * float(rng.uniform(0.5, 1.5)) for k in range(1, 13)]
    tones = [a * np.sin(2 * np.pi * k * steady_hz * at_s + rng.uniform(0, 6.3)) for k, a in enumerate(strength, 1)]
    return np.asarray(np.sum(tones, axis=0))


def machine(n_samples: int, rng: np.random.Generator) -> Samples:
    """Coloured noise that swells and beats, as fans, cars and wind do."""
    noise = coloured(n_samples, rng, float(rng.uniform(0.5, 2.0)))
    at_s = np.arange(n_samples) / RATE_HZ
    beat = 1 + float(rng.uniform(0, 0.7)) * np.sin(2 * np.pi * float(rng.uniform(0.3, 20)) * at_s)
    steps = rng.uniform(-6, 6, 2 * n_samples // RATE_HZ + 3)
    slow = np.interp(at_s, 0.5 * np.arange(len(steps)), steps)
    return np.asarray(noise * beat * 10 ** (slow / 20))


def knocks(n_samples: int, rng: np.random.Generator) -> Samples:
    """Keys, cups and doors: short decaying bursts at random times, over a little noise."""
    noise = 0.02 * white(n_samples, rng)
    for _ in range(max(1, int(n_samples / RATE_HZ * rng.uniform(0.5, 6)))):
        start = int(rng.integers(n_samples))
        length = int(RATE_HZ * rng.uniform(0.005, 0.12))
        burst = rng.standard_normal(length) * np.exp(-6 * np.arange(length) / length) * rng.uniform(0.2, 1)
        noise[start : start + length] += burst[: n_samples - start]
    return shaped(noise, band(float(rng.uniform(50, 1_500)), 7_000, order=1))


def any_noise(n_samples: int, rng: np.random.Generator) -> tuple[Samples, str]:
    """A noise for training and its kind; never music."""
    kind = str(rng.choice(["white", "coloured", "banded", "machine", "knocks"], p=[0.2, 0.35, 0.15, 0.2, 0.1]))
    match kind:
        case "white":
            return white(n_samples, rng), kind
        case "coloured":
            return coloured(n_samples, rng, float(rng.uniform(-0.5, 2.2))), kind
        case "banded":
            return banded(n_samples, rng), kind
        case "machine":
            return machine(n_samples, rng), kind
        case _:
            return knocks(n_samples, rng), kind


def music(n_samples: int, rng: np.random.Generator) -> Samples:
    """Chords, a melody and drums from nothing but sines and noise; kept out of training."""
    beat_s = 60 / float(rng.uniform(80, 140))
    root_hz = 110.0 * 2 ** (float(rng.integers(12)) / 12)
    sound = np.zeros(n_samples + 4 * RATE_HZ)
    for beat in range(int(n_samples / RATE_HZ / beat_s) + 1):
        start = int(beat * beat_s * RATE_HZ)
        if beat % 4 == 0:
            chord = _MINOR_AND_MAJOR[rng.integers(4)]
            step = float(rng.choice([0, 5, 7, 9]))
            for tone in chord:
                _add(sound, start, 0.5 * _note(root_hz * 2 ** ((tone + step) / 12), 4 * beat_s, rng))
        for half in range(2):
            if rng.random() < 0.7:
                pitch_hz = 2 * root_hz * 2 ** (_SCALE[rng.integers(len(_SCALE))] / 12)
                _add(sound, start + int(half * beat_s * RATE_HZ / 2), 0.7 * _note(pitch_hz, 0.6 * beat_s, rng))
        _add(sound, start, _drum(rng, is_low=beat % 2 == 0))
    return sound[:n_samples]


def _note(pitch_hz: float, seconds: float, rng: np.random.Generator) -> Samples:
    at_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    envelope = np.minimum(at_s / 0.01, 1.0) * np.exp(-at_s / (0.4 * seconds))
    vibrato = 0.003 * np.sin(2 * np.pi * 5.5 * at_s)
    phase = 2 * np.pi * pitch_hz * np.cumsum(1 + vibrato) / RATE_HZ
    harmonics = range(1, max(2, min(10, int(7_000 / pitch_hz))))
    return np.asarray(envelope * np.sum([np.sin(k * phase) / k ** float(rng.uniform(0.8, 2)) for k in harmonics], 0))


def _drum(rng: np.random.Generator, *, is_low: bool) -> Samples:
    at_s = np.arange(int(0.2 * RATE_HZ)) / RATE_HZ
    if is_low:
        return np.asarray(1.5 * np.sin(2 * np.pi * (50 * at_s + 6 * (1 - np.exp(-at_s / 0.03)))) * np.exp(-at_s / 0.06))
    return np.asarray(0.6 * rng.standard_normal(len(at_s)) * np.exp(-at_s / 0.04))


def _add(sound: Samples, start: int, note: Samples) -> None:
    end = min(len(sound), start + len(note))
    sound[start:end] += note[: end - start]
