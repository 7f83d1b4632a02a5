"""Recordings made worse: named conditions for tables, and random ones for training. Length and times stay the same."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import channels, noises
from corpus.augmentation import Scene, worsened
from corpus.babble import Talkers, babble, usual_talkers
from corpus.filters import Samples, random_eq, shaped
from corpus.recording import Recording
from corpus.rooms import in_room
from corpus.speech_level import at_snr

CONDITIONS: Final = (
    "clean", "white20", "white10", "white0", "pink20", "pink10", "pink0", "babble20", "babble10", "babble0",
    "music10", "reverb", "tel", "codec", "clip", "hum10", "quiet40", "eq",
)  # fmt: skip
"""A number is the dB of speech, while it is active, over the noise."""
_TEST_CODECS: Final = ("opus", "mp3", "vorbis")
_N_BABBLE: Final = (4, 8)
_LOUDEST: Final = 0.99


def degrade(recording: Recording, condition: str, *, seed: int, talkers: Talkers | None = None) -> NDArray[np.float32]:
    """The recording under one of `CONDITIONS`; babble comes from talkers of the recording's own split.

    Noise is added before anything is scaled; a sum beyond full scale is turned down whole, never clipped.

    Args:
        recording: of any split.
        condition: one of `CONDITIONS`.
        seed: of everything random.
        talkers: who may be heard in the background; None: `babble.usual_talkers` of the recording's split.

    Raises:
        ValueError: when there is no such condition, for music outside the test split, or talkers of another split.
    """
    if condition not in CONDITIONS:
        raise ValueError(f"condition {condition!r}; expected one of {', '.join(CONDITIONS)}")
    if condition == "music10" and recording.split != "test":
        raise ValueError(f"{recording.name} is of split {recording.split}; music is for the test split alone")
    if condition == "clean":
        return recording.samples
    rng = np.random.default_rng([seed, CONDITIONS.index(condition)])
    samples = recording.samples.astype(np.float64)
    kind = condition.rstrip("0123456789")
    if kind in _CHANNELS:
        heard = _CHANNELS[kind](samples, rng)
    else:
        snr_db = float(condition[len(kind) :])
        heard = samples + at_snr(recording, _noise(recording, kind, talkers, rng), snr_db)
    return _within_scale(heard)


def augment(
    recording: Recording, rng: np.random.Generator, *, talkers: Talkers | None = None
) -> tuple[NDArray[np.float32], str]:
    """The recording under a random training condition, and its name ("clean", or parts joined by +); never music.

    Args:
        recording: of any split.
        rng: of everything random.
        talkers: who may be heard in the background; None: `babble.usual_talkers` of the recording's split.

    Raises:
        ValueError: when the talkers are of another split.
    """
    scene = Scene(recording, _background(recording, talkers), rng)
    samples, parts = worsened(recording.samples.astype(np.float64), scene)
    # Half the training is near normal levels, the rest down to far too quiet.
    gain_db = float(rng.uniform(-12, 0) if rng.random() < 0.5 else rng.uniform(-45, -12))
    heard = _within_scale(samples) * np.float32(10 ** (gain_db / 20))
    return heard.astype(np.float32), "+".join(parts) or "clean"


def _background(recording: Recording, talkers: Talkers | None) -> Talkers:
    chosen = talkers or usual_talkers(recording.split)
    if chosen.split != recording.split:
        raise ValueError(f"{recording.name} is of split {recording.split}, the talkers behind it of {chosen.split}")
    return chosen


def _noise(recording: Recording, kind: str, talkers: Talkers | None, rng: np.random.Generator) -> Samples:
    n_samples = len(recording.samples)
    match kind:
        case "white":
            return noises.white(n_samples, rng)
        case "pink":
            return noises.coloured(n_samples, rng, 1.0)
        case "babble":
            n_talkers = int(rng.integers(_N_BABBLE[0], _N_BABBLE[1] + 1))
            return babble(n_samples, n_talkers, _background(recording, talkers), rng)
        case "hum":
            return noises.hum(n_samples, rng)
        case _:
            return noises.music(n_samples, rng)


_CHANNELS: Final[dict[str, Callable[[Samples, np.random.Generator], Samples]]] = {
    "reverb": lambda samples, rng: in_room(samples, rng.uniform(0.3, 0.6), rng.uniform(0, 5), rng),
    "tel": lambda samples, _: channels.telephone(samples),
    "codec": lambda samples, rng: channels.coded(samples, str(rng.choice(_TEST_CODECS))),
    "clip": lambda samples, rng: channels.clipped(samples, rng.uniform(0.05, 0.15)),
    "quiet": lambda samples, _: 0.01 * samples,
    "eq": lambda samples, rng: shaped(samples, random_eq(rng)),
}


def _within_scale(samples: Samples) -> NDArray[np.float32]:
    peak = float(np.abs(samples).max(initial=0.0))
    return np.asarray(samples * (_LOUDEST / peak if peak > 1.0 else 1.0), np.float32)
