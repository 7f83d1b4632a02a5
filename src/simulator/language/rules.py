"""What one rule file entry may say. The folder and file give the language and the concern."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from simulator.flow.labels import Act, LegalFlag, ScenarioKind, VaguenessCode
from simulator.flow.language import FactKind
from simulator.flow.local_text import LocalText

Guard = Literal[
    "negated", "mentioned", "question", "statement", "polite", "logistics", "other_mind", "criterion", "dated",
    "agent_named", "plain_core", "deferred", "core_said", "small_talk", "figure", "corrected", "denial", "rights",
    "mentions",
]  # fmt: skip
"""A reason for which a match does not count (scope.py)."""


def _lines(value: object) -> object:
    """A block of text is one pattern per line, so that no pattern needs YAML quotes."""
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


Patterns = Annotated[list[str], BeforeValidator(_lines)]


class Rule(BaseModel):
    """Patterns with their scope."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    any: Annotated[Patterns, Field(min_length=1)]
    """Found when one of these patterns matches."""
    needs: Patterns = []
    """One of these must stand in the same sentence too."""
    unless: Patterns = []
    """None of these may stand in the same sentence."""
    guards: list[Guard] = []
    """Scopes in which a match does not count, besides those every rule of the file has."""
    lifts: list[Guard] = []
    """Scopes of the file that do not clear this rule: in "niet meer op de foto" the denial is the cue."""
    only_in: list[ScenarioKind] = []
    not_in: list[ScenarioKind] = []


class VagueRule(Rule):
    """A cue of one vagueness code."""

    points: Annotated[float | None, Field(ge=0, le=3)] = None
    """What it adds to the turn's severity; the weight of its code when absent."""
    reason: LocalText | None = None
    suggestion: LocalText | None = None


class CoreRule(Rule):
    """A wording that tells the core of some kinds of talk."""

    scenarios: Annotated[list[ScenarioKind], Field(min_length=1)]
    act: Act
    """The dialogue act of telling the core this way."""


class FactRule(Rule):
    """A fact; a named group of the pattern is the fact, the whole match when there is none."""


VagueFile = dict[VaguenessCode, list[VagueRule]]
ActFile = dict[Act, list[Rule]]
CoreFile = list[CoreRule]
FactFile = dict[FactKind, list[FactRule]]
LegalFile = dict[LegalFlag, list[Rule]]
WordsFile = dict[str, str]


StructureFile = dict[str, Patterns]
"""Feature name to what shows it; every language has the same names."""


class StructureWeights(BaseModel):
    """The fitted model of wording/structure.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bias: float
    threshold_prob: Annotated[float, Field(gt=0, lt=1)]
    fitted_on: str
    """What it was fitted on, and how well that went."""
    weights: dict[str, float]


class TurnEndFile(BaseModel):
    """Last words before a silence that leave something open."""

    model_config = ConfigDict(extra="forbid")

    goes_on: Patterns
    """No sentence ends on these."""
    announces: Patterns
    """A sentence that says that something is to come."""


class ClarityFile(BaseModel):
    """What a listener says who wants to know."""

    model_config = ConfigDict(extra="forbid")

    asks: Patterns
    """Asks what is meant."""
    asks_yes_no: Patterns
    """Names the core and asks whether it is so."""
    answers_yes: Patterns
    """A plain yes, at the start of the answer."""


class ScopeFile(BaseModel):
    """Scopes of one language, each a list of patterns."""

    model_config = ConfigDict(extra="forbid")

    negator_before: Patterns
    """Stands at most a few words before what it denies."""
    never_negated: Patterns
    """Looks like a negator and is none ("niet alleen")."""
    mention_before: Patterns
    """Announces a word that is talked about, not used."""
    question_start: Patterns
    """Opens a question; needed where speech-to-text gave no question mark."""
    polite: Patterns
    logistics: Patterns
    other_mind: Patterns
    criterion: Patterns
    date: Patterns
    agent: Patterns
    """Names who decided."""
    defers_honestly: Patterns
    figure: Patterns
    correction: Patterns
    small_talk: Patterns
    denial: Patterns
    """Says that something plays no part."""
    rights: Patterns
    """Tells the other of a right or a helper."""
