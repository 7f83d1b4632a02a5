"""The steps of a random training condition, in the order in which sound meets them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus import channels, noises
from corpus.babble import Talkers, babble
from corpus.filters import Samples, band, random_eq, shaped
from corpus.recording import Recording
from corpus.rooms import in_room
from corpus.speech_level import at_snr

_UNTOUCHED_PROB: Final = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What a step may know."""

    recording: Recording
    talkers: Talkers
    """Who may be heard in the background."""
    rng: np.random.Generator


def worsened(samples: Samples, scene: Scene) -> tuple[Samples, list[str]]:
    """Sound after a random choice of steps, and their names in order."""
    parts: list[str] = []
    if scene.rng.random() >= _UNTOUCHED_PROB:
        for chance, name, step in _STEPS:
            if scene.rng.random() < chance:
                samples = step(samples, scene)
                parts.append(name)
    return samples, parts


def _room(samples: Samples, scene: Scene) -> Samples:
    return in_room(samples, float(scene.rng.uniform(0.15, 0.8)), float(scene.rng.uniform(-2, 12)), scene.rng)


def _babble(samples: Samples, scene: Scene) -> Samples:
    talk = babble(len(samples), int(scene.rng.integers(1, 9)), scene.talkers, scene.rng)
    if scene.rng.random() < 0.5:
        talk = in_room(talk, float(scene.rng.uniform(0.2, 0.8)), float(scene.rng.uniform(-6, 3)), scene.rng)
    return samples + at_snr(scene.recording, talk, float(scene.rng.uniform(5, 25)))


def _noisy(samples: Samples, scene: Scene) -> Samples:
    return samples + at_snr(
        scene.recording, noises.any_noise(len(samples), scene.rng)[0], float(scene.rng.uniform(-2, 30))
    )


def _hum(samples: Samples, scene: Scene) -> Samples:
    mains_hz = float(scene.rng.choice([50.0, 60.0, scene.rng.uniform(40, 130)], p=[0.6, 0.2, 0.2]))
    return samples + at_snr(
        scene.recording, noises.hum(len(samples), scene.rng, mains_hz), float(scene.rng.uniform(3, 30))
    )


def _coloured(samples: Samples, scene: Scene) -> Samples:
    return shaped(samples, random_eq(scene.rng, peak_db=float(scene.rng.uniform(2, 14)), tilt_db=5.0))


def _narrowed(samples: Samples, scene: Scene) -> Samples:
    low_hz, high_hz = float(scene.rng.uniform(20, 400)), float(scene.rng.uniform(2_500, 7_000))
    return shaped(samples, band(low_hz, high_hz, order=int(scene.rng.integers(1, 8))))


def _line(samples: Samples, scene: Scene) -> Samples:
    if scene.rng.random() < 0.6:
        return channels.telephone(samples)
    return channels.coded(
        samples, str(scene.rng.choice(channels.CODECS)), compression_ratio=float(scene.rng.uniform(0.3, 1.0))
    )


def _overdriven(samples: Samples, scene: Scene) -> Samples:
    return channels.clipped(samples, float(scene.rng.uniform(0.002, 0.2)))


def _off_zero(samples: Samples, scene: Scene) -> Samples:
    return samples + float(scene.rng.uniform(-0.3, 0.3)) * float(np.abs(samples).max())


_STEPS: Final = (
    (0.3, "room", _room), (0.3, "babble", _babble), (0.5, "noise", _noisy), (0.1, "hum", _hum),
    (0.5, "eq", _coloured), (0.07, "clip", _overdriven), (0.15, "band", _narrowed), (0.15, "line", _line),
    (0.08, "dc", _off_zero),
)  # fmt: skip
"""In the order in which sound meets them: room, others, machine, microphone, input, line."""
