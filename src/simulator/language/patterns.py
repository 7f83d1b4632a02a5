r"""Rule patterns: regular expressions with word classes, written as a person speaks, compiled once.

`{name}` stands for a word class of the language's words.yaml, a blank for white space with or without commas, and a
pattern matches whole words only. `{few}` is up to three words, `{some}` up to six, `{w}` one word: a word and the
blank between two words share no character, and every repeat is bounded, so matching time is linear in the text.
"""

import re
from collections.abc import Iterable, Mapping

from simulator.language.folding import fold

_CLASS = re.compile(r"\{([a-z_][a-z_0-9]*)\}")
_BUILT_IN = {
    "w": r"[^\s,.;:!?\"]+(?:[.,:]\d+)*",
    "few": r"(?:{w}[\s,]+){0,3}",
    "some": r"(?:{w}[\s,]+){0,6}",
    "num": r"\d+(?:[.,]\d+)*",
}
_MAX_DEPTH = 8
_BLANK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]| \?| ")
_SPACING = {" ": r"[\s,]+", " ?": r"[\s,]*"}

Words = Mapping[str, str]
"""Word class name to the regular expression that stands for it."""


class PatternError(ValueError):
    """A pattern that cannot be compiled; the loader adds file and line."""


def expand(pattern: str, words: Words) -> str:
    """The pattern with its word classes filled in, nested ones too.

    Raises:
        PatternError: a class that does not exist, or one that contains itself.
    """

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        inner = _BUILT_IN.get(name) or words.get(name)
        if inner is None:
            raise PatternError(f"no word class {{{name}}} in {pattern!r}.")
        return inner if name == "w" else f"(?:{inner})"

    for _ in range(_MAX_DEPTH):
        if not _CLASS.search(pattern):
            return pattern
        pattern = _CLASS.sub(fill, pattern)
    raise PatternError(f"a word class contains itself in {pattern[:80]!r}.")


def compile_any(patterns: Iterable[str], words: Words) -> re.Pattern[str]:
    """One expression that finds any of the patterns in folded text.

    Raises:
        PatternError: not a regular expression, or an unknown word class.
    """
    branches = [_checked(pattern, words) for pattern in patterns]
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)")


def fold_pattern(pattern: str) -> str:
    r"""Accents and case fold as in the text; escapes such as \S and group openings keep their letters."""
    keep = {"\\", "("}
    parts = re.findall(r"\\.|\(\?P<|\(|[^\\(]+", pattern)
    return "".join(part if part[0] in keep else fold(part) for part in parts)


def _checked(pattern: str, words: Words) -> str:
    """One pattern, ready to be joined with others; compiled apart so that an error names it."""
    branch = _spaced(fold_pattern(expand(pattern, words)))
    try:
        re.compile(branch)
    except re.error as problem:
        raise PatternError(f"not a regular expression ({problem}): {pattern!r}.") from problem
    return branch


def _spaced(pattern: str) -> str:
    """Blanks outside character classes become white space with or without commas; " ?" makes them optional."""
    return _BLANK.sub(lambda part: _SPACING.get(part[0], part[0]), pattern)
