"""Text from a talk made safe to write: nothing a file format or a spreadsheet could take for a command."""

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
WORD_MOST = 80
"""More than any word of the three languages; about a line on paper."""
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_ENDLESS = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]{{{WORD_MOST + 1},}}")
_HANGS_ON = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff"
    r"\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
)
"""Combining marks, joiners, variants and skin tones: they belong to the character before them."""
_PIECE = re.compile(rf"(?s:.){{1,{WORD_MOST // 2}}}(?:(?:[{_HANGS_ON}]|(?<=\u200d).))*")
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠|")


def clean(text: str) -> str:
    """Without what XML and UTF-8 cannot carry; each such character becomes U+FFFD so that the loss shows."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def breakable(text: str) -> str:
    """Cleaned, and words longer than WORD_MOST with places where a line may end, never inside one visible character.

    Pango lays out the rest of an unbroken word again for each of its lines: 20,000 characters take it minutes.
    """
    return _ENDLESS.sub(lambda word: ZERO_WIDTH_SPACE.join(_PIECE.findall(word[0])), clean(text))


def without_formula(text: str) -> str:
    """A cell that a spreadsheet reads as text: an apostrophe before anything it would run (OWASP, CSV injection)."""
    cleaned = clean(text)
    start = cleaned.lstrip(" \N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")[:1]
    return f"'{cleaned}" if start in _FORMULA_STARTS and start else cleaned
