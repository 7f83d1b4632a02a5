"""How much of which source goes into training, and what the microphone makes of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import formant, neural, recorded, resynthesis, tones
from corpus.babble import Talkers, babble, talkers_of, usual_talkers
from corpus.channels import telephone
from corpus.conditions import augment
from corpus.filters import Samples, random_eq, shaped
from corpus.noises import any_noise, coloured
from corpus.recording import Recording, Split
from corpus.speech_level import at_snr
from training.prosody.examples import end_to_end

_LONG_S: Final = 40.0
_SHORT_S: Final = 4.0
"""Until somebody in front has spoken, the running peak is that of the background."""


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
    "formant": Part(_talkers, 2),
    "tones": Part(_tones, 1),
    "recorded": Part(_recorded, 3),
    "resynthesis": Part(_resynthesised, 2),
    "neural": Part(_neural, 2),
}


def heard(
    split: Split, *, seed: int, parts: Iterable[str] = tuple(PARTS)
) -> Iterator[tuple[Recording, NDArray[np.float32]]]:
    """Every recording of the mixture with its samples as a microphone gave them.

    Besides the random microphones, each is heard by telephone, which takes away the fundamental of most voices, in
    noise that hides it, and twice among other talkers, in a long talk and in one that has only begun: these take most
    learning. Tones are heard as they are.
    """
    rng, talkers = np.random.default_rng(seed), _background(split)
    for name in parts:
        read = list(PARTS[name].read(split, seed))
        for recording in end_to_end(read, longest_s=_LONG_S):
            for _ in range(PARTS[name].n_versions if split == "train" else 1):
                yield recording, augment(recording, rng, talkers=talkers)[0]
            if name == "tones":
                yield recording, recording.samples
            else:
                yield recording, _among_others(recording, talkers, rng)
                yield recording, _by_telephone(recording, rng)
                yield recording, _in_noise(recording, rng)
        if name != "tones":
            for recording in end_to_end(read, longest_s=_SHORT_S):
                yield recording, _among_others(recording, talkers, rng)


@cache
def _background(split: Split) -> Talkers:
    voices = recorded.recordings(split, seconds_per_voice=15, seed=0)
    return talkers_of(voices, beside=usual_talkers(split))


def _among_others(recording: Recording, talkers: Talkers, rng: np.random.Generator) -> NDArray[np.float32]:
    n_talkers, snr_db = int(rng.integers(2, 9)), float(rng.uniform(6, 22))
    noise = at_snr(recording, babble(len(recording.samples), n_talkers, talkers, rng), snr_db)
    return _at_some_level(recording.samples + noise, rng)


def _by_telephone(recording: Recording, rng: np.random.Generator) -> NDArray[np.float32]:
    """Half of them through an odd microphone, a third with noise at the talker's end."""
    sound = recording.samples.astype(np.float64)
    if rng.random() < 0.5:
        sound = shaped(sound, random_eq(rng, peak_db=float(rng.uniform(2, 14)), tilt_db=5.0))
    if rng.random() < 0.3:
        sound = sound + at_snr(recording, any_noise(len(sound), rng)[0], float(rng.uniform(8, 35)))
    return _at_some_level(telephone(sound), rng)


def _in_noise(recording: Recording, rng: np.random.Generator) -> NDArray[np.float32]:
    """From white to brown, 4 to 20 dB under the voice."""
    noise = coloured(len(recording.samples), rng, float(rng.uniform(0.0, 2.0)))
    return _at_some_level(recording.samples + at_snr(recording, noise, float(rng.uniform(4, 20))), rng)


def _at_some_level(sound: Samples, rng: np.random.Generator) -> NDArray[np.float32]:
    return np.asarray(sound * 10 ** (rng.uniform(-35, -1) / 20) / max(1e-9, np.abs(sound).max()), dtype=np.float32)
