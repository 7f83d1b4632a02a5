"""The store in a SQL database: SQLite by default, PostgreSQL at scale."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Literal, Self

from sqlalchemy import Select, delete, exists, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.errors import BadInput, NotFound
from simulator.flow.local_text import LocalText
from simulator.flow.talk import Versions
from simulator.store import tables
from simulator.store.audit import AuditLog
from simulator.store.connect import connect
from simulator.store.database import Database, no_session
from simulator.store.erasing import erase_sessions
from simulator.store.event_rows import insert_consent_event, insert_events, out_of_order
from simulator.store.expiry import Expiry
from simulator.store.granting import Granting, hold, withdraw_open
from simulator.store.many_talks import ManyTalks
from simulator.store.organisations import Organisations
from simulator.store.people import People
from simulator.store.person_rows import PersonRows
from simulator.store.recordings import Recordings
from simulator.store.records import (
    ConsentFlags,
    CriterionPoints,
    ExportRecord,
    NewSession,
    Rewriting,
    SessionRecord,
    StoredEvent,
    TalkPoints,
    hash_secret,
)
from simulator.store.sharing import Sharing
from simulator.store.sign_ins import SignIns
from simulator.store.team import Team
from simulator.store.under_way import UnderWay, write_report


class SqlStore:
    """A `Store` (see there for what each method promises)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    async def open(cls, database_url: str) -> Self:
        """Opens the database, and makes it when it is new.

        Raises:
            BadInput: a URL that names no async driver.
            Unavailable: a database that cannot be opened, is damaged, or is of a newer version.
        """
        return cls(Database(await connect(database_url)))

    def within(self, tenant_id: str) -> Self:
        """The same database as another organisation sees it."""
        return type(self)(replace(self._database, tenant_id=tenant_id))

    @property
    def organisations(self) -> Organisations:
        return Organisations(self._database)

    @property
    def people(self) -> People:
        return People(self._database)

    @property
    def sign_ins(self) -> SignIns:
        return SignIns(self._database)

    @property
    def audit(self) -> AuditLog:
        return AuditLog(self._database)

    @property
    def under_way(self) -> UnderWay:
        return UnderWay(self._database)

    @property
    def recordings(self) -> Recordings:
        return Recordings(self._database)

    @property
    def expiry(self) -> Expiry:
        return Expiry(self._database)

    @property
    def person_rows(self) -> PersonRows:
        return PersonRows(self._database)

    @property
    def sharing(self) -> Sharing:
        return Sharing(self._database)

    @property
    def granting(self) -> Granting:
        return Granting(self._database)

    @property
    def many_talks(self) -> ManyTalks:
        return ManyTalks(self._database)

    @property
    def team(self) -> Team:
        return Team(self._database)

    async def close(self) -> None:
        await self._database.engine.dispose()

    async def create_session(self, new: NewSession) -> SessionRecord:
        tenant_id = self._database.tenant_id
        is_fork = new.fork_of is not None
        row = asdict(new) | {"id": new.session_id, "status": "open", "tenant_id": tenant_id, "is_fork": is_fork}
        del row["session_id"], row["consent"]
        try:
            async with self._database.writing() as db:
                await _refuse_erased(db, new.session_id)
                await self._database.require_person(db, new.person_id)
                if new.fork_of is not None:
                    await self._database.require_session(db, new.fork_of)
                    row["origin_ended_at"] = await _end_of(db, new.fork_of)
                await db.execute(insert(tables.sessions).values(row))
                await db.execute(_consent_row(new.session_id, new.consent, new.created_at))
        except IntegrityError:
            raise BadInput(f"session {new.session_id!r} exists already.", where="session_id") from None
        return await self.get_session(new.session_id)

    async def get_session(self, session_id: str) -> SessionRecord:
        async with self._database.reading() as db:
            row = (await db.execute(self._sessions().where(tables.sessions.c.id == session_id))).first()
        if row is None:
            raise no_session(session_id)
        return _as_record(row)

    async def list_sessions(self, limit: int = 50, *, person_id: str | None = None) -> list[SessionRecord]:
        table = tables.sessions.c
        newest_first = self._sessions().order_by(table.created_at.desc(), table.id).limit(limit)
        if person_id is not None:
            newest_first = newest_first.where(table.person_id == person_id)
        async with self._database.reading() as db:
            return [_as_record(row) for row in await db.execute(newest_first)]

    async def append_events(self, session_id: str, events: Sequence[StoredEvent]) -> None:
        if not events:
            return
        try:
            async with self._database.writing() as db:
                await self._database.require_session(db, session_id)
                await insert_events(db, session_id, events)
        except IntegrityError:
            await self.get_session(session_id)  # erased in the meantime, or:
            raise out_of_order(session_id, f"event {events[0].seq} was written by another connection.") from None

    async def events(self, session_id: str, after_seq: int = 0) -> list[StoredEvent]:
        async with self._database.reading() as db:
            await self._database.require_session(db, session_id)
            return await _events_after(db, session_id, after_seq)

    async def replace_resume_handle(self, session_id: str, handle_hash: str) -> None:
        await self._update(session_id, resume_handle_hash=handle_hash)

    async def record_consent(self, session_id: str, consent: ConsentFlags, given_at: datetime) -> None:
        async with self._database.writing() as db:
            await hold(self._database, db, [session_id])
            await db.execute(_consent_row(session_id, consent, given_at))
            await insert_consent_event(db, session_id, consent, given_at)
            if not consent.recording:
                await db.execute(delete(tables.recordings).where(tables.recordings.c.session_id == session_id))
            if not consent.share_with_hr:
                await withdraw_open(db, session_id, given_at)

    async def finish_session(
        self, session_id: str, finished_at: datetime, status: Literal["finished", "abandoned"] = "finished"
    ) -> None:
        await self._update(session_id, status=status, finished_at=finished_at)

    async def save_report(self, session_id: str, report_json: bytes, points: TalkPoints | None = None) -> None:
        async with self._database.writing() as db:
            await self._database.require_session(db, session_id)
            await write_report(db, session_id, report_json, points)

    async def report(self, session_id: str) -> bytes:
        content = select(tables.reports.c.content).where(tables.reports.c.session_id == session_id)
        async with self._database.reading() as db:
            await self._database.require_session(db, session_id)
            found: bytes | None = (await db.execute(content)).scalar()
        if found is None:
            raise NotFound(f"session {session_id!r} has no report yet.", remedy="Finish the talk first.")
        return found

    async def rewrite(self, session_id: str, change: Rewriting) -> None:
        table, reports = tables.events, tables.reports
        async with self._database.writing() as db:
            await hold(self._database, db, [session_id])
            before = await _events_after(db, session_id, 0)
            content = (await db.execute(select(reports.c.content).where(reports.c.session_id == session_id))).scalar()
            events, report_json = change(before, content)
            await db.execute(delete(table).where(table.c.session_id == session_id))
            await insert_events(db, session_id, events)
            if report_json is not None:
                of_talk = update(reports).where(reports.c.session_id == session_id)
                await db.execute(of_talk.values(content=report_json))

    async def log_export(self, session_id: str, export: ExportRecord) -> None:
        async with self._database.writing() as db:
            await self._database.require_session(db, session_id)
            await db.execute(insert(tables.exports).values(session_id=session_id, **asdict(export)))

    async def exports(self, session_id: str) -> list[ExportRecord]:
        table = tables.exports.c
        logged = (
            select(table.exported_at, table.audience, table.format, table.exported_by)
            .where(table.session_id == session_id)
            .order_by(table.id)
        )
        async with self._database.reading() as db:
            await self._database.require_session(db, session_id)
            return [ExportRecord(*row) for row in await db.execute(logged)]

    async def erase_session(self, session_id: str, erased_at: datetime) -> None:
        async with self._database.writing() as db:
            if not await erase_sessions(self._database, db, tables.sessions.c.id == session_id, erased_at):
                raise no_session(session_id)
        await self.expiry.forget()

    async def _update(self, session_id: str, **values: object) -> None:
        async with self._database.writing() as db:
            await self._database.require_session(db, session_id)
            await db.execute(update(tables.sessions).where(tables.sessions.c.id == session_id).values(values))

    def _sessions(self) -> Select[Any]:
        """Sessions of this organisation, with the consent in force, whether they have a report and are shared."""
        consents, sessions, shares = tables.consents, tables.sessions, tables.shares
        given = consents.alias()
        latest = select(func.max(given.c.id)).where(given.c.session_id == sessions.c.id).scalar_subquery()
        has_report = exists().where(tables.reports.c.session_id == sessions.c.id).label("has_report")
        flags = (consents.c.recording, consents.c.delivery_measures, consents.c.share_with_hr)
        return (
            select(sessions, *flags, has_report, shares.c.shared_at)
            .join_from(sessions, consents, consents.c.id == latest)
            .outerjoin(shares, shares.c.session_id == sessions.c.id)
            .where(sessions.c.tenant_id == self._database.tenant_id)
        )


