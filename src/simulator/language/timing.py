"""When a stretch of the transcript was said."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.flow.speech import Word
from simulator.language.folding import fold


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Characters of one turn against milliseconds on the input clock."""

    char_count: int
    start_ms: int
    end_ms: int
    starts: tuple[int, ...]
    """First character of each placed word, ascending."""
    ends: tuple[int, ...]
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, words: Sequence[Word], *, start_ms: int, end_ms: int) -> "TimeLine":
        """Finds each word in the text, in order; a word that is not there is left out."""
        folded = fold(text)
        placed: list[tuple[int, int, Word]] = []
        cursor = 0
        for word in words:
            form = fold(word.text).strip()
            at = folded.find(form, cursor) if form else -1
            if at >= 0:
                cursor = at + len(form)
                placed.append((at, cursor, word))
        return cls(
            char_count=max(1, len(text)),
            start_ms=start_ms,
            end_ms=end_ms,
            starts=tuple(p[0] for p in placed),
            ends=tuple(p[1] for p in placed),
            words=tuple(p[2] for p in placed),
        )

    def between(self, char_start: int, char_end: int) -> tuple[int, int]:
        """Start and end in ms: of the words that overlap the characters, else in proportion to the characters."""
        first = bisect_right(self.ends, char_start)
        last = bisect_left(self.starts, char_end)
        if first < last:
            return self.words[first].start_ms, self.words[last - 1].end_ms
        return self._at(char_start), self._at(char_end)

    def _at(self, char: int) -> int:
        return self.start_ms + (self.end_ms - self.start_ms) * char // self.char_count
