"""What is fixed before the first word: who plays what, in which language, with which seed."""

from dataclasses import dataclass, field

from simulator.errors import BadInput
from simulator.flow.labels import Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from simulator.flow.talk import AvatarTurn, ForkedFrom, TraineeTurn, Turn, Versions
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
class Fork:
    """An earlier talk of the same trainee, up to a sentence that is to be tried again."""

    item_id: str
    """The sentence, as the earlier talk calls it."""
    before: tuple[Turn, ...]
    """What was said until then, in the order in which it was taken in; without `asked`."""
    asked: AvatarTurn | None
    """What the persona had said last; it says it again. None: the trainee spoke before a word of the opening."""
    tried: TraineeTurn | None
    """The sentence as it was said, under a name that no turn of the new talk has. None: forgotten, with all of
    `before` and `asked`, because the earlier talk's term is over (`session/forgetting.py`)."""

    @property
    def origin(self) -> ForkedFrom:
        """What a report says of it."""
        return ForkedFrom(self.item_id, tuple(turn.item_id for turn in self.before), self.is_forgotten)

    @property
    def is_forgotten(self) -> bool:
        """What was taken over is not kept any more."""
        return self.tried is None

    @property
    def taken_back(self) -> tuple[TraineeTurn, ...]:
        """What the talk begins with among the turns that score nothing."""
        return () if self.tried is None else (self.tried,)

    @property
    def at_ms(self) -> int:
        """When the persona began to say what it says again."""
        return self.asked.start_ms if self.asked else 0

    @property
    def trainee_count(self) -> int:
        """Turns of the trainee that have a number already; the sentence itself gets its old one again."""
        return _number(self.item_id) - 1

    @property
    def persona_count(self) -> int:
        """Turns of the persona that have a number already."""
        return _number(self.asked.item_id) - 1 if self.asked else 0


def _number(item_id: str) -> int:
    """Of "trainee_007": 7."""
    return int(item_id.rpartition("_")[2])


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
    fork: Fork | None = None
    """Where it begins in the middle of an earlier talk."""
    second: Persona | None = None
    """Who sits at the table too."""

    @property
    def at_table(self) -> tuple[Persona, ...]:
        """Whom the trainee talks with, the persona of the talk first."""
        return (self.persona,) if self.second is None else (self.persona, self.second)

    def speaker(self, said_by: str) -> Persona:
        """Whom the id on a turn or reaction means; the empty one means the persona of the talk."""
        return self.second if self.second is not None and said_by == self.second.id else self.persona

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
