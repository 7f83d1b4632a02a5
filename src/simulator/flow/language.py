"""words → hedging, acts, facts, legal flags: what one turn says, before anybody scores it."""

from dataclasses import dataclass
from typing import Literal

from simulator.flow.labels import Act, Language, LegalFlag, ScenarioKind, VaguenessCode
from simulator.flow.local_text import LocalText


@dataclass(frozen=True, slots=True)
class TurnContext:
    """What a listener already knows when this turn is said; the default is a turn heard on its own."""

    scenario: ScenarioKind = "c4_talk"
    core_said: bool = False
    """The core message was said in an earlier turn."""
    asked_for_clarity: bool = False
    """The turn answers a question such as "Wat bedoelt u nu precies?"."""
    avatar_before: str = ""
    """What the other said just before, if anything."""
    trainee_turn: int = 1
    """1 for the trainee's first turn."""


@dataclass(frozen=True, slots=True)
class Span:
    """A vague stretch of one turn: characters [start, end)."""

    start: int
    end: int
    code: VaguenessCode
    rule_id: str
    reason: LocalText
    suggestion: LocalText | None = None
    """A better wording ("Zeg liever: ...")."""

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with [start, end)."""
        return self.start < end and self.end > start


FactKind = Literal["decision", "decider", "date", "reason", "amount", "person", "document"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a listener could repeat."""

    kind: FactKind
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class ActFinding:
    """One dialogue act with the words that show it."""

    act: Act
    start: int
    end: int
    rule_id: str


@dataclass(frozen=True, slots=True)
class LegalFinding:
    """A sentence that Belgian law makes dangerous; shown with source, date and "vraag HR of juridisch advies"."""

    flag: LegalFlag
    start: int
    end: int
    rule_id: str
    message: LocalText
    source: str
    last_verified: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one turn says. Character positions index the text that was judged."""

    text: str
    language: Language
    severity: int
    """Vagueness 0-3 as in the domain brief: 0 clear, 3 the core is disguised, denied or falsely hopeful."""
    vague_score: float
    """0-1, grows with severity."""
    core_message: bool
    """True when this turn alone tells the talk's own core."""
    core_score: float
    """0-1."""
    spans: tuple[Span, ...] = ()
    acts: tuple[ActFinding, ...] = ()
    facts: tuple[Fact, ...] = ()
    legal: tuple[LegalFinding, ...] = ()
    core_span: tuple[int, int] | None = None
    """Characters of the clause that tells the core, when `core_message`."""

    @property
    def legal_flag(self) -> LegalFlag | None:
        """The first legal flag, as in the `simulator judge` contract."""
        return self.legal[0].flag if self.legal else None

    def has_act(self, *acts: Act) -> bool:
        return any(finding.act in acts for finding in self.acts)
