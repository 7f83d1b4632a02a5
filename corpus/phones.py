"""The sounds of a synthetic talker: formant targets, loudness and least durations of vowels and consonants.

Round values of our choice, of the order of Peterson & Barney 1952 (vowels) and Klatt 1980 (consonants), for the tract
of a man; a talker scales and shifts them.
"""

from dataclasses import dataclass
from typing import Final, Literal

Formants = tuple[float, float, float, float]
"""First four resonances of a man's vocal tract, Hz."""


@dataclass(frozen=True, slots=True)
class Vowel:
    """One vowel; a diphthong ends elsewhere than it starts."""

    start_hz: Formants
    end_hz: Formants
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Consonant:
    """One consonant; amplitudes re a full vowel's source."""

    kind: Literal["stop", "fricative", "nasal", "glide"]
    locus_hz: Formants
    ms: float
    """Typical duration at 5 syllables per second; of a stop, its closure."""
    voice: float = 0.0
    friction: float = 0.0
    """RMS re a full vowel."""
    friction_hz: float = 4_000.0
    friction_width_hz: float = 2_000.0
    aspiration: float = 0.0
    """Breath after the release of a stop, re a full vowel."""


def _plain(f1: float, f2: float, f3: float, *, is_long: bool = False) -> Vowel:
    return Vowel((f1, f2, f3, 3_500.0), (f1, f2, f3, 3_500.0), is_long)


def _gliding(start: tuple[float, float, float], end: tuple[float, float, float]) -> Vowel:
    return Vowel((*start, 3_500.0), (*end, 3_500.0), is_long=True)


SCHWA: Final = _plain(490, 1_480, 2_500)
OPEN: Final = _plain(740, 1_350, 2_550, is_long=True)
VOWELS: Final = (
    OPEN, SCHWA,
    _plain(290, 2_220, 2_950, is_long=True), _plain(390, 1_980, 2_600), _plain(540, 1_780, 2_520),
    _plain(660, 1_120, 2_500), _plain(510, 900, 2_450), _plain(320, 780, 2_300, is_long=True),
    _plain(300, 1_750, 2_200, is_long=True), _plain(410, 1_520, 2_350), _plain(690, 1_700, 2_450),
    _gliding((430, 2_000, 2_600), (330, 2_200, 2_800)), _gliding((470, 950, 2_400), (360, 800, 2_350)),
    _gliding((600, 1_700, 2_500), (380, 2_100, 2_700)), _gliding((640, 1_250, 2_450), (400, 950, 2_350)),
    _gliding((560, 1_500, 2_300), (340, 1_750, 2_250)),
)  # fmt: skip
MID_VOWELS: Final = (SCHWA, _plain(450, 1_480, 2_350), _plain(560, 1_420, 2_450), _plain(520, 1_600, 2_500))
"""What speakers of Dutch, French and English hesitate on."""

_LIPS: Final = (250.0, 850.0, 2_200.0, 3_300.0)
_TEETH: Final = (250.0, 1_750.0, 2_650.0, 3_500.0)
_PALATE: Final = (250.0, 1_950.0, 2_350.0, 3_400.0)
NASALS: Final = (
    Consonant("nasal", (270, 1_000, 2_200, 3_300), 65, voice=0.45),
    Consonant("nasal", (270, 1_450, 2_400, 3_400), 60, voice=0.45),
    Consonant("nasal", (270, 1_900, 2_300, 3_300), 65, voice=0.4),
)
STOPS: Final = (
    Consonant("stop", _LIPS, 75, friction=0.025, friction_hz=900, friction_width_hz=1_500, aspiration=0.1),
    Consonant("stop", _TEETH, 65, friction=0.16, friction_hz=4_200, friction_width_hz=2_500, aspiration=0.12),
    Consonant("stop", _PALATE, 65, friction=0.12, friction_hz=2_000, friction_width_hz=900, aspiration=0.14),
    Consonant("stop", _LIPS, 65, voice=0.2, friction=0.02, friction_hz=800, friction_width_hz=1_200),
    Consonant("stop", _TEETH, 55, voice=0.2, friction=0.09, friction_hz=3_800, friction_width_hz=2_500),
    Consonant("stop", _PALATE, 55, voice=0.18, friction=0.08, friction_hz=1_900, friction_width_hz=900),
)
FRICATIVES: Final = (
    Consonant("fricative", _TEETH, 95, friction=0.2, friction_hz=5_800, friction_width_hz=2_200),
    Consonant("fricative", _PALATE, 100, friction=0.22, friction_hz=3_200, friction_width_hz=1_800),
    Consonant("fricative", _LIPS, 85, friction=0.06, friction_hz=5_000, friction_width_hz=5_000),
    Consonant("fricative", (350, 1_300, 2_300, 3_400), 85, friction=0.12, friction_hz=1_600, friction_width_hz=1_300),
    Consonant("fricative", (500, 1_450, 2_450, 3_500), 60, aspiration=0.25),
    Consonant("fricative", _TEETH, 70, voice=0.28, friction=0.1, friction_hz=5_600, friction_width_hz=2_200),
    Consonant("fricative", _LIPS, 60, voice=0.32, friction=0.03, friction_hz=4_800, friction_width_hz=5_000),
    Consonant("fricative", _PALATE, 70, voice=0.28, friction=0.1, friction_hz=3_000, friction_width_hz=1_800),
    Consonant("fricative", (380, 1_250, 2_300, 3_400), 60, voice=0.3, friction=0.06, friction_hz=1_500,
              friction_width_hz=1_200),
)  # fmt: skip
GLIDES: Final = (
    Consonant("glide", (340, 1_050, 2_700, 3_500), 55, voice=0.55),
    Consonant("glide", (400, 1_250, 1_750, 3_200), 55, voice=0.5),
    Consonant("glide", (280, 2_150, 2_850, 3_500), 50, voice=0.55),
    Consonant("glide", (300, 750, 2_200, 3_300), 55, voice=0.55),
)
CONSONANTS: Final = (*STOPS, *FRICATIVES, *NASALS, *GLIDES)
CODAS: Final = (*NASALS, *NASALS, STOPS[1], STOPS[2], FRICATIVES[0], FRICATIVES[3], GLIDES[0], GLIDES[1])
