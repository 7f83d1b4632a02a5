"""Rules and reading as one judgement: how vague, what was told, and where it stands in the text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from simulator.flow.labels import ACTS, LEGAL_FLAGS, VAGUENESS_WEIGHT, Act, LegalFlag, VaguenessCode
from simulator.flow.language import ActFinding, Judgement, LegalFinding, Span, TurnContext
from simulator.language.core_message import CONFIRMED_SCORE, is_only_confirmed
from simulator.language.learned.reader import LearnedReader
from simulator.language.learned.reading import Reading, Stretch
from simulator.language.learned.weighing import CORE_FROM_PROB, SHORT_WORDS, Opinion, Ruling
from simulator.language.legal import legal_wording
from simulator.language.severity import VAGUE_FROM
from simulator.language.structure import CLEAR_ACTS
from simulator.language.vagueness import FOG_RULE
from simulator.language.wording_files import vagueness_wording

READ_SPAN_FROM: Final = 0.5
"""Probability from which a stretch is shown beside those of the rules; the surest is shown in any case."""
_LONE_WORDS: Final = 2
_CLAUSE_END: Final = re.compile(r"[.,;:!?]+(?=\s|$)")
_MAX_SENTENCES: Final = 8
"""Of a turn, read again on their own to find where the core or a flag stands."""
_VEILING_ACTS: Final[frozenset[Act]] = frozenset({"attempt_news", "evade", "digress", "false_reassure", "blame_shift"})
"""Follow from vague stretches; they fall with them."""
_GIVING_ACTS: Final[frozenset[Act]] = frozenset({*CLEAR_ACTS, "open_question"}) - {
    "acknowledge_emotion", "close", "third_party", "recover", "cultural_adapt", "propose_solution", "give_reason",
}  # fmt: skip
"""Give or ask something one can hold; of the corpus' vague utterances 3 % do, of its clear ones 57 %."""
_STALLING: Final[frozenset[VaguenessCode]] = frozenset({"delay", "drift"})


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules alone made of a turn."""

    judgement: Judgement
    sentences: tuple[tuple[int, int], ...] = ()

    def ruling(self, context: TurnContext) -> Ruling:
        """The part that the weighing looks at."""
        found = self.judgement
        return Ruling(
            severity=found.severity,
            is_fog=any(span.rule_id == FOG_RULE for span in found.spans),
            has_core=found.core_message and not is_only_confirmed(found),
            flags=frozenset(each.flag for each in found.legal),
            asked_for_clarity=context.asked_for_clarity,
            is_short=len(found.text.split()) <= SHORT_WORDS,
            gives_something=any(each.act in CLEAR_ACTS for each in found.acts),
        )


def merged(ruled: Ruled, reader: LearnedReader, context: TurnContext) -> Judgement:
    """The judgement of rules and reading together."""
    found = ruled.judgement
    reading = reader.read(found.text, found.language, context)
    if context.core_said or context.avatar_before:
        alone = reader.read(found.text, found.language, TurnContext(scenario=context.scenario))
        reading = with_what_stands_alone(reading, alone)
    opinion = reader.weighing.opinion(ruled.ruling(context), reading)
    places = _Places(ruled, lambda start, end: reader.read(found.text[start:end], found.language, context))
    has_core = is_only_confirmed(found) or opinion.core_prob >= CORE_FROM_PROB
    return replace(
        found,
        severity=opinion.severity,
        vague_score=round(opinion.vague_prob, 4),
        core_message=has_core,
        core_score=found.core_score if is_only_confirmed(found) else _told_score(opinion),
        spans=tuple(_spans(found, opinion, reading, context)),
        acts=tuple(_acts(ruled, opinion, reading, has_core=has_core, is_told=context.core_said)),
        legal=tuple(_legal(found, opinion, places)),
        core_span=(found.core_span or places.core()) if has_core else None,
    )


def with_what_stands_alone(reading: Reading, alone: Reading) -> Reading:
    """What a turn says whatever came before it: the core is what this utterance alone tells (the contract of `simulator
    judge`), and the law does not depend on the talk (guideline of the corpus). Context may add to both, not take away.
    """
    legal = (max(pair) for pair in zip(reading.legal_logits, alone.legal_logits, strict=True))
    return replace(reading, core_logit=max(reading.core_logit, alone.core_logit), legal_logits=tuple(legal))


def _told_score(opinion: Opinion) -> float:
    """Above that of a core which was only confirmed, where it was told."""
    is_told = opinion.core_prob >= CORE_FROM_PROB
    return round(max(opinion.core_prob, CONFIRMED_SCORE + 0.01) if is_told else opinion.core_prob, 4)


class _Places:
    """Where in a turn of several sentences something stands; each sentence is read once, and only if asked."""

    def __init__(self, ruled: Ruled, read: Callable[[int, int], Reading]) -> None:
        self._text, self._read = ruled.judgement.text, read
        self._sentences = ruled.sentences[:_MAX_SENTENCES] or ((0, len(self._text)),)

    def core(self) -> tuple[int, int]:
        return self._surest(lambda reading: reading.core_logit)

    def flag(self, flag: LegalFlag) -> tuple[int, int]:
        index = LEGAL_FLAGS.index(flag)
        return self._surest(lambda reading: reading.legal_logits[index])

    def _surest(self, score: Callable[[Reading], float]) -> tuple[int, int]:
        sentences = self._sentences
        best = max(sentences, key=lambda place: score(self._read(*place))) if len(sentences) > 1 else sentences[0]
        return trimmed(self._text, *best)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the spaces at its edges."""
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def quotable(text: str, start: int, end: int) -> tuple[int, int]:
    """The place in whole words; one of a word or two grows to its clause, so that a reader sees what is meant."""
    start = text.rfind(" ", 0, start + 1) + 1
    after = text.find(" ", end)
    end = len(text) if after < 0 else after
    if len(text[start:end].split()) <= _LONE_WORDS:
        start = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
        found = _CLAUSE_END.search(text, end - 1)
        end = found.end() if found else len(text)
    return trimmed(text, start, end)


