"""A table with two colleagues: to which of them a turn is said, whose side it gives back, who it puts in the right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from simulator.flow.dialogue import Side
from simulator.flow.labels import Act
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona

BOTH: Final[tuple[Side, ...]] = ("first", "second")
GIVES_BACK: Final[tuple[Act, ...]] = ("reflect", "acknowledge_emotion")
TURNS_TO: Final[tuple[Act, ...]] = (*GIVES_BACK, "open_question", "check_understanding")
"""What gives somebody room to speak, or hands back what they said."""

_SENTENCE: Final = re.compile(r"[^.!?]+")
_IN_THE_RIGHT: Final = re.compile(
    r"\bgelijk\b|\beens met\b|\braison\b|\bd'accord avec\b|\b(?:is|are|'s|was|were) (?:absolutely |quite )?right\b|"
    r"\bagree with\b|\bside with\b"
)
_IN_THE_WRONG: Final = re.compile(r"\bongelijk\b|\ba tort\b|\b(?:is|was|were|'s) wrong\b")
_NOT: Final = re.compile(r"\b(?:niet|geen|pas|not|isn't|don't|wasn't)\b")


@dataclass(frozen=True, slots=True)
class Names:
    """What the two are called by who speaks to them."""

    first: str
    second: str

    @classmethod
    def of(cls, first: Persona, second: Persona) -> "Names":
        return cls(first.name.split()[0].casefold(), second.name.split()[0].casefold())

    def named_in(self, text: str) -> tuple[Side, ...]:
        """Who is named, in the order of `BOTH`."""
        calls = {"first": self.first, "second": self.second}
        return tuple(side for side in BOTH if re.search(rf"(?<!\w){re.escape(calls[side])}(?!\w)", text.casefold()))


def spoken_to(judgement: Judgement, names: Names, floor: Sequence[Side]) -> tuple[Side, ...]:
    """Who is meant by this turn: whoever it names, else whoever spoke since the turn before."""
    return names.named_in(judgement.text) or tuple(floor)


def given_back(before: Sequence[Side], judgement: Judgement, names: Names, floor: Sequence[Side]) -> tuple[Side, ...]:
    """Whose side has been given back so far, this turn included.

    Where both had spoken, only a name says whose words these are; without one they are the persona's.
    """
    if not judgement.has_act(*GIVES_BACK):
        return tuple(before)
    alone: tuple[Side, ...] = tuple(floor) if len(floor) == 1 else ("first",)
    return tuple(dict.fromkeys((*before, *(names.named_in(judgement.text) or alone))))


def put_in_the_right(judgement: Judgement, names: Names) -> Side | None:
    """Who is told to be right where the other is not; None where a sentence names both or nobody."""
    for match in _SENTENCE.finditer(judgement.text.casefold().replace("’", "'")):
        sentence = match.group()
        named = names.named_in(sentence)
        if len(named) != 1:
            continue
        is_wrong = _IN_THE_WRONG.search(sentence) is not None
        if is_wrong or _IN_THE_RIGHT.search(sentence):
            is_negated = _NOT.search(sentence) is not None
            return named[0] if is_wrong == is_negated else _other(named[0])
    return None


def _other(side: Side) -> Side:
    return "second" if side == "first" else "first"
