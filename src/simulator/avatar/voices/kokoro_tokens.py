"""IPA of espeak-ng → the tokens Kokoro-82M was trained on, for Dutch too, which it was not."""

import re
from dataclasses import dataclass
from typing import Final

from simulator.flow.labels import Language

VOCABULARY: Final[dict[str, int]] = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13, "“": 14, "”": 15,
    " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22, "ꭧ": 23, "A": 24, "I": 25, "O": 31, "Q": 33,
    "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43, "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50,
    "i": 51, "j": 52, "k": 53, "l": 54, "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62,
    "u": 63, "v": 64, "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75, "ɔ": 76,
    "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87, "ɟ": 90, "ɡ": 92, "ɥ": 99,
    "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112, "ɳ": 113, "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118,
    "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125, "ɻ": 126, "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133,
    "ʊ": 135, "ʋ": 136, "ʌ": 138, "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157,
    "ː": 158, "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip
"""The symbols of config.json of hexgrad/Kokoro-82M (Apache-2.0)."""

PAD: Final = 0
"""Opens and closes every input."""
MAX_TOKENS: Final = 510

_SPELLING: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "nl": (("tʲ", "tj"), ("ɵ", "œ"), ("ʏ", "œ"), ("ɦ", "h"), ("r", "ɾ"), ("ʋ", "v")),
    "fr": (("yˈi", "ˈɥi"), ("yi", "ɥi"), ("r", "ʁ")),
    "en": (
        ("əʊ", "Q"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("r", "ɹ"),
        ("x", "k"),
    ),
}  # fmt: skip
"""Dutch: what the training languages have nearest, chosen by measurement (docs/decisions/0002-voices.md).
English: one sign per diphthong and affricate, as in the model's own training text."""

_SWITCH = re.compile(r"\([a-z-]+\)|[-‖]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as written and as pronounced."""

    words: tuple[str, ...]
    ipa: str
    mark: str


def respell(ipa: str, language: Language) -> str:
    """espeak-ng's IPA in the signs the model knows; signs it does not know are left out."""
    spelled = _SWITCH.sub("", ipa)
    for theirs, ours in _SPELLING[language]:
        spelled = spelled.replace(theirs, ours)
    return "".join(sign for sign in spelled if sign in VOCABULARY)


_IPA_OF_SIGN: Final = {"Q": "əʊ", "A": "eɪ", "I": "aɪ", "W": "aʊ", "Y": "ɔɪ", "O": "oʊ", "ʧ": "tʃ", "ʤ": "dʒ"}
_COLOURS: Final = "ː\u0303ʲʰ"
_STRESS: Final = "ˈˌ"
_MARKS: Final = " ,;:.!?…"


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A run of tokens that is one phone, with the word it belongs to (an index into the groups of the clause)."""

    ipa: str
    first: int
    last: int
    group: int


def phone_spans(signs: str) -> tuple[TokenSpan, ...]:
    """Which tokens make one phone: length, nasality and stress belong to their sound.

    Args:
        signs: as `respell` gives them, one token per character.

    Returns:
        Spans of indices into `signs`; `group` counts the stretches between spaces.
    """
    spans: list[TokenSpan] = []
    group, lead = 0, None
    for index, sign in enumerate(signs):
        if sign in _MARKS:
            group += sign == " "
            lead = None
        elif sign in _STRESS:
            lead = index
        elif sign in _COLOURS and spans and spans[-1].last == index - 1:
            last = spans.pop()
            spans.append(TokenSpan(last.ipa + sign, last.first, index, last.group))
        else:
            spans.append(TokenSpan(_IPA_OF_SIGN.get(sign, sign), index if lead is None else lead, index, group))
            lead = None
    return tuple(spans)
