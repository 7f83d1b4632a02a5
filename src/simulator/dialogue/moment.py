"""What a condition can look at."""

from dataclasses import dataclass

from simulator.flow.dialogue import PersonaState
from simulator.flow.language import Judgement


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn that was heard, or a silence: at most one of `judgement` and `silence_ms` is there."""

    state: PersonaState
    """After the turn was heard."""
    judgement: Judgement | None = None
    elapsed_ms: int | None = None
    """Since the talk began; not known on a silence."""
    silence_ms: int | None = None
