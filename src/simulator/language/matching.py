"""Compiled rules, and where they match in one turn."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from simulator.errors import BadInput
from simulator.flow.labels import ScenarioKind
from simulator.language.patterns import PatternError, Words, compile_any
from simulator.language.rules import Guard, Rule
from simulator.language.sentences import Sentence
from simulator.language.turn import TurnView

Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class CompiledRule(Generic[Label]):
    """A rule ready to search with, under its label (a code, an act, a flag...)."""

    label: Label
    rule_id: str
    rule: Rule
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    guards: tuple[Guard, ...]

    def applies_in(self, scenario: ScenarioKind) -> bool:
        if self.rule.only_in and scenario not in self.rule.only_in:
            return False
        return scenario not in self.rule.not_in


@dataclass(frozen=True, slots=True)
class Hit(Generic[Label]):
    """Characters [start, end) of the turn where a rule matched and no guard held."""

    found: CompiledRule[Label]
    start: int
    end: int
    sentence: Sentence


def compile_rule(
    label: Label, rule: Rule, words: Words, *, rule_id: str, where: str, guards: Sequence[Guard] = ()
) -> CompiledRule[Label]:
    """Compiles one rule; `guards` are those every rule of its file has.

    Raises:
        BadInput: a pattern that cannot be compiled; names the rule.
    """
    try:
        return CompiledRule(
            label=label,
            rule_id=rule_id,
            rule=rule,
            pattern=compile_any(rule.any, words),
            needs=compile_any(rule.needs, words) if rule.needs else None,
            unless=compile_any(rule.unless, words) if rule.unless else None,
            guards=tuple(guard for guard in dict.fromkeys((*guards, *rule.guards)) if guard not in rule.lifts),
        )
    except PatternError as problem:
        raise BadInput(str(problem), where=f"{where}, rule {rule_id}") from problem


def find_hits(
    rules: Iterable[CompiledRule[Label]], turn: TurnView, holds: Callable[[Guard, TurnView, int, int], bool]
) -> Iterator[Hit[Label]]:
    """Every place where a rule matches and counts, rule by rule, in order of place."""
    for compiled in rules:
        if compiled.applies_in(turn.context.scenario):
            yield from _hits_of(compiled, turn, holds)


def _hits_of(
    compiled: CompiledRule[Label], turn: TurnView, holds: Callable[[Guard, TurnView, int, int], bool]
) -> Iterator[Hit[Label]]:
    company: dict[int, bool] = {}
    for match in compiled.pattern.finditer(turn.folded):
        at = turn.sentence_index(match.start())
        if at not in company:
            company[at] = _company_fits(compiled, turn.sentences[at].text)
        if not company[at] or any(holds(guard, turn, *match.span()) for guard in compiled.guards):
            continue
        yield Hit(compiled, match.start(), match.end(), turn.sentences[at])


def _company_fits(compiled: CompiledRule[Label], sentence: str) -> bool:
    if compiled.needs and not compiled.needs.search(sentence):
        return False
    return not (compiled.unless and compiled.unless.search(sentence))
