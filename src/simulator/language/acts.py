"""Dialogue acts of one turn: those the words show, and those that follow from what else was found."""

from collections.abc import Iterator, Sequence

from simulator.flow.labels import Act, ScenarioKind, VaguenessCode
from simulator.flow.language import ActFinding
from simulator.language.matching import find_hits
from simulator.language.rulebook import Rulebook
from simulator.language.turn import TurnView
from simulator.language.vagueness import FOG_RULE, Cue

NEWS_KINDS: frozenset[ScenarioKind] = frozenset({"c4_talk", "perf_review", "change_cobot", "training_leave"})

_ACT_OF_CODE: dict[VaguenessCode, Act] = {
    "delay": "evade",
    "counter_question": "counter_question",
    "blame_shift": "blame_shift",
    "false_hope": "false_reassure",
    "drift": "digress",
    "vague_commitment": "evade",
}
_STRONG_POINTS = 2.0
_VEILING: frozenset[VaguenessCode] = frozenset({"euphemism", "contradiction", "nominal", "agentless"})


def worded_acts(turn: TurnView, rules: Rulebook) -> tuple[ActFinding, ...]:
    """Acts that words show, as often as they show them."""
    hits = find_hits(rules.acts, turn, rules.scopes.holds)
    return tuple(ActFinding(hit.found.label, hit.start, hit.end, hit.found.rule_id) for hit in hits)


def all_acts(turn: TurnView, worded: Sequence[ActFinding], cues: Sequence[Cue]) -> tuple[ActFinding, ...]:
    """Worded and derived acts in order of place, each once, at its first place."""
    found: dict[Act, ActFinding] = {}
    for act in (*worded, *_derived(turn, cues)):
        earlier = found.get(act.act)
        if earlier is None or act.start < earlier.start:
            found[act.act] = act
    _settle(found)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.end, a.act)))


def _derived(turn: TurnView, cues: Sequence[Cue]) -> Iterator[ActFinding]:
    if turn.core is not None and turn.core_act is not None:
        yield ActFinding(turn.core_act, *turn.core, "act.core")
        if turn.context.core_said:
            yield ActFinding("repeat_core", *turn.core, "act.core")
    for cue in cues:
        act = _ACT_OF_CODE.get(cue.code)
        if act and cue.points >= _STRONG_POINTS:
            yield ActFinding(act, cue.start, cue.end, cue.rule_id)
        if turn.core is None and (cue.code in _VEILING or cue.rule_id == FOG_RULE) and _veils_news(turn, cue):
            yield ActFinding("attempt_news", cue.start, cue.end, cue.rule_id)


def _veils_news(turn: TurnView, cue: Cue) -> bool:
    return turn.context.scenario in NEWS_KINDS and not turn.context.core_said and cue.points >= _STRONG_POINTS


def _settle(found: dict[Act, ActFinding]) -> None:
    """A question that hands the answer to the other is no open question; a plain question mark is one act only."""
    if "counter_question" in found:
        found.pop("open_question", None)
        found.pop("closed_question", None)
    if "open_question" in found:
        found.pop("closed_question", None)
