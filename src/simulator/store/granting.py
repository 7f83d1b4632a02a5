"""What a trainee lets HR take out: one grant for one export, used up by it, withdrawn whenever the trainee likes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.errors import NotAllowed
from simulator.flow.labels import Audience
from simulator.flow.sharing import ChosenQuote
from simulator.store import tables
from simulator.store.audit import AuditEntry, AuditLog
from simulator.store.database import Database, chunks, in_force, no_session, within
from simulator.store.records import ExportRecord
from simulator.store.sharing import OfferedTalk, name_of, offered


@dataclass(frozen=True, slots=True)
class HrGrant:
    """A trainee's consent for one export of one talk to HR."""

    grant_id: str
    granted_at: datetime
    quotes: tuple[ChosenQuote, ...] = ()
    withdrawn_at: datetime | None = None
    used_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.used_at is None


@dataclass(frozen=True, slots=True)
class LoggedExport:
    """One line of the export log."""

    session_id: str
    exported_at: datetime
    audience: Audience
    format: str
    by_owner: bool
    """The trainee took it."""
    by_name: str | None
    """None when they are gone, or nobody has a name here."""
    scenario_id: str


@dataclass(frozen=True, slots=True)
class Granting:
    """Grants to HR in one organisation, and the log of what left it.

    Every method that names a session raises NotFound when it is not there, or is another organisation's.
    """

    database: Database

    async def grant(self, session_id: str, grant: HrGrant, *, by: str) -> None:
        row = {"id": grant.grant_id, "session_id": session_id, "granted_at": grant.granted_at}
        async with self.database.writing() as db:
            await self.database.require_session(db, session_id)
            await db.execute(insert(tables.hr_grants).values(**row, quoted_items=[asdict(q) for q in grant.quotes]))
            await AuditLog(self.database).add_within(db, AuditEntry(grant.granted_at, by, "hr_granted", session_id))

    async def grants(self, session_id: str) -> list[HrGrant]:
        """All grants of a talk, the oldest first."""
        table = tables.hr_grants.c
        given = select(tables.hr_grants).where(table.session_id == session_id).order_by(table.granted_at, table.id)
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return [read_grant(row) for row in await db.execute(given)]

    async def open_grants(self, limit: int = 50) -> list[OfferedTalk]:
        """Talks that HR may take out once, the latest granted first."""
        grants = tables.hr_grants
        newest_first = offered(self.database, grants, grants.c.granted_at).where(is_open()).limit(limit)
        async with self.database.reading() as db:
            return [OfferedTalk(**row._mapping) for row in await db.execute(newest_first)]

    async def newest_open(self, session_ids: Sequence[str]) -> dict[str, HrGrant]:
        """Of each of these talks the grant that an export would use up, where there is one; others are left out."""
        async with self.database.reading() as db:
            return await newest_open(self.database, db, session_ids)

    async def withdraw(self, session_id: str, at: datetime, *, by: str) -> None:
        """Ends every open grant of a talk: no export that has not been logged by now leaves."""
        async with self.database.writing() as db:
            await hold(self.database, db, [session_id])
            await withdraw_open(db, session_id, at)
            await AuditLog(self.database).add_within(db, AuditEntry(at, by, "hr_withdrawn", session_id))

    async def take(self, grant_ids: Mapping[str, str | None], export: ExportRecord) -> None:
        """Logs one export to HR of these talks and uses up their grants: all of it, or nothing.

        Args:
            grant_ids: by session; None where the consent in force, not a grant, lets HR see the talk.

        Raises:
            NotAllowed: the consent was withdrawn, or another export was faster.
        """
        by_grant = {session_id: grant_id for session_id, grant_id in grant_ids.items() if grant_id is not None}
        by_consent = [session_id for session_id, grant_id in grant_ids.items() if grant_id is None]
        async with self.database.writing() as db:
            await hold(self.database, db, list(grant_ids))
            if await _use_up(db, by_grant, export.exported_at) + await _consenting(db, by_consent) != len(grant_ids):
                raise NotAllowed(
                    "the trainee's consent was withdrawn, or served another export just now.",
                    remedy="Ask the trainee for a new one.",
                )
            await log_exports(db, grant_ids, export)

    async def log_of(self, session_id: str) -> list[LoggedExport]:
        """Everything that was taken of one talk, the latest first."""
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return await _logged(db, self._log().where(tables.exports.c.session_id == session_id))

    async def log_of_others(
        self, limit: int = 500, *, since: datetime | None = None, until: datetime | None = None
    ) -> list[LoggedExport]:
        """What was taken of somebody else's talks in this organisation, the latest first.

        Args:
            since: only what was taken at this moment and after it.
            until: only what was taken before this moment.
        """
        by_others = tables.exports.c.exported_by.is_distinct_from(tables.sessions.c.person_id)
        async with self.database.reading() as db:
            in_period = within(tables.exports.c.exported_at, since, until)
            return await _logged(db, self._log().where(by_others, *in_period).limit(limit))

    def _log(self) -> Select[Any]:
        exports, sessions, people = tables.exports.c, tables.sessions.c, tables.people.c
        by_owner = (exports.exported_by == sessions.person_id).label("by_owner")
        taken = (exports.session_id, exports.exported_at, exports.audience, exports.format)
        return (
            select(*taken, by_owner, name_of().label("by_name"), sessions.scenario_id)
            .join_from(tables.exports, tables.sessions, sessions.id == exports.session_id)
            .outerjoin(tables.people, people.id == exports.exported_by)
            .where(sessions.tenant_id == self.database.tenant_id)
            .order_by(exports.id.desc())
        )


