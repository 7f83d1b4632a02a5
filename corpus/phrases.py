"""What synthetic talkers say: syllables under a melody, and silences with or without a breath."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from corpus.phones import (
    CODAS,
    CONSONANTS,
    GLIDES,
    SCHWA,
    VOWELS,
    Consonant,
    Vowel,
)
from corpus.script import Script, Sound
from corpus.talker import LOWEST_HZ, Talker

Tune = Literal["fall", "question", "list", "level"]
_TUNES: Final[tuple[Tune, ...]] = ("fall", "question", "list", "level")
_TUNE_PROB: Final = (0.5, 0.18, 0.22, 0.1)
_END_OCTAVE: Final[dict[Tune, tuple[float, float]]] = {
    "fall": (-0.55, -0.15), "question": (0.35, 0.95), "list": (0.1, 0.4), "level": (-0.05, 0.05),
}  # fmt: skip
_CREAKS: Final = ("rough", "slow", "double")
_CREAK_PROB: Final = (0.5, 0.25, 0.25)
_TYPICAL_SPS: Final = 5.0
_MEAN_SYLLABLE_MS: Final = 255.0
"""What the durations below average to at a tempo of 1, measured."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one phrase is said."""

    tempo: float
    """Durations re 5 syllables per second."""
    whispered: bool = False
    creaky_end: bool = False


def phrase(script: Script, talker: Talker, rng: np.random.Generator, manner: Manner) -> None:
    """Two to ten syllables under one melody: a falling line, accents on stressed syllables, and a tune at the end."""
    n_syllables = int(rng.integers(2, 11))
    tune = _TUNES[rng.choice(4, p=_TUNE_PROB)]
    span = 0.25 * talker.liveliness
    line = np.linspace(0.5, -0.5, n_syllables) * span * rng.uniform(0.3, 1.6) + rng.normal(0, 0.4 * span)
    pushed = rng.random() < 0.06
    for k in range(n_syllables):
        is_last = k == n_syllables - 1
        stressed = bool(rng.random() < (0.75 if is_last else 0.42))
        accent = stressed * abs(rng.normal(0.6, 0.5)) * span * (3.0 if pushed else 1.0)
        end = float(rng.uniform(*_END_OCTAVE[tune])) * (0.5 + 0.5 * talker.liveliness) if is_last else None
        _syllable(script, talker, rng, manner, _Place(float(line[k]), accent, end, stressed, k == 0))


@dataclass(frozen=True, slots=True)
class _Place:
    """One syllable's place in the melody."""

    line_octave: float
    accent_octave: float
    end_octave: float | None
    """Where the tune ends re the line; None before the last syllable."""
    stressed: bool
    is_first: bool


def _syllable(script: Script, talker: Talker, rng: np.random.Generator, manner: Manner, place: _Place) -> None:
    is_last = place.end_octave is not None
    if rng.random() < 0.88:
        consonant = CONSONANTS[rng.integers(len(CONSONANTS))]
        say_consonant(script, rng, consonant, manner, after_pause=place.is_first)
        if consonant.kind in ("stop", "fricative") and rng.random() < 0.12:
            say_consonant(script, rng, GLIDES[rng.integers(4)], manner)
    vowel = VOWELS[rng.integers(len(VOWELS))] if place.stressed or rng.random() < 0.5 else SCHWA
    length = float(rng.uniform(75, 125)) * (1.35 if place.stressed else 0.8) * (1.2 if vowel.is_long else 1.0)
    if is_last:
        length *= float(rng.uniform(1.2, 2.4))
    loud = float(10 ** ((rng.uniform(-4, 0) if place.stressed else rng.uniform(-11, -2)) / 20))
    _melody(script, place, length * manner.tempo)
    say_vowel(script, rng, vowel, int(length * manner.tempo), loud, manner, talker, fades=is_last)
    if rng.random() < 0.3:
        say_consonant(script, rng, CODAS[rng.integers(len(CODAS))], manner, final=is_last)


def _melody(script: Script, place: _Place, ms: float) -> None:
    script.bend(place.line_octave)
    script.bend(place.line_octave + place.accent_octave, after_ms=0.4 * ms)
    if place.end_octave is not None:
        script.bend(place.line_octave + place.end_octave, after_ms=ms)


