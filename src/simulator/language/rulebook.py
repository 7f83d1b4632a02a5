"""All rules of one language, read and compiled once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

from simulator.errors import BadInput
from simulator.flow.labels import Act, Language, LegalFlag, VaguenessCode
from simulator.flow.language import FactKind
from simulator.language.matching import CompiledRule, compile_rule
from simulator.language.patterns import PatternError, Words, compile_any
from simulator.language.rule_files import WORDING, load_rules
from simulator.language.rules import (
    ActFile,
    ClarityFile,
    CoreFile,
    CoreRule,
    FactFile,
    Guard,
    LegalFile,
    Rule,
    ScopeFile,
    StructureFile,
    StructureWeights,
    TurnEndFile,
    VagueFile,
    WordsFile,
)
from simulator.language.scope import Scopes
from simulator.language.structure import StructureModel

CODE_GUARDS: dict[VaguenessCode, tuple[Guard, ...]] = {
    "hedge_approx": ("negated", "mentioned", "question", "small_talk", "figure", "other_mind"),
    "hedge_shield": ("negated", "mentioned", "question", "other_mind", "criterion"),
    "modal_stack": ("mentioned", "question", "polite", "criterion", "deferred", "small_talk", "logistics"),
    "downtoner": ("negated", "mentioned", "question", "logistics"),
    "agentless": ("mentioned", "question", "logistics", "agent_named"),
    "euphemism": ("negated", "mentioned", "question", "logistics"),
    "delay": ("mentioned", "core_said", "plain_core"),
    "sandwich": ("mentioned", "question", "plain_core"),
    "filler": ("mentioned",),
    "nominal": ("negated", "mentioned", "question", "core_said", "plain_core"),
    "counter_question": ("mentioned", "core_said"),
    "drift": ("mentioned", "core_said"),
    "over_explain": ("mentioned", "core_said", "plain_core"),
    "apology": ("mentioned",),
    "false_hope": ("negated", "mentioned", "question"),
    "blame_shift": ("mentioned", "question", "agent_named"),
    "contradiction": ("mentioned", "question"),
    "vague_commitment": ("mentioned", "question", "deferred"),
}
"""Scopes in which a code never counts (domain brief, section 2, column "traps")."""

_CORE_GUARDS: tuple[Guard, ...] = ("negated", "mentioned", "question")
_LEGAL_GUARDS: tuple[Guard, ...] = ("mentioned", "denial", "rights")
_ACT_GUARDS: tuple[Guard, ...] = ("mentioned",)

Label = TypeVar("Label", bound=str)


@dataclass(frozen=True, slots=True)
class Clarity:
    """How a listener asks for the point, and how it is admitted."""

    asks: re.Pattern[str]
    asks_yes_no: re.Pattern[str]
    answers_yes: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TurnEnds:
    """Last words, at the end of a text, that leave something open."""

    goes_on: re.Pattern[str]
    announces: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything `judge` needs for one language."""

    scopes: Scopes
    vague: tuple[CompiledRule[VaguenessCode], ...]
    core: tuple[CompiledRule[str], ...]
    acts: tuple[CompiledRule[Act], ...]
    facts: tuple[CompiledRule[FactKind], ...]
    legal: tuple[CompiledRule[LegalFlag], ...]
    structure: dict[str, re.Pattern[str]]
    """Structural feature to what shows it."""
    structure_model: StructureModel
    clarity: Clarity
    turn_ends: TurnEnds


