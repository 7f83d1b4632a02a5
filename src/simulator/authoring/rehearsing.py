"""Playing a scenario: the seam through which `session` lends a whole rehearsal to the workbench."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from simulator.flow.labels import Difficulty, Intent, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import ExampleTurn, Scenario


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one rehearsal."""

    score: float
    """0-100."""
    intents: tuple[Intent, ...]
    """Everything the persona did, opening included, in order; without what a second colleague did."""
    news_turn: int | None
    """Trainee turn, from 1, that first told the core."""
    phases_seen: tuple[str, ...]
    triggers_fired: tuple[str, ...]
    ended: bool
    """The persona ended the talk."""
    tension: float = 0.0
    """Mean of the persona's tension after each trainee turn, 0-1."""
    lines: tuple[str, ...] = ()
    """Keys of the lines that were spoken: intent/mood/number."""
    joins: tuple[str, ...] = ()
    """Joins with which a second colleague took the word, in order."""


class Rehearse(Protocol):
    """Plays these trainee turns through the real judgement, director and rubric."""

    def __call__(
        self,
        scenario: Scenario,
        persona: Persona,
        language: Language,
        difficulty: Difficulty,
        seed: int,
        turns: Sequence[ExampleTurn],
        second: Persona | None = None,
    ) -> Outcome:
        """The same arguments give the same outcome.

        Args:
            second: who sits at the table too.
        """
        ...
