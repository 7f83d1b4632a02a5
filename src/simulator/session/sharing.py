"""What trainee and trainer put beside a talk, and who may: shares, remarks, points, quotes for HR, consent."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from simulator import feedback
from simulator.errors import BadInput, NotAllowed
from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import Beside, ChosenQuote, Remark, ScoreOverride
from simulator.session.archive import load_report
from simulator.session.viewer import Viewer, must_see
from simulator.session.withdrawal import erase_withdrawn
from simulator.store import LOCAL, AuditEntry, ConsentFlags, HrGrant, OfferedTalk, SessionRecord, Store

MAX_WORDS: Final = 4000
"""Characters of a remark or a reason."""


async def own_talk(store: Store, viewer: Viewer, session_id: str) -> SessionRecord:
    """
    Raises:
        NotFound: no such session, or somebody else's.
    """
    record = await store.get_session(session_id)
    viewer.must_own(record)
    return record


async def read_talk(store: Store, viewer: Viewer, session_id: str, audience: Audience = "trainer") -> SessionRecord:
    """A talk that this viewer may read as this audience: one's own, or one that was shared with trainers.

    Raises:
        NotFound, NotAllowed: as `must_see`.
    """
    record = await store.get_session(session_id)
    must_see(viewer, record, audience, is_shared=await store.sharing.shared_at(session_id) is not None)
    return record


async def beside(store: Store, session_id: str, report: RehearsalReport, quotes: Sequence[ChosenQuote] = ()) -> Beside:
    """What was put beside a report."""
    remarks, overrides = await store.sharing.remarks(session_id), await store.sharing.overrides(session_id)
    return beside_of(report, remarks, overrides, quotes)


def beside_of(
    report: RehearsalReport,
    remarks: Sequence[Remark],
    overrides: Sequence[ScoreOverride],
    quotes: Sequence[ChosenQuote],
) -> Beside:
    """All of it together, with the total as the trainer's points would make it."""
    found = Beside(tuple(remarks), tuple(overrides), None, tuple(quotes))
    if not overrides:
        return found
    given = {override.criterion_id: override.value for override in overrides}  # of each criterion the last one holds
    return replace(found, total=feedback.total_with(given, report.feedback, report.scenario.rubric))


async def remark(
    store: Store, viewer: Viewer, session_id: str, words: str, *, item_id: str | None, at: datetime
) -> None:
    """A trainer writes beside a shared talk, or beside one turn of it.

    Raises:
        NotFound: no such session that this viewer may know of, or it has no report yet.
        NotAllowed: somebody who is no trainer, or whose own talk it is.
        BadInput: nothing was written, or the talk has no such turn.
    """
    await _must_coach(store, viewer, session_id)
    report = load_report(await store.report(session_id))
    if item_id is not None and item_id not in {turn.item_id for turn in report.talk.turns}:
        raise BadInput(f"this talk has no turn {item_id!r}.", where="item_id")
    written = _written(words, "words")
    await store.sharing.add_remark(session_id, written, item_id=item_id, author_id=viewer.person_id, written_at=at)


async def override(
    store: Store, viewer: Viewer, session_id: str, criterion_id: str, value: float, reason: str, at: datetime
) -> None:
    """A trainer gives other points for one criterion; the computed ones stay beside them.

    Raises:
        NotFound, NotAllowed: as for `remark`.
        BadInput: no reason, a criterion the talk was not scored by, or points outside 0 to its maximum.
    """
    await _must_coach(store, viewer, session_id)
    report = load_report(await store.report(session_id))
    criterion = next((c for c in report.feedback.criteria if c.criterion_id == criterion_id), None)
    if criterion is None:
        known = ", ".join(c.criterion_id for c in report.feedback.criteria)
        raise BadInput(
            f"this talk is not scored by {criterion_id!r}.", where="criterion_id", remedy=f"Choose one of: {known}."
        )
    if not 0 <= value <= criterion.max:
        raise BadInput(f"{criterion_id!r} gives 0 to {criterion.max:g} points, but got {value:g}.", where="value")
    written = _written(reason, "reason")
    await store.sharing.add_override(
        session_id, criterion_id, value, written, author_id=viewer.person_id, written_at=at
    )


