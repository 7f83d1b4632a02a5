"""findings → what the persona does next."""

from dataclasses import dataclass
from typing import Literal

from simulator.flow.labels import Intent, Mood, ReactionPhase
from simulator.flow.language import FactKind

Side = Literal["first", "second"]
"""At a table of two colleagues: the persona of the talk, and who sits there too."""


@dataclass(frozen=True, slots=True)
class SecondState:
    """The simulated inner state of who sits at the table too. Fiction, and never about the trainee."""

    persona_id: str
    mood: Mood = "neutral"
    tension: float = 0.0
    """0-1; the wire calls it `intensity`."""
    floor: tuple[Side, ...] = ("first",)
    """Who has spoken since the trainee's last turn: what names nobody is said to them."""
    given_back: tuple[Side, ...] = ()
    """Whose side the trainee has given back so far, in order."""
    spent_lines: tuple[str, ...] = ()
    """Lines already spoken, so that none comes back while others are left."""
    spent_joins: tuple[str, ...] = ()

    @property
    def are_both_given_back(self) -> bool:
        return len(self.given_back) > 1


@dataclass(frozen=True, slots=True)
class PersonaState:
    """The avatar's simulated inner state. Fiction, and never about the trainee."""

    scenario_phase: str
    """Id of the scenario's phase."""
    phase: ReactionPhase = "unaware"
    mood: Mood = "neutral"
    trust: float = 0.5
    tension: float = 0.0
    """0-1; the wire calls it `intensity`."""
    clarity_debt: float = 0.0
    """Sum of turn severities since the last explicit news."""
    rung: int = 0
    """Steps of the pressure ladder already taken."""
    core_said: bool = False
    trainee_turns: int = 0
    news_turn: int = 0
    """Trainee turn in which the news was heard, from 1; 0 before."""
    spent_lines: tuple[str, ...] = ()
    """Lines already spoken, so that none comes back while others are left."""
    fired_triggers: tuple[str, ...] = ()
    told: tuple[FactKind, ...] = ()
    """Parts of the message the trainee has told so far, in order: nobody asks for a reason that was just given."""
    ended: bool = False
    second: SecondState | None = None
    """Of who sits at the table too; None where nobody does."""

    @property
    def patience(self) -> float:
        """0-1, for the wire: 1 is all the patience the persona has."""
        return max(0.0, 1.0 - self.clarity_debt / 11.0)


@dataclass(frozen=True, slots=True)
class Reaction:
    """The director's decision. An actor may word it; it may not change it."""

    intent: Intent
    mood: Mood
    text: str
    """The authored line, slots filled. Empty when the persona stays silent."""
    delay_ms: int
    """Silence before the persona speaks (or reacts without words)."""
    because: tuple[str, ...]
    """Ids of the evidence that caused it."""
    ends_talk: bool = False
    quotes_trainee: bool = False
    """Words of the trainee fill a slot of the line: it stays as written, and no language model sees it."""
    speaker: str = ""
    """Id of the persona who says it; empty: the persona of the talk."""
