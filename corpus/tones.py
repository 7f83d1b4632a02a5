"""Tones of one to eight harmonics: what a tracker must follow though nobody speaks so."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from corpus.recording import FRAME_SAMPLES, RATE_HZ, Recording, Split

_SPLITS: Final[dict[Split, int]] = {"train": 0, "tune": 1, "test": 2}
_N_SAMPLES: Final = 10 * RATE_HZ
_LOWEST_HZ: Final = 50.0
_OCTAVES: Final = 4.0


def recordings(split: Split, *, seconds: float, seed: int) -> Iterator[Recording]:
    """Ten seconds at a time of steady and gliding tones, 50 to 800 Hz, with silences between them.

    Most begin at the first sample, and some never stop: then nothing but the tone itself says that it is one.
    """
    rng = np.random.default_rng((seed, _SPLITS[split]))
    for number in range(int(np.ceil(seconds * RATE_HZ / _N_SAMPLES))):
        yield _tones(f"tones-{split}-{seed}-{number}", split, rng)


def _tones(name: str, split: Split, rng: np.random.Generator) -> Recording:
    pitch_hz, loud = np.zeros(_N_SAMPLES), np.zeros(_N_SAMPLES)
    at = int(rng.integers(0, RATE_HZ)) if rng.random() < 0.2 else 0
    longest = _N_SAMPLES if rng.random() < 0.2 else 2 * RATE_HZ
    while at < _N_SAMPLES - RATE_HZ // 4:
        n = min(int(rng.integers(RATE_HZ // 5, longest)), _N_SAMPLES - at)
        octaves = np.clip(rng.uniform(0, _OCTAVES) + rng.choice((0.0, rng.uniform(-1, 1))) * np.linspace(0, 1, n), 0, 4)
        pitch_hz[at : at + n] = _LOWEST_HZ * 2**octaves
        loud[at : at + n] = 10 ** (rng.uniform(-12, 0) / 20)
        at += n + int(rng.integers(RATE_HZ // 10, RATE_HZ // 2))
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    slope, n_harmonics = rng.uniform(0, 2), int(rng.integers(1, 9))
    sound = np.zeros(_N_SAMPLES)
    for k in range(1, n_harmonics + 1):
        sound += np.where(k * pitch_hz < 7_500, np.sin(k * phase + rng.uniform(0, 2 * np.pi)) / k**slope, 0)
    edges = np.convolve(loud, np.hanning(161) / np.hanning(161).sum(), mode="same")
    sound *= 0.4 * edges / max(1e-9, np.abs(sound).max())
    frames = loud.reshape(-1, FRAME_SAMPLES)
    centre_hz = pitch_hz.reshape(-1, FRAME_SAMPLES)[:, FRAME_SAMPLES // 2]
    whole, none = (frames > 0).all(axis=1), (frames == 0).all(axis=1)
    near = np.convolve(~(whole | none), np.ones(3), mode="same") > 0
    f0_hz = np.where(near, np.nan, np.where(whole, centre_hz, 0)).astype(np.float32)
    return Recording(
        name, f"tones-{split}", "formant", split, sound.astype(np.float32), f0_hz,
        np.full(len(f0_hz), np.nan, np.float32),
    )  # fmt: skip
