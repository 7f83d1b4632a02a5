"""What measures look at: the talk with its evidence, indexed by rule and by place.

Acts, codes and facts are read from the rule id of evidence and from nothing else, so that a deleted evidence is gone.
"""

from collections.abc import Iterable
from functools import cached_property

from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn

SEVERITY_MAX = 3

PRESSURE: frozenset[Intent] = frozenset(
    {"ask_clarity", "ask_yes_no", "insist", "deny", "protest", "threaten_legal", "bargain", "push_back"}
)
"""What the persona does to move the speaker off the core."""

REASON_RULES = ("act.give_reason", "fact.reason")
RECEPTION_RULES = ("act.acknowledge_emotion", "act.reflect", "act.silence_offer", "act.open_question")


class TalkView:
    """One talk and the evidence that counts, in one order whatever order it came in."""

    def __init__(self, talk: Talk, evidence: Iterable[Evidence]) -> None:
        self.talk = talk
        self.trainee_turns = talk.trainee_turns
        self._place = {turn.item_id: index for index, turn in enumerate(talk.turns)}
        self._ordinal = {turn.item_id: index for index, turn in enumerate(self.trainee_turns, start=1)}
        self.evidence = tuple(sorted((e for e in evidence if e.item_id in self._ordinal), key=self._sort_key))
        self._by_rule: dict[str, list[Evidence]] = {}
        self._by_turn: dict[str, list[Evidence]] = {}
        self._having: dict[tuple[str, ...], tuple[Evidence, ...]] = {}
        for found in self.evidence:
            self._by_rule.setdefault(rule_key(found.rule_id), []).append(found)
            self._by_turn.setdefault(found.item_id, []).append(found)

    def _sort_key(self, e: Evidence) -> tuple[int, int, int, int, int, str, str]:
        return (e.start_ms, e.end_ms, self._place[e.item_id], e.char_start, e.char_end, e.rule_id, e.evidence_id)

    def having(self, *rules: str) -> tuple[Evidence, ...]:
        """Evidence of any of these rules ("act.reflect", "core", "legal"), by place in the talk."""
        if rules not in self._having:
            found = [e for key, group in self._by_rule.items() if _matches(key, rules) for e in group]
            self._having[rules] = tuple(sorted(found, key=lambda e: (*self.position(e), self._sort_key(e))))
        return self._having[rules]

    def ordinal(self, evidence: Evidence) -> int:
        """Which trainee turn it was seen in, from 1."""
        return self._ordinal[evidence.item_id]

    def position(self, evidence: Evidence) -> tuple[int, int]:
        """Trainee turn and first character: where in the talk it stands, also when times are coarse."""
        return self.ordinal(evidence), evidence.char_start

    def turn(self, evidence: Evidence) -> TraineeTurn:
        return self.trainee_turns[self.ordinal(evidence) - 1]

    def spoken_after(self, turn: TraineeTurn) -> Turn | None:
        """The next turn in which somebody says something."""
        for later in self.talk.turns[self._place[turn.item_id] + 1 :]:
            if later.text.strip():
                return later
        return None

    def avatar_before(self, turn: TraineeTurn) -> AvatarTurn | None:
        """What the persona did directly before this turn."""
        place = self._place[turn.item_id]
        before = self.talk.turns[place - 1] if place else None
        return before if isinstance(before, AvatarTurn) else None

    @cached_property
    def news(self) -> Evidence | None:
        """The clause that first told the core."""
        cores = self.having("core")
        return cores[0] if cores else None

    @property
    def news_ordinal(self) -> int | None:
        return self.ordinal(self.news) if self.news else None

    def is_before_news(self, evidence: Evidence) -> bool:
        return self.news is not None and self.position(evidence) < self.position(self.news)

    def is_after_news(self, evidence: Evidence) -> bool:
        """Behind the clause that told the core; what stands inside that clause is not after it."""
        return self.news is not None and self.position(evidence) >= (self.ordinal(self.news), self.news.char_end)

    def after_news(self, *rules: str) -> tuple[Evidence, ...]:
        return tuple(e for e in self.having(*rules) if self.is_after_news(e))

    def in_turns_after_news(self, count: int, *rules: str) -> tuple[Evidence, ...]:
        """Evidence in the `count` trainee turns that follow the turn of the news."""
        told = self.news_ordinal
        if told is None:
            return ()
        return tuple(e for e in self.having(*rules) if told < self.ordinal(e) <= told + count)

    def beside(self, evidence: Evidence, *rules: str) -> tuple[Evidence, ...]:
        """Evidence of these rules in the same turn."""
        return tuple(e for e in self._by_turn[evidence.item_id] if _matches(rule_key(e.rule_id), rules))

    def vagueness_by_turn(self) -> dict[int, tuple[Evidence, ...]]:
        """Vague spans that count, per trainee turn."""
        spans: dict[int, list[Evidence]] = {}
        for span in self.having("vague"):
            if span.weight > 0:
                spans.setdefault(self.ordinal(span), []).append(span)
        return {ordinal: tuple(group) for ordinal, group in sorted(spans.items())}

    @cached_property
    def pressed_turns(self) -> tuple[TraineeTurn, ...]:
        """Trainee turns after the news that answer pressure."""
        told = self.news_ordinal
        if told is None:
            return ()
        return tuple(turn for turn in self.trainee_turns[told:] if self.is_pressed(turn))

    def is_pressed(self, turn: TraineeTurn) -> bool:
        before = self.avatar_before(turn)
        return before is not None and before.intent in PRESSURE


def rule_key(rule_id: str) -> str:
    """The named part of a rule id: "vague.euphemism.3" is the rule "vague.euphemism"."""
    return ".".join(rule_id.split(".")[:2])


def _matches(key: str, rules: tuple[str, ...]) -> bool:
    return key in rules or key.partition(".")[0] in rules


def severity(spans: Iterable[Evidence]) -> int:
    """Vagueness 0-3 of one turn: each code once, weights added, at most 3 (domain brief, section 2)."""
    by_code: dict[str, float] = {}
    for span in spans:
        code = rule_key(span.rule_id)
        by_code[code] = max(by_code.get(code, 0.0), span.weight)
    return min(SEVERITY_MAX, round(sum(by_code.values())))
