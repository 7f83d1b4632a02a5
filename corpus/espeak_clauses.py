"""Clauses as espeak-ng speaks them in one of its many variants."""

from itertools import pairwise
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from corpus.clauses import CLAUSES
from corpus.recording import RATE_HZ, Split
from corpus.spoken import Spoken
from simulator.avatar.voices.espeak import VOICE_FILE
from simulator.avatar.voices.espeak_process import EspeakProcess
from simulator.flow.labels import Language

VARIANTS: Final = (
    "f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "croak", "whisper", "Alex", "Alicia",
    "Andrea", "Andy", "Annie", "Denis", "Diogo", "Gene", "Henrique", "Hugo", "Lee", "Mario", "Michael", "Storm",
    "adam", "anika", "antonio", "aunty", "belinda", "benjamin", "boris", "caleb", "ed", "edward", "grandma",
    "grandpa", "gustave", "iven", "john", "klatt", "klatt3", "linda", "marcelo", "max", "michel", "miguel", "norbert",
    "pablo", "paul", "pedro", "quincy", "rob", "sandro", "shelby", "steph", "travis", "victor", "whisperf", "zac",
)  # fmt: skip
"""Of espeak-ng 1.51; each reads all three languages."""
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "fr", "en")
_SPLITS: Final[tuple[Split, ...]] = ("train", "train", "test", "train", "train", "tune", "train", "train", "test")
_VOWELS: Final = frozenset("aeiouyøœɑɐɒæɔəɚɛɜɨɪɯɤʊʌᵊᵻɵʏ")
_EVENT_LATE_S: Final = 0.017
"""Vowels sound this much before their events say: the best fit to level over 72 clauses of 12 variants."""


def split_of(variant: str) -> Split:
    """The split in which an espeak-ng variant lies.

    Raises:
        ValueError: when there is no such variant.
    """
    if variant not in VARIANTS:
        raise ValueError(f"espeak-ng variant {variant!r}; expected one of {', '.join(VARIANTS)}")
    return _SPLITS[VARIANTS.index(variant) % len(_SPLITS)]


def spoken(process: EspeakProcess, text: str, voice: str, rate_wpm: int, pitch: int, pitch_range: int) -> Spoken:
    """One clause; see `EspeakProcess.speak` for the units.

    espeak-ng's sound depends on what it said before: for the same sound, say the same in a new process.
    """
    sound = process.speak(text, voice, rate_wpm=rate_wpm, pitch=pitch, pitch_range=pitch_range)
    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / 32_768
    # The last phone is the silence that closes the clause, so every vowel has an end.
    vowels_s = tuple(
        (start + end) / 2 / sound.rate_hz for (ipa, start), (_, end) in pairwise(sound.phones) if ipa[:1] in _VOWELS
    )
    return Spoken(np.asarray(soxr.resample(samples, sound.rate_hz, RATE_HZ), np.float32), vowels_s)


def talk(process: EspeakProcess, variant: str, seconds: float) -> NDArray[np.float32]:
    """Clauses of one variant after each other without their truth, 16 kHz."""
    rng = np.random.default_rng([VARIANTS.index(variant), 0xBA])
    pieces: list[NDArray[np.float32]] = []
    while sum(len(piece) for piece in pieces) < seconds * RATE_HZ:
        language = LANGUAGES[rng.integers(3)]
        text = str(rng.choice(CLAUSES[language])) + "."
        voice = f"{VOICE_FILE[language]}+{variant}"
        pieces.append(spoken(process, text, voice, int(rng.integers(120, 200)), 50, 50).samples)
    return np.concatenate(pieces)
