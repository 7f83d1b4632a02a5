"""What a trainer wrote about a talk: the content of scenarios/*.yaml. Units and ranges stand in the types."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from simulator.flow.labels import (
    Act,
    ContentStatus,
    Difficulty,
    Intent,
    JoinPlace,
    Language,
    LegalFlag,
    Mood,
    ScenarioKind,
    VaguenessCode,
)
from simulator.flow.language import FactKind
from simulator.flow.local_text import LocalText, Text
from simulator.flow.persona import LinesByMood


@dataclass(frozen=True, slots=True)
class Condition:
    """All fields that are given must hold. No programming: a trainer can read it aloud."""

    acts_any: tuple[Act, ...] = ()
    """The turn shows at least one of these acts."""
    codes_any: tuple[VaguenessCode, ...] = ()
    legal_any: tuple[LegalFlag, ...] = ()
    facts_any: tuple[FactKind, ...] = ()
    """This turn tells at least one of these, in words or by an act that comes to the same (`give_reason`)."""
    told_all: tuple[FactKind, ...] = ()
    """All of these were told by the trainee, in this turn or before: the decision, who decided, the date, an amount."""
    core_message: bool | None = None
    """This turn tells (or does not tell) the core."""
    core_said: bool | None = None
    """The core was told in this turn or before."""
    severity_at_least: Annotated[int, Ge(0), Le(3)] | None = None
    debt_at_least: Annotated[float, Ge(0)] | None = None
    """Clarity debt: sum of turn severities since the last explicit news."""
    mood_any: tuple[Mood, ...] = ()
    turn_at_least: Annotated[int, Ge(1)] | None = None
    """Number of trainee turns so far, this one included."""
    elapsed_s_at_least: Annotated[float, Ge(0)] | None = None
    silence_s_at_least: Annotated[float, Ge(0)] | None = None
    """The trainee has been silent this long (only on a silence event)."""
    any_of: tuple["Condition", ...] = ()
    none_of: tuple["Condition", ...] = ()
    cel: Annotated[str, MinLen(1), MaxLen(400)] | None = None
    """For what no field says: an expression in CEL over the same things, `tension > 0.6 && turns_since_news > 3`."""


@dataclass(frozen=True, slots=True)
class Transition:
    to: str
    """Id of the next phase."""
    when: Condition


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the talk with its own goal."""

    id: str
    goal: LocalText
    expected_acts: tuple[Act, ...] = ()
    until_s: Annotated[float, Gt(0)] | None = None
    """Time by which the trainee should have left this phase."""
    turn_silence_ms: Annotated[int, Ge(300), Le(5000)] = 700
    """Silence that ends a trainee's turn in this phase, longer where thinking is right; what sounds finished ends
    sooner, and what goes on later."""
    silence_is_content: bool = False
    """After the news: no silence is cut short, and the avatar, which may answer into it, never presses."""
    transitions: tuple[Transition, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """When the condition holds, the persona does this instead of what its character would choose."""

    id: str
    when: Condition
    intent: Intent
    mood: Mood | None = None
    once: bool = True
    phases: tuple[str, ...] = ()
    """Only in these phases; everywhere when empty."""
    say: dict[Language, Annotated[tuple[Text, ...], MinLen(1)]] = field(default_factory=dict)
    """What is said then instead of the persona's lines for the intent, in every language of the talk; same slots.
    `intent` still says what it comes to: a question, a protest."""


@dataclass(frozen=True, slots=True)
class Join:
    """When the condition holds after a turn of the trainee, who sits at the table too says this."""

    id: str
    when: Condition
    intent: Intent
    """What it comes to: a question, a protest."""
    say: Annotated[dict[Language, Annotated[tuple[Text, ...], MinLen(1)]], MinLen(1)]
    """In every language of the talk; slots as in a persona's lines."""
    place: JoinPlace = "after"
    """`after`: when the persona has answered; `instead`: the persona leaves the answer to them."""
    spoken_to: bool = False
    """Only when the trainee speaks to them: by name, or naming nobody after they had the word. With `place: instead`,
    to them alone."""
    mood: Mood | None = None
    """As their tension has it when absent."""
    once: bool = True
    phases: tuple[str, ...] = ()
    """Only in these phases; everywhere when empty."""


@dataclass(frozen=True, slots=True)
class AlsoPresent:
    """A second colleague at the table: mostly listens, and has a side of their own."""

    personas: Annotated[tuple[str, ...], MinLen(1)]
    """Ids of who may sit there: the first who speaks the language and is not the persona of the talk."""
    joins: Annotated[tuple[Join, ...], MinLen(1)]
    """When they take the word, and what they say; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the pressure ladder against vagueness."""

    debt: Annotated[float, Gt(0)]
    intent: Intent


@dataclass(frozen=True, slots=True)
class Band:
    """Linear points between two values of one measure; `full` may lie above or below `zero`."""

    measure: str
    """A name from feedback/measures (`simulator check` refuses an unknown one)."""
    full: float
    zero: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric: weight times the lowest of its bands."""

    id: str
    title: LocalText
    weight: Annotated[float, Gt(0), Le(100)]
    bands: Annotated[tuple[Band, ...], MinLen(1)]
    halved_when: str | None = None
    """A yes/no measure that halves the points ("the news came only as a yes to the other's question")."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Caps the total when a yes/no measure does not have the wanted value."""

    measure: str
    wanted: bool
    cap: Annotated[float, Ge(0), Le(100)]
    reason: LocalText


@dataclass(frozen=True, slots=True)
class Rubric:
    criteria: Annotated[tuple[Criterion, ...], MinLen(1)]
    """Weights add up to 100."""
    blockers: tuple[Blocker, ...] = ()
    legal_penalty: Annotated[float, Ge(0)] = 15
    """Points lost per legal red flag, shown apart from the criteria."""
    legal_penalty_max: Annotated[float, Ge(0)] = 45
    pass_mark: Annotated[float, Ge(0), Le(100)] = 60


@dataclass(frozen=True, slots=True)
class Strain:
    """What a difficulty level changes in the persona's behaviour."""

    patience_ratio: Annotated[float, Gt(0)] = 1.0
    """Scales the clarity debt a persona bears before each rung; below 1 it presses sooner."""
    tension_ratio: Annotated[float, Gt(0)] = 1.0
    """Scales how fast tension rises."""
    trust_ratio: Annotated[float, Gt(0)] = 1.0
    """Scales how fast trust grows."""


@dataclass(frozen=True, slots=True)
class LegalNote:
    text: LocalText
    source: Text
    last_verified: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class ExampleTurn:
    text: Text
    """What the trainee says."""
    pause_after_s: Annotated[float, Ge(0)] = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A trainee transcript with what must come out of it: the scenario's own test."""

    id: str
    language: Language
    turns: Annotated[tuple[ExampleTurn, ...], MinLen(1)]
    score_at_least: float | None = None
    score_at_most: float | None = None
    intents_include: tuple[Intent, ...] = ()
    intents_exclude: tuple[Intent, ...] = ()
    news_turn: int | None = None
    persona: str | None = None
    """Persona id; the scenario's first when absent."""
    joins_include: tuple[str, ...] = ()
    """Ids of joins of who sits at the table too that must be heard."""
    joins_exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One rehearsable talk."""

    id: str
    kind: ScenarioKind
    title: LocalText
    briefing: LocalText
    core: LocalText
    """The message that must be told, in one sentence."""
    languages: Annotated[tuple[Language, ...], MinLen(1)]
    personas: Annotated[tuple[str, ...], MinLen(1)]
    """Ids of personas that fit; the first is the default."""
    opening: dict[Language, Text]
    """What the persona says when the trainee comes in."""
    phases: Annotated[tuple[Phase, ...], MinLen(1)]
    """The first phase is where the talk starts."""
    rubric: Rubric
    ladder: tuple[Rung, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    also_present: AlsoPresent | None = None
    """Who sits at the table too; absent in a talk between two."""
    difficulties: dict[Difficulty, Strain] = field(default_factory=dict)
    facts: dict[str, LocalText] = field(default_factory=dict)
    """What the trainee may use and the persona may know, by name ("start_of_notice")."""
    legal: tuple[LegalNote, ...] = ()
    lines: dict[Language, dict[Intent, LinesByMood]] = field(default_factory=dict)
    """Lines about this talk's own matter, for personas that have none for its kind; same slots as in a persona."""
    hotwords: dict[Language, tuple[str, ...]] = field(default_factory=dict)
    """Names the recogniser should expect, per language. No word that is judged: the expected is heard too easily."""
    examples: tuple[Example, ...] = ()
    position: Annotated[int, Ge(0)] = 100
    """Where it stands in lists: lower comes first, by id where equal. The first of its kind stands for the kind."""
    status: ContentStatus = "published"
    """`draft`: not on the list yet; `archived`: no longer, and not for new talks."""
    version: int = 1

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}

    def phase(self, phase_id: str) -> Phase:
        """The phase with this id.

        Raises:
            KeyError: when there is none.
        """
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)
