"""What the slow lane of a live talk works off, one after the other."""

from dataclasses import dataclass

from simulator.flow.dialogue import Reaction
from simulator.flow.speech import Utterance


@dataclass(frozen=True, slots=True)
class Spoken:
    item_id: str
    utterance: Utterance
    overlap_ms: int
    committed_s: float


@dataclass(frozen=True, slots=True)
class Typed:
    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    silence_ms: int


@dataclass(frozen=True, slots=True)
class Repeat:
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Rewind:
    turn_id: str | None


Job = Spoken | Typed | Silence | Repeat | Rewind
