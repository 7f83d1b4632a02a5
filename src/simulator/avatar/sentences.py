"""Text → sentences and clauses, so that the first of them can sound before the last is made."""

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"'”’»)]*(?=\s|$)|$)", re.DOTALL)
_CLAUSE = re.compile(r"[^,;:.!?…]+|[,;:.!?…]+")
_QUOTATION = re.compile(r"(?P<lead>.*?)(?P<quoted>[‘«“].+[’»”](?!\w)(?P<mark>\s?[,;:.!?…]+)?)(?P<rest>.*)", re.DOTALL)
LONG_QUOTATION_WORDS: Final = 4
"""Fewer are said in the same breath as the words around them; our choice."""
_LEAD_WORDS: Final = 2
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*['’]?")


def sentences(text: str) -> tuple[str, ...]:
    """Sentences with their closing mark, in order; spaces at the edges are dropped and so is text without a word.

    A long quotation is a piece of its own: it is made only when the trainee has said it, and what leads up to it, which
    was made ahead, sounds meanwhile.
    """
    whole = (match.group() for match in _SENTENCE.finditer(text))
    found = (piece.strip() for sentence in whole for piece in _around_quotation(sentence))
    return tuple(piece for piece in found if _WORD.search(piece))


def _around_quotation(sentence: str) -> Iterator[str]:
    match = _QUOTATION.match(sentence)
    if match is None or len(words(match["quoted"])) < LONG_QUOTATION_WORDS:
        yield sentence
        return
    lead, quoted, rest = match["lead"], match["quoted"], match["rest"]
    if len(words(lead)) < _LEAD_WORDS:
        lead, quoted = "", lead + quoted
    if match["mark"] is None:
        quoted, rest = quoted + rest, ""
    yield from (lead, quoted, rest)


def clauses(sentence: str) -> tuple[tuple[str, str], ...]:
    """(words, closing mark) of each clause; the mark is one character, or empty at an open end."""
    pieces: list[tuple[str, str]] = []
    for match in _CLAUSE.finditer(sentence):
        piece = match.group().strip()
        if piece[:1] in tuple(",;:.!?…"):
            if pieces:
                pieces[-1] = (pieces[-1][0], piece[0])
        elif _WORD.search(piece):
            pieces.append((piece, ""))
    return tuple(pieces)


def words(text: str) -> tuple[str, ...]:
    """Words as they are written, with inner apostrophes and hyphens, without other marks."""
    return tuple(_WORD.findall(text))
