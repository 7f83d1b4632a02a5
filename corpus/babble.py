"""Background talkers; those of training are never heard in a test."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import espeak_clauses, formant
from corpus.filters import Samples
from corpus.recording import Recording, Split
from simulator.avatar.voices.espeak_process import EspeakProcess

_FORMANT_S: Final = 200.0
"""About 13 talkers; made once per process, in a second."""
_FORMANT_SEED: Final = 77
_N_ESPEAK: Final = 13
_ESPEAK_S: Final = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Talkers:
    """Who may be heard behind recordings of one split."""

    split: Split
    voices: tuple[NDArray[np.float32], ...]
    """What each says, 16 kHz, at an active level of RMS 1."""


@cache
def usual_talkers(split: Split) -> Talkers:
    """Formant talkers and espeak-ng variants of one split: the same on every machine.

    Raises:
        Unavailable: when espeak-ng is not installed.
    """
    made = [recording.samples for recording in formant.recordings(split, seconds=_FORMANT_S, seed=_FORMANT_SEED)]
    variants = [variant for variant in espeak_clauses.VARIANTS if espeak_clauses.split_of(variant) == split][:_N_ESPEAK]
    with closing(EspeakProcess()) as process:
        made += [espeak_clauses.talk(process, variant, _ESPEAK_S) for variant in variants]
    return Talkers(split, tuple(_levelled(samples) for samples in made))


def talkers_of(recordings: Iterable[Recording], *, beside: Talkers | None = None) -> Talkers:
    """Those who speak in these recordings, beside others of the same split.

    Raises:
        ValueError: when there is none, or they come from more than one split.
    """
    heard = tuple(recordings)
    splits = {recording.split for recording in heard} | ({beside.split} if beside else set())
    if len(splits) != 1:
        raise ValueError(f"talkers of splits {sorted(splits) or 'none'}; babble needs those of exactly one")
    voices = tuple(_levelled(recording.samples) for recording in heard)
    return Talkers(splits.pop(), voices + (beside.voices if beside else ()))


def babble(n_samples: int, n_talkers: int, talkers: Talkers, rng: np.random.Generator) -> Samples:
    """Several talkers at once, each from somewhere in what they say, levels within 6 dB.

    Raises:
        ValueError: when nobody talks.
    """
    if n_talkers < 1 or not talkers.voices:
        raise ValueError(f"babble of {n_talkers} talkers out of {len(talkers.voices)}; it takes at least 1")
    total = np.zeros(n_samples)
    for place in rng.permutation(len(talkers.voices))[:n_talkers]:
        talk = talkers.voices[place]
        start = int(rng.integers(len(talk)))
        long_enough = np.tile(talk, (start + n_samples) // len(talk) + 1)
        total += 10 ** (rng.uniform(-3, 3) / 20) * long_enough[start : start + n_samples]
    return total


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    power = np.mean(samples[: len(samples) // 160 * 160].reshape(-1, 160) ** 2, axis=1)
    active = float(np.mean(power[power > 1e-3 * np.percentile(power, 95)]))
    return np.asarray(samples / np.sqrt(max(active, 1e-12)), np.float32)
