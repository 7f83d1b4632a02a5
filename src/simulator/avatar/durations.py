"""How long speech sounds last when no voice says it: enough for lips without sound, not for measuring."""

from typing import Final

from simulator.avatar.ipa import Sound, SoundClass
from simulator.flow.labels import Language

_CLASS_MS: Final[dict[SoundClass, float]] = {
    "vowel": 84, "plosive": 76, "fricative": 89, "nasal": 53, "liquid": 55, "glide": 74, "breath": 41,
}  # fmt: skip
LONG_VOWEL_RATIO: Final = 1.55
SCHWA_RATIO: Final = 0.63
"""Least squares on 351 words of read Flemish with known times (correlation 0.91, docs/decisions/0002-voices.md)."""
LANGUAGE_RATIO: Final[dict[Language, float]] = {"nl": 1.0, "fr": 1.05, "en": 1.0}
PAUSE_MS: Final = {",": 200, ";": 250, ":": 250, ".": 400, "!": 400, "?": 400, "…": 550, "": 0}
"""Silence after a mark, our choice; a clause that just ends has none."""


def sound_ms(sound: Sound) -> float:
    """Usual length of one sound at a calm reading pace."""
    length_ms = _CLASS_MS[sound.sound_class]
    if sound.symbol in "əɚᵊ":
        length_ms *= SCHWA_RATIO
    return length_ms * LONG_VOWEL_RATIO if sound.is_long else length_ms
