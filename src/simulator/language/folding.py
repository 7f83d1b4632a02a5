"""Text as the rules see it: lower case, no accents, one kind of quote, every character still in its place."""

import unicodedata
from functools import lru_cache

_SPECIAL = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "…": ".", "œ": "o", "Œ": "o", "æ": "a", "Æ": "a", "ß": "s", "ĳ": "y",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """One character for one character, so that a span found in folded text indexes the text that was given."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char.isspace() or not char.isprintable():
        return " "
    stripped = unicodedata.normalize("NFD", char)[0]
    lowered = stripped.lower()
    return lowered if len(lowered) == 1 else stripped


def fold(text: str) -> str:
    """The text for matching; same length as `text`, character i stands for character i."""
    if text.isascii() and text.isprintable():
        return text.lower().replace("`", "'")
    return "".join(map(_fold_char, text))
