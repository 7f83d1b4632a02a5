"""How much of what was said did the recogniser get wrong? For benchmarks and tests."""

from collections.abc import Sequence
from typing import Final

from simulator.speech.spoken_words import plain

_DUTCH_NUMBERS: Final = """
nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
negentien twintig 21 22 23 24 25 26 27 28 29 dertig
"""
_SAME_WORD: Final = {str(number): word for number, word in enumerate(_DUTCH_NUMBERS.split())} | {
    "één": "een",
    "heu": "euh",
}


def normalised(text: str) -> list[str]:
    """Words without case, punctuation, and the choice between digits and (Dutch) number words."""
    return [_SAME_WORD.get(word, word) for word in plain(text).split()]


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Fewest words to replace, insert or delete to turn one text into the other, and the number of words said."""
    reference, hypothesis = normalised(said), normalised(heard)
    return _distance(reference, hypothesis), len(reference)


def _distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Levenshtein distance, one row at a time."""
    row = list(range(len(hypothesis) + 1))
    for i, wanted in enumerate(reference, 1):
        diagonal, row[0] = row[0], i
        for j, got in enumerate(hypothesis, 1):
            best = min(row[j] + 1, row[j - 1] + 1, diagonal + (wanted != got))
            diagonal, row[j] = row[j], best
    return row[-1]
