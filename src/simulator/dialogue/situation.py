"""What a choice may look at, and what it decides."""

from collections import Counter
from dataclasses import dataclass

from simulator.dialogue import lines
from simulator.dialogue.influences import Influence, InfluenceKind
from simulator.dialogue.moment import Moment
from simulator.dialogue.trajectories import COURSES, Course, Step, next_step
from simulator.flow.dialogue import PersonaState
from simulator.flow.labels import Act, Intent, Mood, ReactionPhase
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario, Strain, Trigger


@dataclass(frozen=True, slots=True)
class Situation:
    """One trainee turn as this persona heard it."""

    scenario: Scenario
    persona: Persona
    strain: Strain
    state: PersonaState
    """After the turn was heard, with the persona's mood and phase of before."""
    judgement: Judgement
    influences: tuple[Influence, ...]
    elapsed_ms: int
    said: Counter[Intent]
    """How often the persona spoke each intent; counted once a turn, for every rule asks."""

    @property
    def course(self) -> Course:
        return COURSES[self.persona.trajectory]

    @property
    def last_intent(self) -> Intent | None:
        return lines.last_intent(self.state.spent_lines)

    @property
    def next_step(self) -> Step | None:
        """What the persona's course brings next; None when it is through."""
        return next_step(self.course, self.said, self.state.told, tension=self.state.tension)

    @property
    def moment(self) -> Moment:
        return Moment(self.state, self.judgement, self.elapsed_ms)

    def moved_by(self, *kinds: InfluenceKind) -> tuple[Influence, ...]:
        return tuple(influence for influence in self.influences if influence.kind in kinds)

    def heard(self, *acts: Act) -> tuple[Influence, ...]:
        """These acts, when the turn shows them, as reasons."""
        return tuple(Influence("calm", f"act.{act}") for act in acts if self.judgement.has_act(act))


@dataclass(frozen=True, slots=True)
class Choice:
    """What the persona does next."""

    intent: Intent
    mood: Mood
    reasons: tuple[Influence, ...] = ()
    phase: ReactionPhase | None = None
    """Where the persona stands then; None leaves it."""
    rung: int | None = None
    """Steps of the ladder taken then; None leaves them."""
    trigger: Trigger | None = None
    """What the scenario's author wrote for this moment, where that decided."""

    @property
    def ends_talk(self) -> bool:
        return self.intent in ("leave", "close")
