"""Does this turn alone tell the talk's own core: the decision, rating, incident or request it is about?"""

import re
from dataclasses import dataclass

from simulator.flow.labels import Act
from simulator.flow.language import Judgement
from simulator.language.matching import Hit, find_hits
from simulator.language.rulebook import Rulebook
from simulator.language.rules import CoreRule
from simulator.language.turn import TurnView

_TOLD_SCORE = 0.9
CONFIRMED_SCORE = 0.5
"""A bare "ja" to "Word ik ontslagen?" tells the news, but the other had to pronounce it (domain brief, section 4)."""
_UNTOLD_SCORE = 0.1


@dataclass(frozen=True, slots=True)
class CoreFinding:
    """Where the core was told, if it was, and how surely (0-1)."""

    span: tuple[int, int] | None
    score: float
    act: Act | None = None
    """The dialogue act of telling it this way."""


def find_core(turn: TurnView, rules: Rulebook) -> CoreFinding:
    """The first clause that tells the core of this kind of talk, or a plain yes to a question that named it."""
    hits = sorted(find_hits(rules.core, turn, rules.scopes.holds), key=lambda hit: (hit.start, -hit.end))
    hits = [hit for hit in hits if not _is_denied(hit, turn, rules)]
    if hits:
        rule = hits[0].found.rule
        assert isinstance(rule, CoreRule)
        return CoreFinding((hits[0].start, hits[0].end), _TOLD_SCORE, rule.act)
    confirmed = _confirmation(turn, rules)
    if confirmed:
        return CoreFinding(confirmed, CONFIRMED_SCORE, "deliver_news")
    return CoreFinding(None, _UNTOLD_SCORE)


def _is_denied(hit: Hit[str], turn: TurnView, rules: Rulebook) -> bool:
    """A negator inside or right behind the news of a dismissal denies it, unless the wording needs it.

    The wording needs it ("niet verlengen") when the rule no longer matches with the negator taken out. Only for a
    dismissal: a rating, a request or an incident is often told with a negation ("drie offertes niet op tijd").
    """
    if turn.context.scenario != "c4_talk":
        return False
    negator = rules.scopes.negator_before
    clause = turn.folded[hit.start : hit.end]
    if negator.search(clause):
        without = negator.sub(lambda found: "x" * len(found[0]), clause)
        return hit.found.pattern.search(without) is not None
    behind = turn.folded[hit.end :].lstrip()
    found = negator.match(behind)
    return found is not None and re.match(r"\s*(?:[.,;!]|$)", behind[found.end() :]) is not None


def _confirmation(turn: TurnView, rules: Rulebook) -> tuple[int, int] | None:
    if not turn.context.avatar_before:
        return None
    asked = TurnView(turn.context.avatar_before, turn.context).folded
    if not rules.clarity.asks_yes_no.search(asked):
        return None
    offset = len(turn.folded) - len(turn.folded.lstrip())
    answer = rules.clarity.answers_yes.match(turn.folded, offset)
    return answer.span() if answer else None


def is_only_confirmed(judgement: Judgement) -> bool:
    """Whether the core was told only by confirming what the other had pronounced."""
    return judgement.core_message and judgement.core_score <= CONFIRMED_SCORE
