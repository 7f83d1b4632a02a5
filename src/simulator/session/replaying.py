"""A kept talk told again: is its report what its events give, and if not, what changed?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from simulator import language
from simulator.authoring import Catalog
from simulator.errors import NotFound
from simulator.flow.language import Judgement
from simulator.flow.talk import TraineeTurn, Turn
from simulator.session.archive import dump_report, load_report, to_plain
from simulator.session.differences import Difference, differences
from simulator.session.kept_talk import KeptTalk, tell_again
from simulator.session.planned import MadeBy, PlannedTalk
from simulator.session.record import report_of, talk_of
from simulator.session.rehearsal import context_of
from simulator.store import Store


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of a kept report."""

    session_id: str
    has_report: bool
    """False: the talk was cut off, or is still under way."""
    differences: tuple[Difference, ...]
    """Between the kept report and the one its events give now; none without a report."""
    versions: tuple[Difference, ...]
    """What the talk rested on and is different now."""
    is_log_untouched: bool
    """The events are those that were sealed."""
    is_report_untouched: bool
    """The report is the one that was sealed."""
    is_forgotten: bool = False
    """What the talk took over has gone at the end of its term: its seals are all that can be checked."""

    @property
    def is_same(self) -> bool:
        return self.has_report and not self.is_forgotten and not self.differences

    @property
    def is_explained(self) -> bool:
        """Nothing was changed behind our back, and a difference is that of another program."""
        if not (self.is_log_untouched and self.is_report_untouched):
            return False
        return not self.differences or any(found.where == "program" for found in self.versions)


@dataclass(frozen=True, slots=True)
class RejudgedTurn:
    """A turn that would be judged otherwise today."""

    item_id: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Rejudgement:
    """The kept words before today's rules."""

    turns: tuple[RejudgedTurn, ...]
    total_kept: float | None
    total_now: float | None
    """Both None where a part of what they count is not kept any more."""


async def replay(store: Store, session_id: str, *, catalog: Catalog, today: MadeBy) -> tuple[Replay, KeptTalk]:
    """Tells a talk again and lays its report beside the kept one.

    Args:
        catalog, today: content and program as they are now, to say what changed.

    Raises:
        NotFound: no such session, or nothing was kept of it.
        BadInput: it was kept by a version that cannot be told again.
    """
    talk = tell_again(session_id, await store.events(session_id))
    try:
        content = await store.report(session_id)
    except NotFound:
        return Replay(
            session_id, False, (), tuple(_changed(talk.planned, catalog, today)), talk.is_untouched, True
        ), talk
    found = () if talk.is_forgotten else tuple(_differences(talk, content))
    return (
        Replay(
            session_id=session_id,
            has_report=True,
            differences=found,
            versions=tuple(_changed(talk.planned, catalog, today)),
            is_log_untouched=talk.is_untouched,
            is_report_untouched=_is_sealed_report(talk, content),
            is_forgotten=talk.is_forgotten,
        ),
        talk,
    )


def _differences(talk: KeptTalk, content: bytes) -> Iterator[Difference]:
    told_again = dump_report(talk.report(is_cut_off=load_report(content).talk.is_cut_off))
    if told_again != content:
        yield from differences(json.loads(content), json.loads(told_again))


def rejudge(talk: KeptTalk) -> Rejudgement:
    """What today's rules and heads make of the kept words, each turn in the light in which it was heard."""
    plan = talk.planned.plan(talk.session_id)
    changed: list[RejudgedTurn] = []
    now: dict[str, Turn] = dict(talk.turns)
    for state, last, turn in talk.moments():
        judged = _judged_today(turn, language.judge(turn.text, turn.language, context=context_of(plan, state, last)))
        if found := tuple(differences(_findings(turn), _findings(judged))):
            changed.append(RejudgedTurn(turn.item_id, found))
            now[turn.item_id] = judged
    if talk.is_forgotten:
        return Rejudgement(tuple(changed), None, None)
    total_now = report_of(plan, talk_of(plan, tuple(now.values()), talk.taken_back)).feedback.total
    return Rejudgement(tuple(changed), talk.report().feedback.total, total_now)


def _findings(turn: TraineeTurn) -> dict[str, Any]:
    """What is compared: times of findings only where those of the words are kept, since they come from them."""
    evidence = [to_plain(found) for found in turn.evidence]
    if not any(word.text for word in turn.words):
        evidence = [found | {"start_ms": None, "end_ms": None} for found in evidence]
    return {"judgement": to_plain(turn.judgement), "evidence": evidence}


def _judged_today(turn: TraineeTurn, judgement: Judgement) -> TraineeTurn:
    evidence = language.evidence_of(
        judgement, item_id=turn.item_id, words=turn.words, start_ms=turn.start_ms, end_ms=turn.end_ms
    )
    return replace(turn, judgement=judgement, evidence=evidence)


def _is_sealed_report(talk: KeptTalk, content: bytes) -> bool:
    return talk.sealed is None or talk.sealed.report_sha256 == hashlib.sha256(content).hexdigest()


def _changed(planned: PlannedTalk, catalog: Catalog, today: MadeBy) -> Iterator[Difference]:
    """What the talk rested on that is not the same now."""
    versions = planned.versions
    yield from differences(
        {"scenario": versions.scenario_hash, "persona": versions.persona_hash, "rules": versions.rules_hash},
        {
            "scenario": catalog.scenario_hash(planned.scenario.id)
            if planned.scenario.id in catalog.scenarios
            else None,
            "persona": catalog.persona_hash(planned.persona.id) if planned.persona.id in catalog.personas else None,
            "rules": language.rules_hash(),
        },
    )
    if planned.second is not None:
        now = catalog.personas.get(planned.second.id)
        yield from differences({"second": to_plain(planned.second)}, {"second": to_plain(now)})
    yield from differences({"program": planned.made_by.program}, {"program": today.program})
    yield from differences(_named(planned.made_by.models), _named(today.models))


def _named(models: Mapping[str, str]) -> dict[str, str]:
    return {f"model: {name}": value for name, value in models.items()}
