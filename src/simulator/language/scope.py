"""When a match does not count: denied, quoted, asked, polite, about logistics, about the other's mind, dated..."""

import re
from dataclasses import dataclass, fields

from simulator.language.patterns import Words, compile_any
from simulator.language.rules import Guard, ScopeFile
from simulator.language.turn import TurnView

_NEGATION_WINDOW_CHARS = 28
"""About four words: a negator further away denies something else (our choice)."""
_MENTION_WINDOW_CHARS = 30
_PATTERN_OF: dict[Guard, str] = {"corrected": "correction", "mentions": "mention_before"}
_QUOTED = re.compile(r"\"[^\"]{1,80}\"|(?<!\w)'[^']{1,80}'(?!\w)")


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scope patterns of one language, compiled."""

    negator_before: re.Pattern[str]
    never_negated: re.Pattern[str]
    mention_before: re.Pattern[str]
    question_start: re.Pattern[str]
    polite: re.Pattern[str]
    logistics: re.Pattern[str]
    other_mind: re.Pattern[str]
    criterion: re.Pattern[str]
    date: re.Pattern[str]
    agent: re.Pattern[str]
    defers_honestly: re.Pattern[str]
    figure: re.Pattern[str]
    correction: re.Pattern[str]
    small_talk: re.Pattern[str]
    denial: re.Pattern[str]
    rights: re.Pattern[str]

    @classmethod
    def compiled(cls, file: ScopeFile, words: Words) -> "Scopes":
        """Compiles the scope file of a language.

        Raises:
            PatternError: a pattern that cannot be compiled.
        """
        return cls(**{f.name: compile_any(getattr(file, f.name), words) for f in fields(cls)})

    def holds(self, guard: Guard, turn: TurnView, start: int, end: int) -> bool:
        """Whether this scope covers the characters [start, end) of the turn."""
        match guard:
            case "negated":
                return self._is_negated(turn, start)
            case "mentioned":
                return self._is_mentioned(turn, start, end)
            case "plain_core":
                return turn.core is not None
            case "core_said":
                return turn.context.core_said
            case "dated" | "deferred" | "agent_named":
                return self._in_turn(guard, turn)
            case "question" | "statement":
                return self.is_question(turn, turn.sentence_index(start)) is (guard == "question")
            case _:
                return self._in_sentence(guard, turn, turn.sentence_index(start))

    def is_question(self, turn: TurnView, index: int) -> bool:
        """A question mark, or no punctuation at all and the opening of a question."""
        key = ("question", index)
        if key not in turn.scopes:
            sentence = turn.sentences[index]
            opens = bool(self.question_start.match(sentence.text.lstrip()))
            turn.scopes[key] = sentence.asks or (not sentence.punctuated and opens)
        return turn.scopes[key]

    def _is_negated(self, turn: TurnView, start: int) -> bool:
        floor = max(turn.sentence_at(start).start, start - _NEGATION_WINDOW_CHARS)
        before = turn.folded[floor:start]
        negators = list(self.negator_before.finditer(before))
        if not negators or re.search(r"[,:]", before[negators[-1].end() :]):
            return False
        return not self.never_negated.match(turn.folded, floor + negators[-1].start())

    def _is_mentioned(self, turn: TurnView, start: int, end: int) -> bool:
        floor = max(0, start - _MENTION_WINDOW_CHARS)
        if self.mention_before.search(turn.folded[floor:start]):
            return True
        around = turn.folded[max(0, start - 80) : end + 80]
        at = start - max(0, start - 80)
        return any(q.start() < at and q.end() > at + (end - start) for q in _QUOTED.finditer(around))

    def _in_turn(self, guard: Guard, turn: TurnView) -> bool:
        pattern = {"dated": self.date, "deferred": self.defers_honestly, "agent_named": self.agent}[guard]
        key = (guard, -1)
        if key not in turn.scopes:
            turn.scopes[key] = bool(pattern.search(turn.folded))
        return turn.scopes[key]

    def _in_sentence(self, guard: Guard, turn: TurnView, index: int) -> bool:
        key = (guard, index)
        if key not in turn.scopes:
            pattern: re.Pattern[str] = getattr(self, _PATTERN_OF.get(guard, guard))
            turn.scopes[key] = bool(pattern.search(turn.sentences[index].text))
        return turn.scopes[key]
