"""Filled pauses, and what sounds like one: held vowels, long nasals, laughter."""

from dataclasses import replace

import numpy as np

from corpus.phones import FRICATIVES, GLIDES, MID_VOWELS, NASALS, OPEN, VOWELS, Vowel
from corpus.phrases import Manner, say_consonant, say_vowel
from corpus.script import Script, Sound
from corpus.talker import Talker


def filler(script: Script, talker: Talker, rng: np.random.Generator, manner: Manner) -> None:
    """A filled pause: 200 to 700 ms of a mid vowel, flat and low or slowly sinking, perhaps closed by a nasal."""
    ms = int(np.exp(rng.uniform(np.log(200), np.log(700))))
    tail_ms = int(rng.uniform(0.25, 0.5) * ms) if rng.random() < 0.4 else 0
    start = script.n_ms
    height = float(rng.normal(-0.08, 0.06))
    drift = float(rng.normal(-0.04, 0.04)) * ms / 400
    script.bend(height)
    script.bend(height + drift, after_ms=ms)
    loud = float(10 ** (rng.uniform(-10, -1) / 20))
    first, last = MID_VOWELS[rng.integers(len(MID_VOWELS))], MID_VOWELS[rng.integers(len(MID_VOWELS))]
    vowel = _between(first, last, float(rng.uniform(0, 0.35)))
    script.add(Sound(int(rng.integers(15, 50)), voice=0.3 * loud, formants_hz=vowel.start_hz, tilt_ratio=0.4))
    creaky = bool(rng.random() < 0.4 * talker.creak_prob)
    say_vowel(script, rng, vowel, ms - tail_ms, loud, replace(manner, creaky_end=creaky), talker, fades=creaky)
    if tail_ms:
        script.add(Sound(tail_ms, voice=0.4 * loud, formants_hz=NASALS[0].locus_hz, tilt_ratio=0.35))
    script.fillers_s.append((start / 1000, script.n_ms / 1000))


def _between(first: Vowel, last: Vowel, share: float) -> Vowel:
    """The first vowel, drifting this share of the way to the last."""
    start, end = np.array(first.start_hz), np.array(last.start_hz)
    f1, f2, f3, f4 = (start + share * (end - start)).tolist()
    return Vowel(first.start_hz, (f1, f2, f3, f4), is_long=True)


def lookalike(script: Script, talker: Talker, rng: np.random.Generator, manner: Manner) -> None:
    """Not a filled pause, but as long: "jaaa", a long moving vowel, a long nasal, a word with a long schwa."""
    kind = rng.integers(4)
    ms = int(rng.uniform(250, 650))
    octave = float(rng.normal(0.0, 0.15))
    script.bend(octave)
    if kind == 0:
        say_consonant(script, rng, GLIDES[2], manner, after_pause=True)
        script.bend(octave + float(rng.normal(0, 0.05)), after_ms=ms)
        say_vowel(script, rng, OPEN, ms, 0.8, manner, talker)
    elif kind == 1:
        move = float(rng.uniform(0.2, 0.6)) * rng.choice([-1, 1])
        script.bend(octave + move, after_ms=float(rng.uniform(0.4, 1.0)) * ms)
        say_vowel(script, rng, VOWELS[rng.integers(len(VOWELS))], ms, 0.8, manner, talker, fades=True)
    elif kind == 2:
        say_vowel(script, rng, VOWELS[rng.integers(2, len(VOWELS))], 110, 0.7, manner, talker)
        script.add(Sound(ms // 2, voice=0.4, formants_hz=NASALS[rng.integers(3)].locus_hz, tilt_ratio=0.35))
    else:
        say_consonant(script, rng, FRICATIVES[rng.integers(len(FRICATIVES))], manner, after_pause=True)
        move = -float(rng.uniform(0.15, 0.4))
        script.bend(octave + move, after_ms=0.5 * ms)
        say_vowel(script, rng, MID_VOWELS[rng.integers(4)], ms // 2, 0.7, manner, talker, fades=True)


def laughter(script: Script, rng: np.random.Generator) -> None:
    """Breathy bursts of an open vowel on a falling high pitch; nobody says whether it is speech."""
    octave = float(rng.uniform(0.1, 0.7))
    script.has_laughter = True
    for _ in range(int(rng.integers(3, 8))):
        script.bend(octave)
        script.add(Sound(int(rng.integers(50, 110)), voice=float(rng.uniform(0.3, 0.9)), aspiration=0.08,
                         formants_hz=OPEN.start_hz, is_speech=np.nan))  # fmt: skip
        script.add(Sound(int(rng.integers(60, 130)), aspiration=float(rng.uniform(0.03, 0.12)),
                         formants_hz=OPEN.start_hz, is_speech=np.nan))  # fmt: skip
        octave -= float(rng.uniform(0.0, 0.12))
