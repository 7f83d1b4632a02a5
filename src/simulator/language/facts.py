"""What a listener could repeat: the decision, who decided, from when, why, how much, who helps, which paper."""

import re
from collections.abc import Iterator

from simulator.flow.language import Fact, FactKind
from simulator.language.core_message import CONFIRMED_SCORE
from simulator.language.matching import Hit, find_hits
from simulator.language.rulebook import Rulebook
from simulator.language.turn import TurnView

_NAME = re.compile(
    r"(?<=[a-zà-ÿ] )(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)?)"
    r"(?= (?:van|de|du|des|from|of|belt|helpt|vous|will|en|et|and|om|à|at)\b|[.,;!?]|$)"
)
_AFTER_PERSON_PREPOSITION = re.compile(
    r"(?:met|bij|aan|door|naar|vraag|avec|chez|à|par|with|by|to|ask|contact)\s+$", re.I
)


def find_facts(turn: TurnView, rules: Rulebook) -> tuple[Fact, ...]:
    """Facts in order of place; none overlaps another of its kind."""
    found = [*_decision(turn), *_by_rule(turn, rules), *_names(turn)]
    kept: list[Fact] = []
    last_end: dict[str, int] = {}
    for fact in sorted(found, key=lambda f: (f.start, -f.end, f.kind)):
        if fact.start >= last_end.get(fact.kind, 0):
            kept.append(fact)
            last_end[fact.kind] = fact.end
    return tuple(kept)


def _decision(turn: TurnView) -> Iterator[Fact]:
    if turn.core is not None and turn.core_score > CONFIRMED_SCORE:
        yield Fact("decision", *turn.core, turn.text[slice(*turn.core)])


def _by_rule(turn: TurnView, rules: Rulebook) -> Iterator[Fact]:
    for hit in find_hits(rules.facts, turn, rules.scopes.holds):
        start, end = _fact_span(hit, turn)
        yield Fact(hit.found.label, start, end, turn.text[start:end])


def _fact_span(hit: Hit[FactKind], turn: TurnView) -> tuple[int, int]:
    match = hit.found.pattern.match(turn.folded, hit.start)
    if match is None or match.lastgroup is None:
        return hit.start, hit.end
    return match.span(match.lastgroup)


def _names(turn: TurnView) -> Iterator[Fact]:
    """Capitalised names after a preposition a person follows; needs written text, speech-to-text often has none."""
    for match in _NAME.finditer(turn.text):
        if _AFTER_PERSON_PREPOSITION.search(turn.text[max(0, match.start() - 12) : match.start()]):
            yield Fact("person", match.start(), match.end(), match.group())
