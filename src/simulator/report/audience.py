"""Who may see what. Every format is made from what this file lets through, and from nothing else.

trainee: all. trainer: content, without delivery. hr: attendance, scenario, criteria scores and the words the trainee
chose for it; no other words, no sound, no total, and nothing a trainer wrote in free text, which could repeat the
trainee's words (domain brief, section 6).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from simulator.flow.evidence import Evidence
from simulator.flow.labels import Audience, Language
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona
from simulator.flow.report import Advice, CriterionScore, MeasuredValue, RehearsalReport
from simulator.flow.scenario import Scenario
from simulator.flow.sharing import Beside, ChosenQuote, Remark, ScoreOverride
from simulator.flow.talk import NOTHING_OF_THE_VOICE, AvatarTurn, Talk, TraineeTurn, speaker_of
from simulator.report.shelf import Shelf

NO_TEXT = LocalText("", "", "")


@dataclass(frozen=True, slots=True)
class Attendance:
    """That the exercise was done, and for how long; what a fork took over was done before."""

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
class ShownQuote:
    """Words of one trainee turn that HR may read."""

    turn: int
    """Which of the trainee's turns, from 1."""
    parts: tuple[str | None, ...]
    """In order; None where the trainee left something out, however long it was."""


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
    overrides: tuple[ScoreOverride, ...] = ()
    """Points given by a trainer, in order; of each criterion the last one holds."""
    trainer_total: float | None = None
    """The total with the trainer's points; None where there are none, or not for this audience."""
    remarks: tuple[Remark, ...] = ()
    quotes: tuple[ShownQuote, ...] = ()
    earlier: tuple["Shown", ...] = ()
    """Earlier attempts of the same person at the same exercise, oldest first, as this audience may see them."""
    shelf: Shelf = field(default_factory=Shelf)
    second: Persona | None = None
    """Who sat at the table too."""

    @property
    def at_table(self) -> str:
        """The names of all with whom the trainee talked."""
        return self.persona.name if self.second is None else f"{self.persona.name} + {self.second.name}"

    def speaker(self, turn: AvatarTurn) -> Persona:
        """Who said this."""
        return speaker_of(turn, self.persona, self.second)

    @property
    def sees_words(self) -> bool:
        return self.audience != "hr"

    @property
    def in_force(self) -> dict[str, ScoreOverride]:
        """The trainer's points that hold, by criterion."""
        return {given.criterion_id: given for given in self.overrides}


def show(report: RehearsalReport, audience: Audience, language: Language, beside: Beside | None = None) -> Shown:
    """The part of a report, and of what was put beside it, that this audience may see."""
    beside = beside or Beside()
    talk, feedback = report.talk, report.feedback
    ends = [turn.end_ms for turn in talk.own_turns]
    starts = [turn.start_ms for turn in talk.own_turns]
    said = sum(isinstance(turn, TraineeTurn) for turn in talk.own_turns)
    shown = Shown(
        audience=audience,
        language=language,
        talk_id=talk.talk_id,
        scenario=report.scenario,
        persona=report.persona,
        second=report.second,
        attendance=Attendance(max(ends, default=0) - min(starts, default=0), said),
        criteria=tuple(replace(c, reason=NO_TEXT, evidence_ids=()) for c in feedback.criteria),
        talk=replace(talk, turns=(), applies_norms=True, taken_back=(), forked_from=None),
    )
    if audience == "hr":
        given = tuple(replace(o, reason="", by=replace(o.by, name=None)) for o in beside.overrides)
        return replace(shown, overrides=given, quotes=_quotes(talk, beside.quotes))
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
        overrides=beside.overrides,
        trainer_total=beside.total,
        remarks=beside.remarks,
    )


def without_sound(report: RehearsalReport) -> RehearsalReport:
    """The report as if nothing of the voice had been measured: the trainee no longer agrees to that."""
    evidence = tuple(e for e in report.feedback.evidence if e.category != "delivery")
    return replace(
        report,
        talk=_with_each(report.talk, _soundless),
        feedback=replace(report.feedback, evidence=evidence),
    )


def may_see(audience: Audience, evidence: Evidence) -> bool:
    """The trainee sees all that is known of the talk; others what its visibility says, and delivery never."""
    if audience == "trainee":
        return True
    return audience in evidence.visibility and evidence.category != "delivery"


def _only(seen: set[str], ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ in seen)


def _quotes(talk: Talk, chosen: tuple[ChosenQuote, ...]) -> tuple[ShownQuote, ...]:
    """The chosen turns in the order of the talk; what was left out is not there any more after this."""
    hidden: dict[str, tuple[tuple[int, int], ...]] = {quote.item_id: quote.hidden for quote in chosen}
    return tuple(
        ShownQuote(number, _without(turn.text, hidden[turn.item_id]))
        for number, turn in enumerate(talk.trainee_turns, start=1)
        if turn.item_id in hidden
    )


def _without(text: str, hidden: tuple[tuple[int, int], ...]) -> tuple[str | None, ...]:
    parts: list[str | None] = []
    at = 0
    for start, end in sorted(hidden):
        if end <= at:
            continue
        if start > at:
            parts.append(text[at:start])
        if not parts or parts[-1] is not None:
            parts.append(None)
        at = end
    return (*parts, text[at:]) if at < len(text) else tuple(parts)


def _without_delivery(talk: Talk) -> Talk:
    """Words stay, sound goes; word times too, since pace can be read from them, and whether norms were switched off."""
    return replace(_with_each(talk, _for_trainer), applies_norms=True)


def _for_trainer(turn: TraineeTurn) -> TraineeTurn:
    return replace(_soundless(turn), evidence=tuple(e for e in turn.evidence if may_see("trainer", e)))


def _soundless(turn: TraineeTurn) -> TraineeTurn:
    return replace(turn, **NOTHING_OF_THE_VOICE)


def _with_each(talk: Talk, change: Callable[[TraineeTurn], TraineeTurn]) -> Talk:
    """The talk with every turn of the trainee changed, those that were taken back too."""
    turns = tuple(change(turn) if isinstance(turn, TraineeTurn) else turn for turn in talk.turns)
    return replace(talk, turns=turns, taken_back=tuple(map(change, talk.taken_back)))
