"""Vague stretches of one turn, each with the points it adds, and the fog test for wordings no list has."""

from dataclasses import dataclass

from simulator.flow.labels import VAGUENESS_WEIGHT, ScenarioKind, VaguenessCode
from simulator.language.matching import CompiledRule, find_hits
from simulator.language.rulebook import Rulebook
from simulator.language.rules import Guard, VagueRule
from simulator.language.structure import CLEAR_ACTS, Seen, structure_features
from simulator.language.turn import TurnView

FOG_RULE = "vague.hedge_approx.fog"
EVASION_RULE = "vague.delay.asked"
FOG_POINTS = 2.0
_MIN_EVASION_WORDS = 3
_FOG_CODE: VaguenessCode = "hedge_approx"

_FOG_GUARDS: tuple[Guard, ...] = ("other_mind", "polite", "deferred", "mentions", "logistics")
_FREE_TALK_KINDS: frozenset[ScenarioKind] = frozenset({"remote_coffee"})
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
    return tuple(sorted(_without_overlaps(cues), key=lambda cue: (cue.start, cue.end, cue.code)))


def find_fog(turn: TurnView, seen: Seen, rules: Rulebook) -> Cue | None:
    """The whole turn as one vague stretch, when its structure alone says that it leaves nothing to repeat.

    Asked only where no cue found the turn vague, because a cue tells the trainee more. A question, a plain core and
    small talk where that is the task are never fog.
    """
    if seen.asks or turn.core is not None or turn.context.scenario in _FREE_TALK_KINDS:
        return None
    if fog_prob(turn, seen, rules) < rules.structure_model.threshold_prob:
        return None
    start = len(turn.text) - len(turn.text.lstrip())
    end = len(turn.text.rstrip())
    places = [(s.start, s.end) for s in turn.sentences]
    guarded = any(rules.scopes.holds(guard, turn, *place) for guard in _FOG_GUARDS for place in places)
    return None if guarded else Cue(start, end, _FOG_CODE, FOG_RULE, FOG_POINTS)


def find_evasion(turn: TurnView, seen: Seen) -> Cue | None:
    """The whole turn, when it answers "Wat bedoelt u precies?" with neither the core nor anything to hold on to."""
    context = turn.context
    if not context.asked_for_clarity or context.core_said or turn.core is not None or seen.legal_flag:
        return None
    if seen.acts & (CLEAR_ACTS | {"greet"}) or len(turn.folded.split(maxsplit=2)) < _MIN_EVASION_WORDS:
        return None
    start = len(turn.text) - len(turn.text.lstrip())
    return Cue(start, len(turn.text.rstrip()), "delay", EVASION_RULE, FOG_POINTS)


def fog_prob(turn: TurnView, seen: Seen, rules: Rulebook) -> float:
    """Probability by structure alone that the turn is vague, 0-1."""
    return rules.structure_model.prob(structure_features(turn, rules.structure, seen))


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
