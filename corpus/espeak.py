"""Recordings of espeak-ng in many variants: a formant synthesiser that reads real clauses and knows its vowels.

Pitch by consensus: the engine does not tell its own. Times of vowels are the engine's.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.clauses import CLAUSES
from corpus.espeak_clauses import LANGUAGES, VARIANTS, split_of, spoken
from corpus.recording import RATE_HZ, Recording, Split
from corpus.spoken import Spoken
from corpus.tape import finished, lay_out
from simulator.avatar.voices.espeak import VOICE_FILE
from simulator.avatar.voices.espeak_process import EspeakProcess
from simulator.flow.labels import Language

_MARKS: Final = (".", ",", "?", "!")
_MARK_PROB: Final = (0.4, 0.3, 0.22, 0.08)
_HESITATION: Final[dict[Language, str]] = {"nl": "euh", "fr": "euh", "en": "er"}
_RECORDING_S: Final = 10.0


def recordings(
    split: Split, *, seconds_per_voice: float = 20.0, seed: int, variants: tuple[str, ...] = VARIANTS
) -> Iterator[Recording]:
    """About ten seconds at a time of each variant of a split, at its own height, in one language after the other.

    Raises:
        Unavailable: when espeak-ng is not installed, or lacks a variant.
    """
    for variant in variants:
        if split_of(variant) == split:
            rng = np.random.default_rng([seed, VARIANTS.index(variant)])
            pitch = int(rng.integers(15, 90))
            made_s, number = 0.0, 0
            while made_s < seconds_per_voice:
                language = LANGUAGES[(number + VARIANTS.index(variant)) % len(LANGUAGES)]
                recording = _recording(variant, language, pitch, f"espeak-{variant}-{seed}-{number}", rng)
                made_s += len(recording.samples) / RATE_HZ
                number += 1
                yield recording


def _recording(variant: str, language: Language, pitch: int, name: str, rng: np.random.Generator) -> Recording:
    rate_wpm = int(rng.integers(110, 230))
    pitch_range = int(rng.integers(20, 90))
    voice = f"{VOICE_FILE[language]}+{variant}"

    def said(text: str) -> Spoken:
        mark = _MARKS[rng.choice(len(_MARKS), p=_MARK_PROB)]
        return spoken(process, text + mark, voice, rate_wpm, pitch, pitch_range)

    def hesitation() -> NDArray[np.float32]:
        return spoken(process, _HESITATION[language], voice, 100, pitch, pitch_range).samples

    lines = (said(CLAUSES[language][place]) for place in rng.permutation(len(CLAUSES[language])))
    with closing(EspeakProcess()) as process:
        tape = lay_out(lines, hesitation, _RECORDING_S, rng)
    return finished(tape, f"espeak-{variant}", name, rng, source="formant", split=split_of(variant))
