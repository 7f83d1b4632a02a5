"""Utterances → readings: the tuned encoder and its heads."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

import numpy as np

from simulator.flow.labels import Language
from simulator.flow.language import TurnContext
from simulator.language.learned.encoder import Encoder
from simulator.language.learned.kept_readings import KeptReadings
from simulator.language.learned.packed_e5 import Floats
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.prompt import Prompt, known_before, prompts
from simulator.language.learned.reading import CODES, Reading, Stretch, reading_of, sigmoid, stretch_of
from simulator.language.learned.tuned import Tuned
from simulator.language.learned.weighing import Weighing

MAX_PARTS: Final = 8
"""Of a giant turn; about a quarter of an hour of speech. What follows is left to the rules."""
_REMEMBERED: Final = 4096
"""Readings kept: a turn is judged in each of its silences and at its end, a simulated trainee's in every talk."""
_POSSIBLE_PROB: Final = 0.05


class LearnedReader:
    """Reads utterances with the tuned encoder. Safe to use from several threads."""

    def __init__(
        self,
        encoder: Encoder,
        pieces: PieceReader,
        tuned: Tuned,
        weighing: Weighing,
        kept: KeptReadings | None = None,
    ) -> None:
        """
        Args:
            encoder: gives hidden states.
            pieces: cuts text for it.
            tuned: the heads on those states.
            weighing: how rules and readings count.
            kept: readings on disk; None, as for what a trainee says, keeps none.
        """
        self.weighing, self.kept = weighing, kept
        self._encoder, self._pieces = encoder, pieces
        self._said, self._codes = tuned.said, tuned.codes
        make = self._read if kept is None else partial(kept.read, make=self._read)
        self._remembered = lru_cache(_REMEMBERED)(make)

    def read(self, text: str, lang: Language, context: TurnContext) -> Reading:
        """One utterance with words in it, in its context."""
        return self._remembered(text, known_before(context, lang))

    def _read(self, text: str, known: str) -> Reading:
        parts = prompts(text, known, self._pieces)[:MAX_PARTS]
        hidden = self._encoder.hidden([part.ids for part in parts])
        said = [states[part.first_said : -1] for part, states in zip(parts, hidden, strict=True)]
        outputs = np.array([self._said(_pooled(states)) for states in said])
        return reading_of(outputs, list(self._stretches(parts, said)))

    def _stretches(self, parts: Sequence[Prompt], said: Sequence[Floats]) -> Iterator[Stretch]:
        for part, states in zip(parts, said, strict=True):
            probs = sigmoid(self._codes(states))
            for index, code in enumerate(CODES):
                if len(states) and probs[:, index].max() > _POSSIBLE_PROB:
                    yield stretch_of(probs[:, index], part.spans, code)


def _pooled(states: Floats) -> Floats:
    if not len(states):
        return np.zeros(2 * states.shape[1], np.float32)
    return np.concatenate([states.mean(0), states.max(0)])
