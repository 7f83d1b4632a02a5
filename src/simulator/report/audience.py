"""Who may see what. Every format is made from what this file lets through, and from nothing else.

trainee: all. trainer: content, without delivery. hr: attendance, scenario and criteria scores; no quote, no words, no
sound, no total (domain brief, section 6).
"""

from dataclasses import dataclass, replace

from simulator.flow.evidence import Evidence
from simulator.flow.labels import Audience, Language
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona
from simulator.flow.report import Advice, CriterionScore, MeasuredValue, RehearsalReport
from simulator.flow.scenario import Scenario
from simulator.flow.talk import Talk, TraineeTurn

NO_TEXT = LocalText("", "", "")


@dataclass(frozen=True, slots=True)
class Attendance:
    """That the exercise was done, and for how long."""

    duration_ms: int
    trainee_turn_count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score as a whole."""

    total: float
    passed: bool
    legal_points_lost: float
    blocked_because: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one audience sees, in one language."""

    audience: Audience
    language: Language
    talk_id: str
    scenario: Scenario
    persona: Persona
    attendance: Attendance
    criteria: tuple[CriterionScore, ...]
    talk: Talk
    """Without turns where the words are not to be seen."""
    outcome: Outcome | None = None
    evidence: tuple[Evidence, ...] = ()
    measures: tuple[MeasuredValue, ...] = ()
    advice: tuple[Advice, ...] = ()
    news_turn: int | None = None
    news_ms: int | None = None

    @property
    def sees_words(self) -> bool:
        return self.audience != "hr"


def show(report: RehearsalReport, audience: Audience, language: Language) -> Shown:
    """The part of a report that this audience may see."""
    talk, feedback = report.talk, report.feedback
    ends = [turn.end_ms for turn in talk.turns]
    starts = [turn.start_ms for turn in talk.turns]
    shown = Shown(
        audience=audience,
        language=language,
        talk_id=talk.talk_id,
        scenario=report.scenario,
        persona=report.persona,
        attendance=Attendance(max(ends, default=0) - min(starts, default=0), len(talk.trainee_turns)),
        criteria=tuple(replace(c, reason=NO_TEXT, evidence_ids=()) for c in feedback.criteria),
        talk=replace(talk, turns=(), applies_norms=True),
    )
    if audience == "hr":
        return shown
    evidence = tuple(e for e in feedback.evidence if may_see(audience, e))
    seen = {e.evidence_id for e in evidence}
    return replace(
        shown,
        talk=talk if audience == "trainee" else _without_delivery(talk),
        criteria=tuple(replace(c, evidence_ids=_only(seen, c.evidence_ids)) for c in feedback.criteria),
        outcome=Outcome(feedback.total, feedback.passed, feedback.legal_points_lost, feedback.blocked_because),
        evidence=evidence,
        measures=tuple(replace(m, evidence_ids=_only(seen, m.evidence_ids)) for m in feedback.measures),
        advice=tuple(replace(a, evidence_ids=_only(seen, a.evidence_ids)) for a in feedback.advice),
        news_turn=feedback.news_turn,
        news_ms=feedback.news_ms,
    )


def may_see(audience: Audience, evidence: Evidence) -> bool:
    """The trainee sees all that is known of the talk; others what its visibility says, and delivery never."""
    if audience == "trainee":
        return True
    return audience in evidence.visibility and evidence.category != "delivery"


def _only(seen: set[str], ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ in seen)


def _without_delivery(talk: Talk) -> Talk:
    """Words stay, sound goes; word times too, since pace can be read from them, and whether norms were switched off."""
    turns = tuple(
        replace(
            turn,
            delivery=None,
            compared=(),
            words=(),
            evidence=tuple(e for e in turn.evidence if may_see("trainer", e)),
        )
        if isinstance(turn, TraineeTurn)
        else turn
        for turn in talk.turns
    )
    return replace(talk, turns=turns, applies_norms=True)
