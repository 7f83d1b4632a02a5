"""The practice time of one person, put together from the talks that were kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from simulator.errors import NotFound
from simulator.flow.labels import Audience, Language
from simulator.report.audience import show
from simulator.report.formats.certificate import Certificate, CertificateFormat, CertifiedTalk, render_certificate
from simulator.report.texts import BELGIUM
from simulator.session.report_heads import load_head
from simulator.session.viewer import Viewer
from simulator.store import LOCAL, ExportRecord, SessionRecord, Store

MAX_TALKS = 10_000
FORMAT = "certificate"
"""As the export log names it."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment up to another; open where there is none."""

    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> "Period":
        """From the first day up to and with the last one, as the calendar counts them in Belgium."""
        midnight = time(tzinfo=BELGIUM)
        return cls(
            None if first is None else datetime.combine(first, midnight),
            None if last is None else datetime.combine(last + timedelta(days=1), midnight),
        )

    def holds(self, at: datetime) -> bool:
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


async def certify(
    store: Store,
    viewer: Viewer,
    *,
    person_id: str | None = None,
    period: Period = Period(),
    name: str | None = None,
    certificate_format: CertificateFormat,
    language: Language,
    issued_at: datetime,
) -> bytes:
    """The certificate of one's own practice time; for HR that of somebody who agreed, talk by talk.

    Args:
        person_id: whose; one's own when absent.
        name: on a machine without accounts, where no name is known.

    Raises:
        NotAllowed: somebody else's, for who is not HR; or a grant was taken back meanwhile.
        NotFound: no such person, or no talk of theirs in this period that may be told of.
    """
    whose = person_id or viewer.person_id
    is_own = whose == viewer.person_id
    if not is_own:
        viewer.must_be("hr")
    known = None if whose == LOCAL else (await store.people.get(whose)).name
    held = await store.list_sessions(MAX_TALKS, person_id=whose)
    finished = [record for record in reversed(held) if record.has_report and period.holds(record.created_at)]
    granted = {record.session_id: None for record in finished} if is_own else await _granted(store, finished)
    talks = [await _talk(store, record) for record in finished if record.session_id in granted]
    if not talks:
        raise NotFound("there is no finished talk to certify.", remedy="HR sees what the trainee agreed to.")
    certificate = Certificate(known or name, tuple(talks), issued_at)
    body = await asyncio.to_thread(render_certificate, certificate, format=certificate_format, language=language)
    audience: Audience = "trainee" if is_own else "hr"
    export = ExportRecord(issued_at, audience, FORMAT, viewer.person_id)
    if is_own:
        await store.many_talks.log(list(granted), export)
    else:
        await store.granting.take(granted, export)
    return body


async def _granted(store: Store, records: Sequence[SessionRecord]) -> dict[str, str | None]:
    """The grants that HR uses up, by session."""
    grants = await store.granting.newest_open([record.session_id for record in records])
    return {session_id: grant.grant_id for session_id, grant in grants.items()}


async def _talk(store: Store, record: SessionRecord) -> CertifiedTalk:
    # In a thread: there may be thousands, and other people are talking meanwhile.
    kept = await asyncio.to_thread(load_head, await store.report(record.session_id))
    attendance = show(kept, "hr", record.language).attendance
    return CertifiedTalk(record.created_at, kept.scenario.title, attendance.duration_ms)
