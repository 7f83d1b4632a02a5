"""Text → pieces of the sentence encoder's vocabulary, each with the characters it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from simulator.language.learned.packed_e5 import Vocabulary

_SPACE: Final = "\N{LOWER ONE EIGHTH BLOCK}"
"""What SentencePiece writes for a space."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text, without marks for start and end."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    """Characters [start, end) of the text that each piece stands for."""


class PieceReader:
    """Cuts texts into pieces as XLM-RoBERTa's tokenizer does (unigram language model, Kudo 2018)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.start_id, self.end_id = vocabulary.start_id, vocabulary.end_id
        self._code_points = vocabulary.code_points
        model = Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown_id, byte_fallback=False)
        self._tokenizer = Tokenizer(model)

    def read(self, text: str, limit: int | None = None) -> Pieces:
        """The pieces of a text.

        Args:
            limit: at most so many pieces; the rest of the text is left out.
        """
        normal, origins = self._normalised(text)
        found = self._tokenizer.encode(normal, add_special_tokens=False)
        spans = tuple((origins[start], origins[max(start, end - 1)] + 1) for start, end in found.offsets[:limit])
        return Pieces(tuple(found.ids[:limit]), _within(spans, len(text)))

    def _normalised(self, text: str) -> tuple[str, list[int]]:
        """What is cut into pieces, and the character of the text that each of its characters comes from."""
        characters: list[str] = [_SPACE]
        origins: list[int] = [0]
        for index, character in enumerate(text):
            for read in self._code_points.get(ord(character), character):
                read_as = _SPACE if read == " " else read
                if read_as == _SPACE and characters[-1] == _SPACE:
                    continue
                characters.append(read_as)
                origins.append(index)
        return "".join(characters), origins


def _within(spans: Sequence[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    return tuple((min(start, length), min(end, length)) for start, end in spans)