async def _logged(db: AsyncConnection, log: Select[Any]) -> list[LoggedExport]:
    return [LoggedExport(**{**row._mapping, "by_owner": bool(row.by_owner)}) for row in await db.execute(log)]


async def hold(database: Database, db: AsyncConnection, session_ids: Sequence[str]) -> None:
    """Keeps withdrawals and exports of these talks apart until the transaction ends.

    Raises:
        NotFound: one of them is not there, or is another organisation's.
    """
    sessions, found = tables.sessions.c, set[str]()
    for some in chunks(session_ids):
        ours = select(sessions.id).where(sessions.id.in_(some), sessions.tenant_id == database.tenant_id)
        # In one order, so that two of them never wait for each other; events are added meanwhile.
        found |= set((await db.execute(ours.order_by(sessions.id).with_for_update(key_share=True))).scalars())
    for missing in set(session_ids) - found:
        raise no_session(missing)


async def withdraw_open(db: AsyncConnection, session_id: str, at: datetime) -> None:
    """Ends every open grant of a talk that is held."""
    grants = tables.hr_grants
    await db.execute(update(grants).where(grants.c.session_id == session_id, is_open()).values(withdrawn_at=at))


async def newest_open(database: Database, db: AsyncConnection, session_ids: Sequence[str]) -> dict[str, HrGrant]:
    """As `Granting.newest_open`."""
    table, sessions, found = tables.hr_grants.c, tables.sessions.c, dict[str, HrGrant]()
    ours = (
        select(tables.hr_grants)
        .join(tables.sessions, sessions.id == table.session_id)
        .where(sessions.tenant_id == database.tenant_id, is_open())
        .order_by(table.granted_at, table.id)  # the newest comes last, and stays
    )
    for some in chunks(session_ids):
        rows = await db.execute(ours.where(table.session_id.in_(some)))
        found |= {row.session_id: read_grant(row) for row in rows}
    return found


async def log_exports(db: AsyncConnection, session_ids: Iterable[str], export: ExportRecord) -> None:
    for some in chunks({"session_id": session_id, **asdict(export)} for session_id in session_ids):
        await db.execute(insert(tables.exports), some)


def is_open() -> ColumnElement[bool]:
    grants = tables.hr_grants.c
    return grants.withdrawn_at.is_(None) & grants.used_at.is_(None)


async def _use_up(db: AsyncConnection, grant_ids: Mapping[str, str], at: datetime) -> int:
    """How many of these grants, by session, were open, and now are used."""
    grants, used = tables.hr_grants.c, 0
    for some in chunks(grant_ids.items()):
        sessions, ids = zip(*some, strict=True)
        those = grants.id.in_(ids) & grants.session_id.in_(sessions)
        used += (await db.execute(update(tables.hr_grants).where(those, is_open()).values(used_at=at))).rowcount
    return used


async def _consenting(db: AsyncConnection, session_ids: Iterable[str]) -> int:
    """How many of these talks their trainee shares with HR by the consent in force."""
    sessions, count = tables.sessions.c, 0
    shares = in_force(tables.consents.c.share_with_hr, sessions.id)
    for some in chunks(session_ids):
        shared = select(func.count(sessions.id)).where(sessions.id.in_(some), shares)
        count += (await db.execute(shared)).scalar() or 0
    return count


def read_grant(row: Any) -> HrGrant:
    quotes = tuple(ChosenQuote(q["item_id"], tuple(tuple(span) for span in q["hidden"])) for q in row.quoted_items)
    return HrGrant(row.id, row.granted_at, quotes, row.withdrawn_at, row.used_at)
