"""Text → sentences and clauses, so that the first of them can sound before the last is made."""

import re

_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"'”’»)]*(?=\s|$)|$)", re.DOTALL)
_CLAUSE = re.compile(r"[^,;:.!?…]+|[,;:.!?…]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*['’]?")


def sentences(text: str) -> tuple[str, ...]:
    """Sentences with their closing mark, in order; spaces at the edges are dropped and so is text without a word."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return tuple(sentence for sentence in found if _WORD.search(sentence))


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
