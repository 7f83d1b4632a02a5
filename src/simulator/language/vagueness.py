"""Vague stretches of one turn, each with the points it adds, and the fog test for wordings no list has."""

from dataclasses import dataclass

from simulator.flow.labels import VAGUENESS_WEIGHT, ScenarioKind, VaguenessCode
from simulator.language.matching import CompiledRule, find_hits
from simulator.language.rulebook import Rulebook, Weighed
from simulator.language.rules import VagueRule
from simulator.language.turn import TurnView

FOG_RULE = "vague.hedge_approx.fog"
FOG_POINTS = 2.0
_FOG_CODE: VaguenessCode = "hedge_approx"
_MIN_FOG_WORDS = 5
"""Shorter sentences ("Kom, zeg het eens.") carry no message that could be foggy."""

SMALL_TALK_KINDS: frozenset[ScenarioKind] = frozenset({"remote_coffee", "partner_uk"})
"""Talks in which small talk is the task; it neither delays nor drifts there."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A vague stretch with the points it adds to severity."""

    start: int
    end: int
    code: VaguenessCode
    rule_id: str
    points: float
    rule: VagueRule | None = None


def find_cues(turn: TurnView, rules: Rulebook) -> tuple[Cue, ...]:
    """Every vague stretch that counts, in order of place; of overlapping ones with the same code the longest."""
    cues = [
        Cue(hit.start, hit.end, hit.found.label, hit.found.rule_id, points_of(hit.found), _vague(hit.found))
        for hit in find_hits(_in_force(rules, turn), turn, rules.scopes.holds)
    ]
    longest = _without_overlaps(cues)
    fog = [] if any(cue.points >= FOG_POINTS for cue in longest) else _foggy_sentences(turn, rules)
    return tuple(sorted([*longest, *fog], key=lambda cue: (cue.start, cue.end, cue.code)))


def points_of(found: CompiledRule[VaguenessCode]) -> float:
    """Points of a rule: its own, or the weight of its code."""
    rule = _vague(found)
    return rule.points if rule.points is not None else float(VAGUENESS_WEIGHT[found.label])


def _vague(found: CompiledRule[VaguenessCode]) -> VagueRule:
    assert isinstance(found.rule, VagueRule)
    return found.rule


def _in_force(rules: Rulebook, turn: TurnView) -> list[CompiledRule[VaguenessCode]]:
    if turn.context.scenario not in SMALL_TALK_KINDS:
        return list(rules.vague)
    return [rule for rule in rules.vague if rule.label not in {"delay", "drift"}]


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    kept: dict[VaguenessCode, list[Cue]] = {}
    for cue in sorted(cues, key=lambda c: (c.code, -c.points, c.start - c.end, c.start)):
        kept.setdefault(cue.code, [])
        if all(cue.end <= other.start or cue.start >= other.end for other in kept[cue.code][-64:]):
            kept[cue.code].append(cue)
    return [cue for same_code in kept.values() for cue in same_code]


def _foggy_sentences(turn: TurnView, rules: Rulebook) -> list[Cue]:
    """Sentences that tell nothing a listener could repeat: no date, figure, doer or thing, only loose words."""
    if turn.core is not None or turn.context.scenario == "remote_coffee":
        return []
    return [
        Cue(s.start, s.start + len(s.text.rstrip()), _FOG_CODE, FOG_RULE, FOG_POINTS)
        for index, s in enumerate(turn.sentences)
        if len(s.text.split(maxsplit=_MIN_FOG_WORDS)) >= _MIN_FOG_WORDS
        and not any(rules.scopes.holds(guard, turn, s.start, s.end) for guard in ("other_mind", "polite", "mentioned"))
        and not rules.scopes.is_question(turn, index)
        and _fog_of(s.text, rules) >= rules.structure.threshold
    ]


def _fog_of(sentence: str, rules: Rulebook) -> float:
    return _sum(rules.structure.fog, sentence) - _sum(rules.structure.anchors, sentence)


def _sum(cues: tuple[Weighed, ...], sentence: str) -> float:
    return sum(points for pattern, points in cues if pattern.search(sentence))
