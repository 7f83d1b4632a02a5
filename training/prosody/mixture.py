"""How much of which source goes into training, and what the microphone makes of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import formant, neural, recorded, resynthesis, tones
from corpus.conditions import augment
from corpus.recording import Recording, Split
from training.prosody.examples import end_to_end


@dataclass(frozen=True, slots=True)
class Part:
    """One source of the mixture."""

    read: Callable[[Split, int], Iterable[Recording]]
    n_versions: int
    """How often each recording is heard, each time through another microphone, room and noise."""


def _talkers(split: Split, seed: int) -> Iterable[Recording]:
    return formant.recordings(split, seconds=3_000 if split == "train" else 120, seed=seed)


def _tones(split: Split, seed: int) -> Iterable[Recording]:
    return tones.recordings(split, seconds=200 if split == "train" else 20, seed=seed)


def _recorded(split: Split, seed: int) -> Iterable[Recording]:
    return recorded.recordings(split, seconds_per_voice=600 if split == "train" else 60, seed=seed)


def _resynthesised(split: Split, seed: int) -> Iterable[Recording]:
    return resynthesis.recordings(split, seconds_per_voice=300 if split == "train" else 60, seed=seed)


def _neural(split: Split, seed: int) -> Iterable[Recording]:
    return neural.recordings(split, seconds_per_voice=30, seed=seed)


PARTS: Final = {
    "formant": Part(_talkers, 3),
    "tones": Part(_tones, 2),
    "recorded": Part(_recorded, 6),
    "resynthesis": Part(_resynthesised, 6),
    "neural": Part(_neural, 6),
}


def heard(split: Split, *, seed: int, parts: Iterable[str] = tuple(PARTS)) -> Iterator[tuple[Recording, NDArray[np.float32]]]:
    """Every recording of the mixture with its samples as a microphone gave them."""
    rng = np.random.default_rng(seed)
    for name in parts:
        for recording in end_to_end(PARTS[name].read(split, seed), longest_s=40.0):
            for _ in range(PARTS[name].n_versions if split == "train" else 1):
                yield recording, augment(recording, rng)[0]
