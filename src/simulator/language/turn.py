"""One turn as the rules look at it: folded text, sentences, context, and what was already found in it."""

from bisect import bisect_right
from dataclasses import dataclass, field

from simulator.flow.labels import Act
from simulator.flow.language import TurnContext
from simulator.language.folding import fold
from simulator.language.sentences import Sentence, split


@dataclass(slots=True)
class TurnView:
    """Everything about a turn that a scope rule may ask. Built once per judgement."""

    text: str
    context: TurnContext
    folded: str = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)
    core: tuple[int, int] | None = None
    """Characters of the clause that tells the core, once it has been looked for."""
    core_act: Act | None = None
    core_score: float = 0.0
    """How surely the core was told, 0-1."""
    scopes: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Answers of scope rules per sentence, so that each is asked once."""
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.text)
        self.sentences = split(self.folded)
        self._starts = [s.start for s in self.sentences]

    def sentence_index(self, position: int) -> int:
        """Index of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_at(self, position: int) -> Sentence:
        return self.sentences[self.sentence_index(position)]