async def grant_to_hr(
    store: Store, viewer: Viewer, session_id: str, quotes: Sequence[ChosenQuote], at: datetime
) -> HrGrant:
    """The trainee agrees to one export to HR, with these words of their own in it.

    Raises:
        NotFound: no such session of this viewer's, or it has no report yet.
        BadInput: words that are not the trainee's own in this talk.
    """
    await own_talk(store, viewer, session_id)
    check_quotes(load_report(await store.report(session_id)), quotes)
    grant = HrGrant(secrets.token_hex(16), at, tuple(quotes))
    await store.granting.grant(session_id, grant, by=viewer.person_id)
    return grant


async def open_to_hr(store: Store, viewer: Viewer, limit: int) -> list[OfferedTalk]:
    """Talks that HR may take out now, the latest granted first.

    On a machine without accounts also those whose consent says so: nobody else is there who could grant anything.

    Raises:
        NotAllowed: somebody who is not of HR.
    """
    viewer.must_be("hr")
    granted = await store.granting.open_grants(limit)
    if viewer.person_id != LOCAL:
        return granted
    listed = {talk.session_id for talk in granted}
    agreed = [
        OfferedTalk(own.session_id, own.scenario_id, own.language, own.created_at, own.created_at, None, LOCAL)
        for own in await store.list_sessions(limit, person_id=LOCAL)
        if own.consent.share_with_hr and own.has_report and own.session_id not in listed
    ]
    return [*granted, *agreed]


async def change_consent(
    store: Store, viewer: Viewer, session_id: str, consent: ConsentFlags, at: datetime
) -> SessionRecord:
    """From now on this consent is in force; what was withdrawn stops at once, and what was measured so far goes.

    Of a talk under way it goes when the talk ends.

    Raises:
        NotFound: no such session of this viewer's.
    """
    before = await own_talk(store, viewer, session_id)
    await store.record_consent(session_id, consent, at)
    if before.consent.share_with_hr and not consent.share_with_hr:
        await store.audit.add(AuditEntry(at, viewer.person_id, "hr_withdrawn", session_id))
    if before.consent.delivery_measures:
        await erase_withdrawn(store, session_id)
    return await store.get_session(session_id)


def check_quotes(report: RehearsalReport, quotes: Sequence[ChosenQuote]) -> None:
    """
    Raises:
        BadInput: a turn that is not the trainee's own, or is chosen twice, or a stretch outside it.
    """
    own = {turn.item_id: turn.text for turn in report.talk.trainee_turns}
    for quote in quotes:
        if quote.item_id not in own:
            raise BadInput(f"{quote.item_id!r} is no turn of yours in this talk.", where="quotes")
        length = len(own[quote.item_id])
        for start, end in quote.hidden:
            if not 0 <= start < end <= length:
                raise BadInput(
                    f"{quote.item_id!r} has {length} characters, and {start}-{end} is no stretch of them.",
                    where="quotes",
                )
    if len({quote.item_id for quote in quotes}) < len(quotes):
        raise BadInput("a turn is chosen twice.", where="quotes", remedy="Name it once, with all that is left out.")


async def _must_coach(store: Store, viewer: Viewer, session_id: str) -> None:
    """Whether the viewer may write beside a talk. On a machine without accounts one person is trainee and trainer.

    Raises:
        NotFound, NotAllowed: they may not.
    """
    record = await read_talk(store, viewer, session_id)
    if viewer.owns(record) and viewer.person_id != LOCAL:
        raise NotAllowed("a trainer writes beside the talks of others, not beside their own.")


def _written(words: str, where: str) -> str:
    written = words.strip()
    if not written:
        raise BadInput("nothing was written.", where=where)
    if len(written) > MAX_WORDS:
        raise BadInput(f"at most {MAX_WORDS} characters, but got {len(written)}.", where=where)
    return written
