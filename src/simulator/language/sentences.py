"""Where sentences begin and end, also in text that speech-to-text left without punctuation."""

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?]+[\"')]*\s+|\n+|;\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of the folded text."""

    start: int
    end: int
    text: str

    @property
    def asks(self) -> bool:
        return self.text.rstrip(" \"')").endswith("?")

    @property
    def punctuated(self) -> bool:
        return self.text.rstrip(" \"')")[-1:] in {".", "!", "?"}


def split(folded: str) -> tuple[Sentence, ...]:
    """Sentences in order, covering the whole text; at least one."""
    cuts = [0, *(found.end() for found in _END.finditer(folded))]
    ends = [*cuts[1:], len(folded)]
    pairs = [(a, b) for a, b in zip(cuts, ends, strict=True) if b > a]
    return tuple(Sentence(a, b, folded[a:b]) for a, b in pairs or [(0, 0)])
