"""Synthetic talkers drawn from numbers: pitch, vocal tract, glottis, rhythm and habits; each lies in one split."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus.recording import Split

_SPLIT_OF_DIGIT: Final[tuple[Split, ...]] = (*("train",) * 7, "tune", "test", "test")
"""The last digit of a talker's number says its split."""
_MAX_NUMBER: Final = 10**8
LOWEST_HZ: Final = 50.0
HIGHEST_HZ: Final = 800.0


@dataclass(frozen=True, slots=True)
class Talker:
    """One synthetic talker."""

    name: str
    split: Split
    median_hz: float
    tract_scale: float
    """Formants re a man's."""
    formant_shift: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    """Own ratio of each formant, on top of the scale."""
    bandwidth_ratio: float = 1.0
    open_ratio: float = 0.6
    """Share of a period in which the glottis is open."""
    tilt_hz: float = 3_000.0
    """Where the glottal spectrum starts to fall 6 dB per octave faster."""
    breath: float = 0.02
    """Aspiration re the voice."""
    jitter_ratio: float = 0.005
    """SD of one period re its neighbours."""
    shimmer_ratio: float = 0.04
    """SD of the strength of one pulse."""
    rate_sps: float = 5.0
    """Syllables per second while talking."""
    liveliness: float = 1.0
    """Size of pitch movements; 1 is about 2.5 semitones of standard deviation."""
    creak_prob: float = 0.1
    """Chance that a phrase ends in creak."""
    whisper_prob: float = 0.0
    """Chance that a phrase is whispered."""
    breath_in_prob: float = 0.3
    """Chance that one hears breath drawn in a pause."""
    filler_prob: float = 0.15
    """Chance of a filled pause before or inside a phrase."""


def talker(number: int) -> Talker:
    """The talker of one number; the same number is always the same talker.

    Raises:
        ValueError: when the number is negative.
    """
    if number < 0:
        raise ValueError(f"talker {number}; a talker's number starts at 0")
    rng = np.random.default_rng([number, 0x7A1C])
    kind = rng.choice(4, p=[0.38, 0.34, 0.16, 0.12])
    median_hz, scale = _PITCH_AND_TRACT[kind](rng)
    return Talker(
        name=f"formant-{number:09d}",
        split=split_of(number),
        median_hz=median_hz,
        tract_scale=scale,
        formant_shift=tuple(rng.normal(1.0, 0.03, 4).clip(0.92, 1.08).tolist()),
        bandwidth_ratio=float(rng.uniform(0.7, 1.6)),
        open_ratio=float(rng.uniform(0.42, 0.85)),
        tilt_hz=float(np.exp(rng.uniform(np.log(500), np.log(9_000)))),
        breath=float(np.exp(rng.uniform(np.log(0.003), np.log(0.15)))),
        jitter_ratio=float(np.exp(rng.uniform(np.log(0.002), np.log(0.02)))),
        shimmer_ratio=float(np.exp(rng.uniform(np.log(0.01), np.log(0.12)))),
        rate_sps=float(rng.uniform(3.0, 7.0)),
        liveliness=_near(rng, 1.0, 0.7, 0.2, 3.0),
        creak_prob=float(rng.choice([0.0, 0.1, 0.4, 0.8], p=[0.35, 0.35, 0.2, 0.1])),
        whisper_prob=float(rng.choice([0.0, 0.1, 1.0], p=[0.86, 0.1, 0.04])),
        breath_in_prob=float(rng.uniform(0.0, 0.6)),
        filler_prob=float(rng.uniform(0.05, 0.5)),
    )


def split_of(number: int) -> Split:
    """The split in which this talker lies."""
    return _SPLIT_OF_DIGIT[number % len(_SPLIT_OF_DIGIT)]


def draw_number(split: Split, rng: np.random.Generator) -> int:
    """The number of a random talker of one split."""
    digits = [digit for digit, name in enumerate(_SPLIT_OF_DIGIT) if name == split]
    return int(rng.integers(_MAX_NUMBER)) * len(_SPLIT_OF_DIGIT) + int(rng.choice(digits))


def _near(rng: np.random.Generator, middle: float, octaves: float, low: float, high: float) -> float:
    """A value around the middle with this standard deviation, within limits."""
    return min(high, max(low, middle * float(2.0 ** rng.normal(0.0, octaves))))


def _man(rng: np.random.Generator) -> tuple[float, float]:
    return _near(rng, 115, 0.27, 60, 220), float(rng.normal(1.0, 0.04))


def _woman(rng: np.random.Generator) -> tuple[float, float]:
    return _near(rng, 200, 0.24, 110, 380), float(rng.normal(1.15, 0.04))


def _child(rng: np.random.Generator) -> tuple[float, float]:
    return _near(rng, 310, 0.25, 200, 500), float(rng.normal(1.33, 0.07))


def _anyone(rng: np.random.Generator) -> tuple[float, float]:
    """Voices off the beaten track: any pitch with any tract."""
    return float(np.exp(rng.uniform(np.log(60), np.log(400)))), float(rng.uniform(0.92, 1.3))


_PITCH_AND_TRACT: Final = (_man, _woman, _child, _anyone)