@cache
def rulebook(language: Language) -> Rulebook:
    """The rules of a language.

    Raises:
        BadInput: a rule file is broken; says file and line, or the rule.
    """
    words = load_rules(language, "words", TypeAdapter(WordsFile))
    vague_file = load_rules(language, "vagueness", TypeAdapter(VagueFile))
    return Rulebook(
        scopes=_scopes(language, words),
        vague=tuple(
            rule
            for code, entries in vague_file.items()
            for rule in _compiled(f"vague.{code}", code, entries, words, language, "vagueness", CODE_GUARDS[code])
        ),
        core=_core(language, words),
        acts=_labelled("act", load_rules(language, "acts", TypeAdapter(ActFile)), words, language, "acts", _ACT_GUARDS),
        facts=_labelled("fact", load_rules(language, "facts", TypeAdapter(FactFile)), words, language, "facts", ()),
        legal=_labelled(
            "legal", load_rules(language, "legal", TypeAdapter(LegalFile)), words, language, "legal", _LEGAL_GUARDS
        ),
        structure=_structure(language, words),
        structure_model=_structure_model(),
        clarity=_clarity(language, words),
        turn_ends=_turn_ends(language, words),
    )


def _compiled(
    prefix: str,
    label: Label,
    entries: Sequence[Rule],
    words: Words,
    language: Language,
    file: str,
    guards: tuple[Guard, ...],
) -> tuple[CompiledRule[Label], ...]:
    where = f"language/{language}/{file}.yaml"
    return tuple(
        compile_rule(label, entry, words, rule_id=f"{prefix}.{entry.id}", where=where, guards=guards)
        for entry in entries
    )


def _labelled(
    prefix: str,
    file: Mapping[Label, Sequence[Rule]],
    words: Words,
    language: Language,
    name: str,
    guards: tuple[Guard, ...],
) -> tuple[CompiledRule[Label], ...]:
    return tuple(
        rule
        for label, entries in file.items()
        for rule in _compiled(f"{prefix}.{label}", label, entries, words, language, name, guards)
    )


def _core(language: Language, words: Words) -> tuple[CompiledRule[str], ...]:
    entries: list[CoreRule] = load_rules(language, "core", TypeAdapter(CoreFile))
    scoped = [entry.model_copy(update={"only_in": entry.scenarios}) for entry in entries]
    return tuple(
        compile_rule(
            entry.id,
            entry,
            words,
            rule_id=f"core.{entry.id}",
            where=f"language/{language}/core.yaml",
            guards=_CORE_GUARDS,
        )
        for entry in scoped
    )


def _scopes(language: Language, words: Words) -> Scopes:
    file = load_rules(language, "scope", TypeAdapter(ScopeFile))
    try:
        return Scopes.compiled(file, words)
    except PatternError as problem:
        raise BadInput(str(problem), where=f"language/{language}/scope.yaml") from problem


def _structure(language: Language, words: Words) -> dict[str, re.Pattern[str]]:
    file = load_rules(language, "structure", TypeAdapter(StructureFile))
    try:
        return {name: compile_any(patterns, words) for name, patterns in file.items()}
    except PatternError as problem:
        raise BadInput(str(problem), where=f"language/{language}/structure.yaml") from problem


def _structure_model() -> StructureModel:
    fitted = load_rules(WORDING, "structure", TypeAdapter(StructureWeights))
    return StructureModel(bias=fitted.bias, threshold_prob=fitted.threshold_prob, weights=fitted.weights)


def _clarity(language: Language, words: Words) -> Clarity:
    file = load_rules(language, "clarity", TypeAdapter(ClarityFile))
    try:
        return Clarity(
            compile_any(file.asks, words), compile_any(file.asks_yes_no, words), compile_any(file.answers_yes, words)
        )
    except PatternError as problem:
        raise BadInput(str(problem), where=f"language/{language}/clarity.yaml") from problem


def _turn_ends(language: Language, words: Words) -> TurnEnds:
    file = load_rules(language, "turn_end", TypeAdapter(TurnEndFile))
    try:
        goes_on, announces = compile_any(file.goes_on, words), compile_any(file.announces, words)
    except PatternError as problem:
        raise BadInput(str(problem), where=f"language/{language}/turn_end.yaml") from problem
    return TurnEnds(re.compile(goes_on.pattern + "$"), re.compile(announces.pattern + "$"))
