"""The speech sounds of Dutch, French and English, as the voices write them in IPA."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import structlog

SoundClass = Literal["vowel", "plosive", "fricative", "nasal", "liquid", "glide", "breath"]

_log = structlog.get_logger(__name__)

SIL, PP, FF, TH, DD, KK, CH, SS, NN, RR, AA, E, IH, OH, OU = range(15)
"""OpenXR viseme ids, in the order of flow.avatar.VISEME_NAMES."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What one IPA letter looks like on the lips, and what kind of sound it is."""

    symbol: str
    viseme_id: int | None
    """None: made in the throat; the mouth already takes the shape of the next sound."""
    sound_class: SoundClass
    is_long: bool = False


def _family(symbols: str, viseme_id: int | None, sound_class: SoundClass) -> dict[str, Sound]:
    return {symbol: Sound(symbol, viseme_id, sound_class) for symbol in symbols}


_SOUNDS: Final[dict[str, Sound]] = {
    **_family("pb", PP, "plosive"),
    **_family("mɱ", PP, "nasal"),
    **_family("fvβɸ", FF, "fricative"),
    **_family("ʋ", FF, "glide"),
    **_family("θð", TH, "fricative"),
    **_family("tdʈɖ", DD, "plosive"),
    **_family("kgɡqcɟ", KK, "plosive"),
    **_family("xɣχç", KK, "fricative"),
    **_family("ŋ", KK, "nasal"),
    **_family("ʃʒɕʑʂʐʧʤ", CH, "fricative"),
    **_family("szʦʣ", SS, "fricative"),
    **_family("nɲɳ", NN, "nasal"),
    **_family("lɫʎɭɬ", NN, "liquid"),
    **_family("rɾɹɻʁʀɽ", RR, "liquid"),
    **_family("aɑɐʌæɒ", AA, "vowel"),
    **_family("eɛɜəɚɘᵊ", E, "vowel"),
    **_family("iɪɨᵻɯ", IH, "vowel"),
    **_family("j", IH, "glide"),
    **_family("oɔœɤ", OH, "vowel"),
    **_family("uʊyʏøɵʉ", OU, "vowel"),
    **_family("wɥ", OU, "glide"),
    **_family("hɦʔ", None, "breath"),
}
"""Rounded front vowels go with the rounded shapes: on the lips Dutch `ø` is an `o` and `y` is an `u`."""

_NOT_SPOKEN = re.compile(r"\([a-z-]+\)|[ˈˌ'.|‖\-_ ]")
"""Stress, syllable marks, and the language switches that espeak-ng writes as "(en)"."""


def sounds(ipa: str) -> tuple[Sound, ...]:
    """The sounds of one phone or of a stretch of IPA: "œy" is two, "tʃ" is two, "ɑ̃" and "aː" are one.

    A letter no table has is heard as its nearest relative, and its code point is logged once.
    """
    found: list[Sound] = []
    for char in unicodedata.normalize("NFD", _NOT_SPOKEN.sub("", ipa)):
        if char in "ːˑ" and found:
            last = found[-1]
            found[-1] = Sound(last.symbol, last.viseme_id, last.sound_class, is_long=True)
        elif _is_letter(char):
            found.append(_sound(char))
    return tuple(found)


def _is_letter(char: str) -> bool:
    """Letters sound; combining marks and raised modifiers only colour the one before (ᵊ and ᵻ are vowels)."""
    return char in _SOUNDS or unicodedata.category(char) in ("Ll", "Lu")


@cache
def _sound(char: str) -> Sound:
    return _SOUNDS.get(char) or _nearest(char)


def _nearest(char: str) -> Sound:
    """By the Latin letter in its Unicode name (LATIN SMALL LETTER TURNED Y); a schwa where there is none."""
    _log.warning("phone without a viseme", code_point=f"U+{ord(char):04X}")
    letter = re.search(r"LETTER (?:\w+ )*?([A-Z])(?: |$)", unicodedata.name(char, ""))
    relative = _SOUNDS.get(letter.group(1).lower()) if letter else None
    relative = relative or _SOUNDS["ə"]
    return Sound(char, relative.viseme_id, relative.sound_class)