def say_vowel(
    script: Script, rng: np.random.Generator, vowel: Vowel, ms: int, loud: float, manner: Manner, talker: Talker, *,
    fades: bool = False,
) -> None:  # fmt: skip
    """A vowel of at least 35 ms, in four parts so that it can glide, swell, fade and end in creak."""
    ms = max(35, ms)
    n_parts = 4
    start_ms = script.n_ms
    creak = rng.choice(_CREAKS, p=_CREAK_PROB) if manner.creaky_end and fades else None
    shape = (0.9, 1.0, 0.8, 0.35) if fades else (0.9, 1.0, 1.0, 0.9)
    for k in range(n_parts):
        part = k / (n_parts - 1)
        formants = tuple((1 - part) * np.array(vowel.start_hz) + part * np.array(vowel.end_hz))
        sound = Sound(ms // n_parts, voice=loud * shape[k], formants_hz=formants, tilt_ratio=0.5 + 0.5 * loud)
        if creak and k >= 1:
            sound = _creaky(script, rng, sound, talker, creak)
        script.add(_whispered(sound) if manner.whispered else sound)
    script.nuclei_s.append((start_ms + ms / 2) / 1000)


def _creaky(script: Script, rng: np.random.Generator, sound: Sound, talker: Talker, creak: str) -> Sound:
    """A part of a vowel in creak: every second pulse weak, or slow pulses, even or not."""
    if creak == "double":
        return sound._replace(alternation=float(rng.uniform(0.3, 0.7)))
    script.bend(float(np.log2(max(LOWEST_HZ / 2, rng.uniform(35, 75)) / talker.median_hz)))
    return sound._replace(irregularity=float(rng.uniform(0.12, 0.35)) if creak == "rough" else 0.01, tilt_ratio=2.0)


def _whispered(sound: Sound) -> Sound:
    return sound._replace(voice=0.0, aspiration=max(sound.aspiration, 0.2 * sound.voice))


def say_consonant(
    script: Script, rng: np.random.Generator, consonant: Consonant, manner: Manner, *, after_pause: bool = False,
    final: bool = False,
) -> None:  # fmt: skip
    """A consonant, its strength and length its own; `final`: at the end of a phrase, longer and weaker."""
    ms = int(consonant.ms * rng.uniform(0.75, 1.3) * manner.tempo**0.8 * (1.3 if final else 1.0))
    strength = float(10 ** (rng.uniform(-6, 3) / 20))
    sound = Sound(
        max(20, ms), voice=consonant.voice * (0.5 if final else 1.0), aspiration=consonant.aspiration,
        friction=consonant.friction * strength, friction_hz=consonant.friction_hz * float(rng.uniform(0.85, 1.15)),
        friction_width_hz=consonant.friction_width_hz, formants_hz=consonant.locus_hz,
        tilt_ratio={"nasal": 0.35, "stop": 0.1}.get(consonant.kind, 0.7),
    )  # fmt: skip
    if manner.whispered:
        sound = _whispered(sound)
    if consonant.kind == "stop":
        _stop(script, rng, sound, after_pause=after_pause)
    else:
        script.add(sound)


def _stop(script: Script, rng: np.random.Generator, sound: Sound, *, after_pause: bool) -> None:
    """Closure, burst, and breath until the voice sets in. Nobody hears the closure of a stop after a pause."""
    if not after_pause:
        script.add(sound._replace(friction=0.0, aspiration=0.0))
    script.add(sound._replace(ms=int(rng.integers(8, 20)), voice=0.0, aspiration=0.0, friction=1.5 * sound.friction))
    if sound.aspiration and not sound.voice:
        script.add(sound._replace(ms=int(rng.integers(8, 55)), friction=0.2 * sound.friction, voice=0.0))


def pause(script: Script, talker: Talker, rng: np.random.Generator, pause_s: tuple[float, float]) -> None:
    """A silence of log-uniform length, perhaps with breath drawn in its second half."""
    start = script.n_ms
    ms = int(1000 * np.exp(rng.uniform(np.log(pause_s[0]), np.log(pause_s[1]))))
    breath_ms = int(rng.integers(180, 450))
    if ms > breath_ms + 150 and rng.random() < talker.breath_in_prob:
        script.add(Sound(ms - breath_ms - 60, is_speech=0.0))
        loud = float(10 ** (rng.uniform(-16, 0) / 20))
        for share in (0.5, 1.0, 0.6):
            script.add(Sound(breath_ms // 3, aspiration=0.12 * loud * share, friction=0.01 * loud * share,
                             friction_hz=1_800, friction_width_hz=2_500, is_speech=0.0))  # fmt: skip
        script.add(Sound(start + ms - script.n_ms, is_speech=0.0))
    else:
        script.add(Sound(ms, is_speech=0.0))
    script.pauses_s.append((start / 1000, script.n_ms / 1000))
    script.bend(0.0)


def tempo_of(talker: Talker, rng: np.random.Generator) -> float:
    """Durations of this phrase re 5 syllables per second."""
    return float(_TYPICAL_SPS / talker.rate_sps * min(1.2, max(0.8, rng.normal(1.0, 0.08))) * 200.0 / _MEAN_SYLLABLE_MS)
