"""What is fixed before the first word: who plays what, in which language, with which seed."""

from dataclasses import dataclass, field

from simulator.errors import BadInput
from simulator.flow.labels import Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from simulator.flow.talk import Versions
from simulator.session.viewer import LOCAL_VIEWER, Viewer


@dataclass(frozen=True, slots=True)
class Consent:
    """What the trainee agreed to, each apart; refusing changes nothing in the talk."""

    recording: bool = False
    """Keep the audio."""
    delivery_measures: bool = True
    """Measure pauses, pace, pitch and level."""
    share_with_hr: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One rehearsal to be played. The same plan and the same input give the same report."""

    session_id: str
    scenario: Scenario
    persona: Persona
    language: Language
    difficulty: Difficulty
    seed: int
    versions: Versions
    consent: Consent = field(default_factory=Consent)
    applies_norms: bool = True
    """False for who speaks in a second language, or with a speech impairment; why is never asked nor kept."""
    owner: Viewer = LOCAL_VIEWER
    """Whose talk it is."""

    def __post_init__(self) -> None:
        if self.language not in self.scenario.languages:
            raise BadInput(
                f"scenario {self.scenario.id!r} is not written in {self.language!r}.",
                where="language",
                remedy=f"Choose one of: {', '.join(self.scenario.languages)}.",
            )
        if self.language not in self.persona.languages:
            raise BadInput(
                f"{self.persona.name} does not speak {self.language!r}.",
                where="persona_id",
                remedy=f"Choose another persona, or one of: {', '.join(self.persona.languages)}.",
            )
