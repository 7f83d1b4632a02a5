"""A kept report leaves the house: the one place that asks for consent, renders, and logs the export."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from simulator import report
from simulator.errors import BadInput, NotAllowed
from simulator.flow.labels import Audience, Language
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import ChosenQuote
from simulator.report import ReportFormat, Shelf
from simulator.report.audience import without_sound
from simulator.session.archive import load_report
from simulator.session.report_heads import load_head
from simulator.session.sharing import beside, check_quotes, own_talk, read_talk
from simulator.session.viewer import Viewer
from simulator.store import LOCAL, ExportRecord, HrGrant, SessionRecord, Store

LOOKED_BACK: Final = 500
"""Latest talks among which earlier attempts are sought."""
EARLIER_SHOWN: Final = 8
"""Earlier attempts beside a report (our choice): more make the small drawings unreadable."""


async def export_report(
    store: Store,
    viewer: Viewer,
    session_id: str,
    *,
    report_format: ReportFormat,
    audience: Audience,
    language: Language | None,
    exported_at: datetime,
    shelf: Shelf | None = None,
    is_look: bool = False,
) -> bytes:
    """The report of a finished talk, in its own language when none is asked.

    Args:
        store: of the viewer's organisation.
        shelf: what a next exercise may be chosen from.
        is_look: a page shows it, and no file is taken. A trainee who looks at their own report exports nothing, and is
            not logged; whoever else looks is.

    Raises:
        NotFound: no such session that this viewer may know of, or it has no report yet.
        NotAllowed: HR asks, and the trainee did not agree to this export, or took that back while it was made.
    """
    record = await read_talk(store, viewer, session_id, audience)
    grant = await grant_for_hr(store, record) if audience == "hr" else None
    asked = _Asked(report_format, audience, language or record.language, shelf)
    kept = load_report(await store.report(session_id))
    body = await _render(store, record, kept, asked, grant.quotes if grant else ())
    export = ExportRecord(exported_at, audience, report_format, viewer.person_id)
    if audience == "hr":
        await store.granting.take({session_id: grant.grant_id if grant else None}, export)
    elif not (is_look and audience == "trainee"):  # only the trainee may ask as that audience
        await store.log_export(session_id, export)
    return body


async def preview_for_hr(
    store: Store, viewer: Viewer, session_id: str, quotes: Sequence[ChosenQuote], language: Language | None
) -> bytes:
    """Exactly the page that HR would get with these quotes. Nothing leaves: no grant is used and nothing is logged.

    Raises:
        NotFound: no such session of this viewer's, or it has no report yet.
        BadInput: quotes that are not the trainee's own words in this talk.
    """
    record = await own_talk(store, viewer, session_id)
    kept = load_report(await store.report(session_id))
    check_quotes(kept, quotes)
    return await _render(store, record, kept, _Asked("html", "hr", language or record.language), quotes)


async def grant_for_hr(store: Store, record: SessionRecord) -> HrGrant | None:
    """The grant that an export to HR would use up, the latest if there are more.

    Returns:
        None on a machine without accounts, where the consent given for the talk is enough.

    Raises:
        NotAllowed: the trainee did not agree.
    """
    grants = await store.granting.grants(record.session_id)
    newest = next((grant for grant in reversed(grants) if grant.is_open), None)
    if newest is None and not (record.person_id == LOCAL and record.consent.share_with_hr):
        raise NotAllowed(
            "the trainee did not agree to share this talk with HR.",
            where="audience",
            remedy="The trainee looks at the preview and agrees to each export.",
        )
    return newest


@dataclass(frozen=True, slots=True)
class _Asked:
    """The form in which a report leaves."""

    report_format: ReportFormat
    audience: Audience
    language: Language
    shelf: Shelf | None = None


async def _render(
    store: Store, record: SessionRecord, kept: RehearsalReport, asked: _Asked, quotes: Sequence[ChosenQuote]
) -> bytes:
    if not record.consent.delivery_measures:
        kept = without_sound(kept)
    put_beside = await beside(store, record.session_id, kept, quotes)
    earlier = [] if asked.audience == "hr" else await _earlier(store, record, asked.audience)
    # In a thread: a PDF takes seconds, and other people are talking meanwhile.
    return await asyncio.to_thread(
        report.render,
        kept,
        format=asked.report_format,
        audience=asked.audience,
        language=asked.language,
        beside=put_beside,
        earlier=earlier,
        shelf=asked.shelf,
    )


async def _earlier(store: Store, record: SessionRecord, audience: Audience) -> list[RehearsalReport]:
    """Earlier attempts of the same person at the same exercise that this audience may see too, the oldest first."""
    own = await store.list_sessions(LOOKED_BACK, person_id=record.person_id)
    same = [session for session in own if session.scenario_id == record.scenario_id and not session.is_fork]
    before = [session for session in same if session.created_at < record.created_at]
    found: list[RehearsalReport] = []
    for attempt in before:
        if len(found) == EARLIER_SHOWN:
            break
        if attempt.has_report and (audience == "trainee" or await store.sharing.shared_at(attempt.session_id)):
            with contextlib.suppress(BadInput):  # kept by a version whose shape was different
                found.append(load_head(await store.report(attempt.session_id)))
    return found[::-1]
