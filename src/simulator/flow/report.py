"""feedback → report: scores with their reasons, ready to be shown."""

from dataclasses import dataclass

from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from simulator.flow.talk import AvatarTurn, Talk, speaker_of


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One named measure of the talk with the evidence it was computed from."""

    name: str
    value: float | bool | None
    """None: cannot be said of this talk (no evidence, no claim)."""
    evidence_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionScore:
    criterion_id: str
    title: LocalText
    value: float
    max: float
    reason: LocalText
    evidence_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to keep or to change next time."""

    kind: str
    """"keep" or "change"."""
    text: LocalText
    evidence_ids: tuple[str, ...] = ()
    criterion_id: str = ""
    """The part of the score it is about; empty in reports kept before advice said so."""
    measure: str = ""
    """The measure that decided that part: what the advice rests on where nothing was found to point at."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the talk scored and why."""

    total: float
    """0-100, one decimal, after blockers and legal penalty."""
    passed: bool
    criteria: tuple[CriterionScore, ...]
    evidence: tuple[Evidence, ...]
    """All evidence of the talk, turn evidence included, in order of time."""
    measures: tuple[MeasuredValue, ...]
    advice: tuple[Advice, ...]
    legal_points_lost: float = 0.0
    blocked_because: tuple[LocalText, ...] = ()
    news_turn: int | None = None
    """Index (from 1) of the trainee turn that first told the core."""
    news_ms: int | None = None
    """Input-clock time at which that turn's core clause ended."""


@dataclass(frozen=True, slots=True)
class RehearsalReport:
    """All a renderer needs; deterministic, no wall-clock time inside."""

    talk: Talk
    scenario: Scenario
    persona: Persona
    feedback: Feedback
    second: Persona | None = None
    """Who sat at the table too."""

    def speaker(self, turn: AvatarTurn) -> Persona:
        """Who said this."""
        return speaker_of(turn, self.persona, self.second)
