"""Recordings made worse: named conditions for tables, and random ones for training. Length and times stay the same."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus import channels, noises
from corpus.babble import babble
from corpus.filters import Samples, band, random_eq, shaped
from corpus.recording import FRAME_SAMPLES, Recording
from corpus.rooms import in_room

CONDITIONS: Final = (
    "clean", "white20", "white10", "white0", "pink20", "pink10", "pink0", "babble20", "babble10", "babble0",
    "music10", "reverb", "tel", "codec", "clip", "hum10", "quiet40", "eq",
)  # fmt: skip
"""A number is the dB of speech, while it is active, over the noise."""
_TEST_CODECS: Final = ("opus", "mp3", "vorbis")
_N_BABBLE: Final = (4, 8)
_LOUDEST: Final = 0.99


def degrade(recording: Recording, condition: str, *, seed: int) -> NDArray[np.float32]:
    """The recording under one of `CONDITIONS`; babble comes from talkers of the recording's own split.

    Noise is added before anything is scaled; a sum beyond full scale is turned down whole, never clipped.

    Raises:
        ValueError: when there is no such condition, or for music outside the test split.
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
        heard = samples + at_snr(recording, _noise(recording, kind, rng), snr_db)
    return _within_scale(heard)


def augment(recording: Recording, rng: np.random.Generator) -> tuple[NDArray[np.float32], str]:
    """The recording under a random training condition, and its name ("clean", or parts joined by +); never music."""
    samples = recording.samples.astype(np.float64)
    parts: list[str] = []
    if rng.random() < 0.85:
        for chance, name, step in _STEPS:
            if rng.random() < chance:
                samples = step(samples, recording, rng)
                parts.append(name)
    # Half the training is near normal levels, the rest down to far too quiet.
    gain_db = float(rng.uniform(-12, 0) if rng.random() < 0.5 else rng.uniform(-45, -12))
    heard = _within_scale(samples) * np.float32(10 ** (gain_db / 20))
    return heard.astype(np.float32), "+".join(parts) or "clean"


def at_snr(recording: Recording, noise: Samples, snr_db: float) -> Samples:
    """The noise at this level under the speech while it is active."""
    speech = active_power(recording)
    own = max(1e-20, float(np.mean(noise**2)))
    return np.asarray(noise * np.sqrt(speech / own * 10 ** (-snr_db / 10)))


def active_power(recording: Recording) -> float:
    """Mean square over frames of speech; where none is known, over frames within 30 dB of the loud ones."""
    n_frames = len(recording.is_speech)
    frames = recording.samples[: n_frames * FRAME_SAMPLES].reshape(n_frames, FRAME_SAMPLES)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    active = power[recording.is_speech == 1]
    if not len(active):
        active = power[power >= 1e-3 * np.percentile(power, 95)]
    return float(np.mean(active))


def _noise(recording: Recording, kind: str, rng: np.random.Generator) -> Samples:
    n_samples = len(recording.samples)
    match kind:
        case "white":
            return noises.white(n_samples, rng)
        case "pink":
            return noises.coloured(n_samples, rng, 1.0)
        case "babble":
            return babble(n_samples, int(rng.integers(_N_BABBLE[0], _N_BABBLE[1] + 1)), recording.split, rng)
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


def _room(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    return in_room(samples, float(rng.uniform(0.15, 0.8)), float(rng.uniform(-2, 12)), rng)


def _babble(samples: Samples, recording: Recording, rng: np.random.Generator) -> Samples:
    talk = babble(len(samples), int(rng.integers(1, 9)), recording.split, rng)
    if rng.random() < 0.5:
        talk = in_room(talk, float(rng.uniform(0.2, 0.8)), float(rng.uniform(-6, 3)), rng)
    return samples + at_snr(recording, talk, float(rng.uniform(5, 25)))


def _noisy(samples: Samples, recording: Recording, rng: np.random.Generator) -> Samples:
    return samples + at_snr(recording, noises.any_noise(len(samples), rng)[0], float(rng.uniform(-2, 30)))


def _hum(samples: Samples, recording: Recording, rng: np.random.Generator) -> Samples:
    mains_hz = float(rng.choice([50.0, 60.0, rng.uniform(40, 130)], p=[0.6, 0.2, 0.2]))
    return samples + at_snr(recording, noises.hum(len(samples), rng, mains_hz), float(rng.uniform(3, 30)))


def _coloured(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    return shaped(samples, random_eq(rng, peak_db=float(rng.uniform(2, 14)), tilt_db=5.0))


def _narrowed(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    low_hz, high_hz = float(rng.uniform(20, 400)), float(rng.uniform(2_500, 7_000))
    return shaped(samples, band(low_hz, high_hz, order=int(rng.integers(1, 8))))


def _line(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    if rng.random() < 0.6:
        return channels.telephone(samples)
    return channels.coded(samples, str(rng.choice(channels.CODECS)), compression_ratio=float(rng.uniform(0.3, 1.0)))


def _overdriven(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    return channels.clipped(samples, float(rng.uniform(0.002, 0.2)))


def _off_zero(samples: Samples, _: Recording, rng: np.random.Generator) -> Samples:
    return samples + float(rng.uniform(-0.3, 0.3)) * float(np.abs(samples).max())


_STEPS: Final = (
    (0.3, "room", _room), (0.3, "babble", _babble), (0.5, "noise", _noisy), (0.1, "hum", _hum),
    (0.5, "eq", _coloured), (0.07, "clip", _overdriven), (0.15, "band", _narrowed), (0.15, "line", _line),
    (0.08, "dc", _off_zero),
)  # fmt: skip
"""In the order in which sound meets them: room, others, machine, microphone, input, line."""


def _within_scale(samples: Samples) -> NDArray[np.float32]:
    peak = float(np.abs(samples).max(initial=0.0))
    return np.asarray(samples * (_LOUDEST / peak if peak > 1.0 else 1.0), np.float32)
