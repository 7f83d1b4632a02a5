"""A judgement as evidence: each finding with its quote, its place in text and time, and what the trainee reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from simulator.flow.evidence import Evidence, Polarity
from simulator.flow.labels import VAGUENESS_WEIGHT, Act, Audience, EvidenceCategory, VaguenessCode
from simulator.flow.language import ActFinding, Judgement
from simulator.flow.local_text import LocalText
from simulator.flow.speech import Word
from simulator.language.core_message import is_only_confirmed
from simulator.language.timing import TimeLine
from simulator.language.wording_files import act_wording, fact_wording

_AUDIENCE: tuple[Audience, ...] = ("trainee", "trainer")
"""Quotes never go to HR by default: HR sees criteria scores (domain brief, section 6)."""
_ACT_WEIGHT = 1.0
_FACT_WEIGHT = 1.0
_LEGAL_WEIGHT = 3.0
_SAME_FAULT: Final[Mapping[Act, frozenset[VaguenessCode]]] = {
    "attempt_news": frozenset({"euphemism", "contradiction", "nominal", "agentless", "delay"}),
    "evade": frozenset({"delay"}),
    "digress": frozenset({"drift", "delay"}),
    "blame_shift": frozenset({"blame_shift"}),
    "false_reassure": frozenset({"false_hope"}),
    "counter_question": frozenset({"counter_question"}),
}
"""Acts and the codes that blame the same words for the same thing: a trainee is told once."""


def evidence_of(
    judgement: Judgement, *, item_id: str, words: Sequence[Word], start_ms: int, end_ms: int
) -> tuple[Evidence, ...]:
    """Every finding of a turn as evidence, in order of place.

    Args:
        judgement: what was found.
        item_id: the turn it was found in; evidence ids are "<item_id>:<rule_id>:<ordinal>".
        words: recognised words with times; may be empty (text mode).
        start_ms, end_ms: the turn on the input clock.

    Returns:
        Evidence with the time of the words that overlap its characters, or in proportion to the characters where
        no word does.
    """
    line = TimeLine.of(judgement.text, words, start_ms=start_ms, end_ms=end_ms)
    counts: dict[str, int] = {}
    placed: list[Evidence] = []
    for draft in sorted(_findings(judgement), key=lambda e: (e.char_start, e.char_end, e.rule_id)):
        counts[draft.rule_id] = counts.get(draft.rule_id, 0) + 1
        begin, end = line.between(draft.char_start, draft.char_end)
        placed.append(
            replace(
                draft,
                evidence_id=f"{item_id}:{draft.rule_id}:{counts[draft.rule_id]}",
                item_id=item_id,
                start_ms=begin,
                end_ms=end,
            )
        )
    return tuple(placed)


def _findings(judgement: Judgement) -> Iterator[Evidence]:
    yield from _vague_spans(judgement)
    yield from _core(judgement)
    yield from _acts(judgement)
    yield from _facts(judgement)
    yield from _legal(judgement)


def _draft(
    judgement: Judgement,
    place: tuple[int, int],
    rule_id: str,
    category: EvidenceCategory,
    polarity: Polarity,
    weight: float,
    message: LocalText,
) -> Evidence:
    start, end = place
    return Evidence(
        evidence_id="",
        rule_id=rule_id,
        category=category,
        polarity=polarity,
        weight=weight,
        item_id="",
        char_start=start,
        char_end=end,
        start_ms=0,
        end_ms=0,
        quote=judgement.text[start:end],
        message=message,
        visibility=_AUDIENCE,
    )


def _vague_spans(judgement: Judgement) -> Iterator[Evidence]:
    # Weights of the codes add up to the severity that was judged: a rubric then measures what was judged.
    total = sum(VAGUENESS_WEIGHT[code] for code in {span.code for span in judgement.spans})
    for span in judgement.spans:
        weight = VAGUENESS_WEIGHT[span.code] * judgement.severity / total if total else 0.0
        polarity: Polarity = "negative" if weight else "neutral"
        draft = _draft(judgement, (span.start, span.end), span.rule_id, "vagueness", polarity, weight, span.reason)
        yield replace(draft, suggestion=span.suggestion)


def _core(judgement: Judgement) -> Iterator[Evidence]:
    if judgement.core_span is None:
        return
    wording = fact_wording()
    message = wording.core_confirmed if is_only_confirmed(judgement) else wording.core
    yield _draft(judgement, judgement.core_span, "core", "clarity", "positive", judgement.core_score, message)


def _acts(judgement: Judgement) -> Iterator[Evidence]:
    for act in judgement.acts:
        told = act_wording()[act.act]
        place = (act.start, act.end)
        polarity = "neutral" if _is_told_by_span(act, judgement) else told.polarity
        yield _draft(judgement, place, f"act.{act.act}", told.category, polarity, _ACT_WEIGHT, told.message)


def _is_told_by_span(act: ActFinding, judgement: Judgement) -> bool:
    codes = _SAME_FAULT.get(act.act, frozenset())
    return any(
        span.code in codes and VAGUENESS_WEIGHT[span.code] and span.overlaps(act.start, act.end)
        for span in judgement.spans
    )


def _facts(judgement: Judgement) -> Iterator[Evidence]:
    for fact in judgement.facts:
        message = fact_wording().facts[fact.kind]
        place = (fact.start, fact.end)
        yield _draft(judgement, place, f"fact.{fact.kind}", "clarity", "positive", _FACT_WEIGHT, message)


def _legal(judgement: Judgement) -> Iterator[Evidence]:
    for flag in judgement.legal:
        place = (flag.start, flag.end)
        draft = _draft(judgement, place, f"legal.{flag.flag}", "legal", "negative", _LEGAL_WEIGHT, flag.message)
        yield replace(draft, source=f"{flag.source} (last_verified {flag.last_verified})")
