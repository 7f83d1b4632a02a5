"""Dialogue acts of one turn: those the words show, and those that follow from what else was found."""

from collections.abc import Iterator, Sequence

from simulator.flow.labels import Act, ScenarioKind, VaguenessCode
from simulator.flow.language import ActFinding
from simulator.language.matching import find_hits
from simulator.language.rulebook import Rulebook
from simulator.language.turn import TurnView
from simulator.language.vagueness import Cue

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

Place = tuple[int, int]


def find_acts(turn: TurnView, cues: Sequence[Cue], rules: Rulebook) -> tuple[ActFinding, ...]:
    """Acts in order of place, each once, at its first place."""
    found: dict[Act, ActFinding] = {}
    for act, (start, end), rule_id in (*_worded(turn, rules), *_derived(turn, cues)):
        earlier = found.get(act)
        if earlier is None or start < earlier.start:
            found[act] = ActFinding(act, start, end, rule_id)
    _settle(found)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.end, a.act)))


def _worded(turn: TurnView, rules: Rulebook) -> Iterator[tuple[Act, Place, str]]:
    for hit in find_hits(rules.acts, turn, rules.scopes.holds):
        yield hit.found.label, (hit.start, hit.end), hit.found.rule_id


def _derived(turn: TurnView, cues: Sequence[Cue]) -> Iterator[tuple[Act, Place, str]]:
    if turn.core is not None and turn.core_act is not None:
        yield turn.core_act, turn.core, "act.core"
        if turn.context.core_said:
            yield "repeat_core", turn.core, "act.core"
    for cue in cues:
        act = _ACT_OF_CODE.get(cue.code)
        if act and cue.points >= _STRONG_POINTS:
            yield act, (cue.start, cue.end), cue.rule_id
        if turn.core is None and cue.code in _VEILING and _veils_news(turn, cue):
            yield "attempt_news", (cue.start, cue.end), cue.rule_id


def _veils_news(turn: TurnView, cue: Cue) -> bool:
    return turn.context.scenario in NEWS_KINDS and not turn.context.core_said and cue.points >= _STRONG_POINTS


def _settle(found: dict[Act, ActFinding]) -> None:
    """A question that hands the answer to the other is no open question; a plain question mark is one act only."""
    if "counter_question" in found:
        found.pop("open_question", None)
        found.pop("closed_question", None)
    if "open_question" in found:
        found.pop("closed_question", None)
