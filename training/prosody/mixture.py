"""How much of which source goes into training, and what the microphone makes of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import formant, neural, recorded, resynthesis, tones
from corpus.babble import Talkers, babble, talkers_of, usual_talkers
from corpus.conditions import augment
from corpus.recording import Recording, Split
from corpus.speech_level import at_snr
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
    return tones.recordings(split, seconds=5_000 if split == "train" else 20, seed=seed)


def _recorded(split: Split, seed: int) -> Iterable[Recording]:
    return recorded.recordings(split, seconds_per_voice=240 if split == "train" else 60, seed=seed)


def _resynthesised(split: Split, seed: int) -> Iterable[Recording]:
    return resynthesis.recordings(split, seconds_per_voice=60 if split == "train" else 20, seed=seed)


def _neural(split: Split, seed: int) -> Iterable[Recording]:
    return neural.recordings(split, seconds_per_voice=30, seed=seed)


PARTS: Final = {
    "formant": Part(_talkers, 3),
    "tones": Part(_tones, 1),
    "recorded": Part(_recorded, 4),
    "resynthesis": Part(_resynthesised, 3),
    "neural": Part(_neural, 3),
}


def heard(
    split: Split, *, seed: int, parts: Iterable[str] = tuple(PARTS)
) -> Iterator[tuple[Recording, NDArray[np.float32]]]:
    """Every recording of the mixture with its samples as a microphone gave them.

    Besides the random microphones, each is heard once among other talkers: that takes most learning. Tones are heard
    once as they are.
    """
    rng, talkers = np.random.default_rng(seed), _background(split)
    for name in parts:
        for recording in end_to_end(PARTS[name].read(split, seed), longest_s=40.0):
            for _ in range(PARTS[name].n_versions if split == "train" else 1):
                yield recording, augment(recording, rng, talkers=talkers)[0]
            yield recording, recording.samples if name == "tones" else _among_others(recording, talkers, rng)


@cache
def _background(split: Split) -> Talkers:
    voices = recorded.recordings(split, seconds_per_voice=15, seed=0)
    return talkers_of(voices, beside=usual_talkers(split))


def _among_others(recording: Recording, talkers: Talkers, rng: np.random.Generator) -> NDArray[np.float32]:
    n_talkers, snr_db = int(rng.integers(2, 9)), float(rng.uniform(6, 22))
    noise = at_snr(recording, babble(len(recording.samples), n_talkers, talkers, rng), snr_db)
    sound = recording.samples + noise
    return np.asarray(sound * 10 ** (rng.uniform(-35, -1) / 20) / np.abs(sound).max(), dtype=np.float32)
