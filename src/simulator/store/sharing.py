"""What a trainee shares with the trainers of the organisation, and what they write beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, delete, insert, select
from sqlalchemy.exc import IntegrityError

from simulator.flow.labels import Language
from simulator.flow.sharing import Remark, ScoreOverride, Signature
from simulator.store import tables
from simulator.store.audit import AuditEntry, AuditLog
from simulator.store.database import Database


@dataclass(frozen=True, slots=True)
class OfferedTalk:
    """A talk that its trainee lets others see."""

    session_id: str
    scenario_id: str
    language: Language
    held_at: datetime
    offered_at: datetime
    trainee_name: str | None
    """None on a machine without accounts."""
    trainee_id: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """Shared talks of one organisation, with remarks and overrides.

    Every method that names a session raises NotFound when it is not there, or is another organisation's.
    """

    database: Database

    async def share(self, session_id: str, shared_at: datetime, *, by: str) -> datetime:
        """Lets the trainers of the organisation see a talk; since when they may."""
        try:
            row = {"session_id": session_id, "shared_at": shared_at}
            await self._add(tables.shares, row, AuditEntry(shared_at, by, "shared", session_id))
        except IntegrityError:  # it was shared already
            return await self.shared_at(session_id) or shared_at
        return shared_at

    async def unshare(self, session_id: str, at: datetime, *, by: str) -> None:
        """From now on no trainer sees the talk; what they wrote stays for the trainee."""
        async with self.database.writing() as db:
            await self.database.require_session(db, session_id)
            await db.execute(delete(tables.shares).where(tables.shares.c.session_id == session_id))
            await AuditLog(self.database).add_within(db, AuditEntry(at, by, "unshared", session_id))

    async def shared_at(self, session_id: str) -> datetime | None:
        """Since when trainers may see the talk; None when they may not."""
        shares = tables.shares.c
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            found: datetime | None = (
                await db.execute(select(shares.shared_at).where(shares.session_id == session_id))
            ).scalar()
        return found

    async def list_shared(self, limit: int = 50) -> list[OfferedTalk]:
        """Talks that trainers may see, the latest shared first."""
        shares = tables.shares
        newest_first = offered(self.database, shares, shares.c.shared_at).limit(limit)
        async with self.database.reading() as db:
            return [OfferedTalk(**row._mapping) for row in await db.execute(newest_first)]

    async def add_remark(
        self, session_id: str, words: str, *, item_id: str | None, author_id: str, written_at: datetime
    ) -> None:
        row = {"session_id": session_id, "author_id": author_id, "item_id": item_id, "words": words}
        entry = AuditEntry(written_at, author_id, "remarked", session_id)
        await self._add(tables.remarks, row | {"written_at": written_at}, entry)

    async def remarks(self, session_id: str) -> list[Remark]:
        """In the order in which they were written."""
        table = tables.remarks.c
        written = signed(tables.remarks, table.words, table.item_id).where(table.session_id == session_id)
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return [Remark(row.words, _signature(row), row.item_id) for row in await db.execute(written)]

    async def add_override(
        self, session_id: str, criterion_id: str, value: float, reason: str, *, author_id: str, written_at: datetime
    ) -> None:
        row = {"session_id": session_id, "author_id": author_id, "criterion_id": criterion_id, "value": value}
        entry = AuditEntry(written_at, author_id, "overridden", session_id)
        await self._add(tables.overrides, row | {"reason": reason, "written_at": written_at}, entry)

    async def overrides(self, session_id: str) -> list[ScoreOverride]:
        """All that were ever given, the latest last."""
        table = tables.overrides.c
        columns = (table.criterion_id, table.value, table.reason)
        given = signed(tables.overrides, *columns).where(table.session_id == session_id)
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return [read_override(row) for row in await db.execute(given)]

    async def _add(self, table: Any, row: Mapping[str, object], entry: AuditEntry) -> None:
        async with self.database.writing() as db:
            await self.database.require_session(db, entry.subject)
            await db.execute(insert(table).values(**row))
            await AuditLog(self.database).add_within(db, entry)


def signed(table: Any, *columns: ColumnElement[Any]) -> Select[Any]:
    """Rows of a table with their author's name, in the order in which they were written."""
    return (
        select(*columns, table.c.written_at, name_of().label("author_name"))
        .outerjoin_from(table, tables.people, tables.people.c.id == table.c.author_id)
        .order_by(table.c.id)
    )


def read_override(row: Any) -> ScoreOverride:
    return ScoreOverride(row.criterion_id, row.value, row.reason, _signature(row))


def _signature(row: Any) -> Signature:
    return Signature("trainer", row.written_at, row.author_name)


def offered(database: Database, table: FromClause, since: ColumnElement[datetime]) -> Select[Any]:
    """Talks of the organisation that have a row in a table, with their trainee's name, the latest offered first."""
    sessions, people = tables.sessions.c, tables.people.c
    return (
        select(
            sessions.id.label("session_id"),
            sessions.scenario_id,
            sessions.language,
            sessions.created_at.label("held_at"),
            since.label("offered_at"),
            name_of().label("trainee_name"),
            people.id.label("trainee_id"),
        )
        .select_from(table)
        .join(tables.sessions, sessions.id == table.c.session_id)
        .join(tables.people, people.id == sessions.person_id)
        .where(sessions.tenant_id == database.tenant_id)
        .order_by(since.desc(), sessions.id)
    )


def name_of() -> ColumnElement[Any]:
    """A person's name; the one person of a machine without accounts has none."""
    return case((tables.people.c.id != tables.LOCAL, tables.people.c.name))
