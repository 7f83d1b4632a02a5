"""Talks under way: which a running service holds, how each ends, and which were left behind by one that crashed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.store import tables
from simulator.store.database import Database
from simulator.store.event_rows import insert_events, out_of_order
from simulator.store.records import KeptTalk, StoredEvent, TalkPoints


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Talks under way of one organisation; looking for those left behind is for all of them at once."""

    database: Database

    async def begin(self, session_id: str, alive_at: datetime) -> None:
        """From now on a service holds this talk, and says so again and again with `keep_alive`.

        Raises:
            NotFound: no such session.
        """
        async with self.database.writing() as db:
            await self.database.require_session(db, session_id)
            await _leave(db, session_id)
            await db.execute(insert(tables.under_way).values(session_id=session_id, alive_at=alive_at))

    async def keep_alive(self, session_ids: Sequence[str], at: datetime) -> None:
        """These talks are still held."""
        if session_ids:
            table = tables.under_way
            async with self.database.writing() as db:
                await db.execute(update(table).where(table.c.session_id.in_(session_ids)).values(alive_at=at))

    async def finish(
        self,
        session_id: str,
        last_events: Sequence[StoredEvent],
        report_json: bytes,
        finished_at: datetime,
        status: Literal["finished", "abandoned"] = "finished",
        points: TalkPoints | None = None,
    ) -> None:
        """Keeps the last events, the report and that the talk is over: all of it or nothing.

        Raises:
            NotFound: no such session.
            OutOfOrder: the events do not follow the last one kept.
        """
        sessions = tables.sessions
        try:
            async with self.database.writing() as db:
                await self.database.require_session(db, session_id)
                await insert_events(db, session_id, last_events)
                await write_report(db, session_id, report_json, points)
                over = {"status": status, "finished_at": finished_at}
                await db.execute(update(sessions).where(sessions.c.id == session_id).values(over))
                await _leave(db, session_id)
        except IntegrityError:
            raise out_of_order(session_id, "another connection has written.") from None

    async def left_behind(self, silent_since: datetime) -> list[KeptTalk]:
        """Talks of every organisation that no service has spoken of since then, the oldest first."""
        table, sessions = tables.under_way.c, tables.sessions.c
        silent = (
            select(sessions.tenant_id, sessions.id)
            .join(tables.under_way, table.session_id == sessions.id)
            .where(table.alive_at <= silent_since)
            .order_by(table.alive_at, sessions.id)
        )
        async with self.database.reading() as db:
            return [KeptTalk(*row) for row in await db.execute(silent)]

    async def claim(self, session_id: str, silent_since: datetime, at: datetime) -> bool:
        """Takes over a talk that was left behind; False where another service was faster, or its own came back."""
        table = tables.under_way
        silent = (table.c.session_id == session_id) & (table.c.alive_at <= silent_since)
        async with self.database.writing() as db:
            return (await db.execute(update(table).where(silent).values(alive_at=at))).rowcount == 1

    async def leave(self, session_id: str) -> None:
        """No service holds this talk, and none is to look after it."""
        async with self.database.writing() as db:
            await _leave(db, session_id)


async def write_report(db: AsyncConnection, session_id: str, report_json: bytes, points: TalkPoints | None) -> None:
    """The report of a talk and what it came to, in place of an earlier one."""
    sessions, reports = tables.sessions, tables.reports
    await db.execute(delete(reports).where(reports.c.session_id == session_id))
    await db.execute(insert(reports).values(session_id=session_id, content=report_json))
    came_to = None if points is None else asdict(points)
    await db.execute(update(sessions).where(sessions.c.id == session_id).values(points=came_to))


async def _leave(db: AsyncConnection, session_id: str) -> None:
    await db.execute(delete(tables.under_way).where(tables.under_way.c.session_id == session_id))