async def _end_of(db: AsyncConnection, session_id: str) -> datetime:
    """When a talk ended, or before it the earliest of which it holds words."""
    table = tables.sessions.c
    ends = select(table.finished_at, table.origin_ended_at, table.created_at).where(table.id == session_id)
    finished_at, origin_ended_at, created_at = (await db.execute(ends)).one()
    ended_at: datetime = finished_at or created_at
    return min(ended_at, origin_ended_at or ended_at)


async def _events_after(db: AsyncConnection, session_id: str, seq: int) -> list[StoredEvent]:
    table = tables.events.c
    wanted = (
        select(table.seq, table.kind, table.input_sample, table.payload)
        .where(table.session_id == session_id, table.seq > seq)
        .order_by(table.seq)
    )
    return [StoredEvent(*row) for row in await db.execute(wanted)]


def _as_record(row: Row[Any]) -> SessionRecord:
    values = dict(row._mapping)
    flags = {name: values.pop(name) for name in ("recording", "delivery_measures", "share_with_hr")}
    versions, points = values.pop("versions"), values.pop("points")
    return SessionRecord(
        session_id=values.pop("id"),
        consent=ConsentFlags(**flags),
        versions=Versions(**versions | {"models": tuple(versions["models"])}),
        points=None if points is None else _as_points(points),
        **values,
    )


def _as_points(kept: dict[str, Any]) -> TalkPoints:
    criteria = tuple(CriterionPoints(**c | {"title": LocalText(**c["title"])}) for c in kept["criteria"])
    return TalkPoints(**kept | {"criteria": criteria})


def _consent_row(session_id: str, consent: ConsentFlags, given_at: datetime) -> Any:
    return insert(tables.consents).values(session_id=session_id, given_at=given_at, **asdict(consent))


async def _refuse_erased(db: AsyncConnection, session_id: str) -> None:
    tombstone = select(tables.erasures.c.erased_at).where(tables.erasures.c.session_id_hash == hash_secret(session_id))
    if (await db.execute(tombstone)).first() is not None:
        raise BadInput(f"session {session_id!r} was erased and cannot come back.", where="session_id")