def _spans(found: Judgement, opinion: Opinion, reading: Reading, context: TurnContext) -> Iterator[Span]:
    """Those of the rules, and stretches that only the reading sees. In a clear turn none but fillers, and once the news
    is told who is blamed for it: that is about ownership, and nothing vague.
    """
    if opinion.severity == 0:
        stay = ("filler", "blame_shift") if context.core_said else ("filler",)
        yield from (span for span in found.spans if span.code in stay)
        return
    ruled = [span for span in found.spans if span.rule_id != FOG_RULE]
    read = [each for each in reading.stretches if each.prob >= READ_SPAN_FROM and not _overlaps(each, ruled)]
    if not read and not any(VAGUENESS_WEIGHT[span.code] for span in ruled):
        read = [each for each in reading.stretches if VAGUENESS_WEIGHT[each.code]][:1]
    spans = [*ruled, *(_span(each, found.text, context) for each in read)]
    yield from sorted(spans or found.spans, key=lambda span: (span.start, span.end, span.code))


def _overlaps(stretch: Stretch, spans: list[Span]) -> bool:
    return any(stretch.code == span.code and span.overlaps(stretch.start, stretch.end) for span in spans)


def _span(stretch: Stretch, text: str, context: TurnContext) -> Span:
    wording = vagueness_wording()
    start, end = quotable(text, stretch.start, stretch.end)
    return Span(
        start=start,
        end=end,
        code=stretch.code,
        rule_id=f"vague.{stretch.code}.read",
        reason=wording.codes[stretch.code].reason,
        suggestion=wording.suggestion_of_code(stretch.code, context.scenario),
    )


def _acts(ruled: Ruled, opinion: Opinion, reading: Reading, *, has_core: bool, is_told: bool) -> Iterator[ActFinding]:
    found = ruled.judgement
    worded = {each.act for each in found.acts}
    blames = is_told and "blame_shift" in worded
    read = reading.acts - ({"own_responsibility"} if blames else set())
    read -= {"reflect"} if "feedback_person" in worded else set()  # "ge zijt lui" gives nothing back
    if opinion.severity >= VAGUE_FROM and len(ruled.sentences) <= 1:
        read -= _GIVING_ACTS
    stalling = [span for span in found.spans if span.code in _STALLING and opinion.severity >= VAGUE_FROM]
    veiling = _VEILING_ACTS - ({"blame_shift"} if is_told else set())
    for each in found.acts:
        has_fallen = each.act in veiling and opinion.severity < VAGUE_FROM and each.act not in read
        is_core_gone = each.rule_id == "act.core" and not has_core
        is_disowned = blames and each.act == "own_responsibility"
        is_stalling = each.act == "open_question" and any(span.overlaps(each.start, each.end) for span in stalling)
        if not (has_fallen or is_core_gone or is_disowned or is_stalling):
            yield each
    place = trimmed(found.text, 0, len(found.text))
    yield from (ActFinding(act, *place, f"read.{act}") for act in ACTS if act in read - worded)


def _legal(found: Judgement, opinion: Opinion, places: _Places) -> Iterator[LegalFinding]:
    ruled = {each.flag: each for each in found.legal}
    for flag in sorted(opinion.flags, key=lambda each: -opinion.flags[each]):
        if flag in ruled:
            yield ruled[flag]
            continue
        wording = legal_wording()[flag]
        start, end = places.flag(flag)
        yield LegalFinding(flag, start, end, f"read.{flag}", wording.message, wording.source, wording.last_verified)
