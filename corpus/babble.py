"""Background talkers; those of training are never heard in a test."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import formant
from corpus.filters import Samples
from corpus.recording import Split

_POOL_S: Final = 400.0
"""About 28 talkers; made once per process, in a second or two."""
_POOL_SEED: Final = 77


@cache
def pool(split: Split) -> tuple[NDArray[np.float32], ...]:
    """Talk of talkers of one split, each at an active level of RMS 1."""
    made = formant.recordings(split, seconds=_POOL_S, seed=_POOL_SEED)
    return tuple(_levelled(recording.samples) for recording in made)


def babble(n_samples: int, n_talkers: int, split: Split, rng: np.random.Generator) -> Samples:
    """Several talkers at once, each from somewhere in what they say, levels within 6 dB.

    Raises:
        ValueError: when nobody talks.
    """
    if n_talkers < 1:
        raise ValueError(f"babble of {n_talkers} talkers; ask for at least 1")
    voices = pool(split)
    total = np.zeros(n_samples)
    for place in rng.permutation(len(voices))[:n_talkers]:
        talk = voices[place]
        start = int(rng.integers(len(talk)))
        long_enough = np.tile(talk, (start + n_samples) // len(talk) + 1)
        total += 10 ** (rng.uniform(-3, 3) / 20) * long_enough[start : start + n_samples]
    return total


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    power = np.mean(samples[: len(samples) // 160 * 160].reshape(-1, 160) ** 2, axis=1)
    active = float(np.mean(power[power > 1e-3 * np.percentile(power, 95)]))
    return np.asarray(samples / np.sqrt(max(active, 1e-12)), np.float32)
