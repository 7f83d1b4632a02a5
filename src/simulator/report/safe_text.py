"""Text from a talk made safe to write: nothing a file format or a spreadsheet could take for a command."""

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠|")


def clean(text: str) -> str:
    """Without what XML and UTF-8 cannot carry; each such character becomes U+FFFD so that the loss shows."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def without_formula(text: str) -> str:
    """A cell that a spreadsheet reads as text: an apostrophe before anything it would run (OWASP, CSV injection)."""
    cleaned = clean(text)
    start = cleaned.lstrip(" \N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")[:1]
    return f"'{cleaned}" if start in _FORMULA_STARTS and start else cleaned
