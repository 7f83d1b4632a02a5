"""Many talks at once, a few statements for each stretch of them, where one by one would take minutes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.flow.sharing import ScoreOverride
from simulator.store import tables
from simulator.store.database import Database
from simulator.store.granting import HrGrant, hold, log_exports, newest_open
from simulator.store.records import ExportRecord
from simulator.store.sharing import name_of, read_override, signed


@dataclass(frozen=True, slots=True)
class ReportedTalk:
    """A talk with its report, and what was put beside it that counts."""

    session_id: str
    held_at: datetime
    trainee_name: str | None
    report: bytes
    overrides: tuple[ScoreOverride, ...]
    """As `Sharing.overrides`."""
    grant: HrGrant | None
    """The newest that is open."""


@dataclass(frozen=True, slots=True)
class ManyTalks:
    """Talks of one organisation; what is not there, or has no report, is left out."""

    database: Database

    async def read(self, session_ids: Sequence[str]) -> list[ReportedTalk]:
        """These talks, in this order. A report takes a third of a megabyte: ask for some tens at a time."""
        async with self.database.reading() as db:
            overrides, grants = await _overrides(db, session_ids), await newest_open(self.database, db, session_ids)
            found = await self._reports(db, session_ids)
        return [
            ReportedTalk(id_, *found[id_], tuple(overrides[id_]), grants.get(id_))
            for id_ in session_ids
            if id_ in found
        ]

    async def log(self, session_ids: Sequence[str], export: ExportRecord) -> None:
        """One export of these talks that took no grant to HR.

        Raises:
            NotFound: one of them is gone by now; nothing is logged.
        """
        async with self.database.writing() as db:
            await hold(self.database, db, session_ids)
            await log_exports(db, session_ids, export)

    async def _reports(
        self, db: AsyncConnection, session_ids: Sequence[str]
    ) -> dict[str, tuple[datetime, str | None, bytes]]:
        sessions, people, reports = tables.sessions.c, tables.people, tables.reports
        rows = await db.execute(
            select(sessions.id, sessions.created_at, name_of(), reports.c.content)
            .join_from(tables.sessions, reports, reports.c.session_id == sessions.id)
            .join(people, people.c.id == sessions.person_id)
            .where(sessions.id.in_(session_ids), sessions.tenant_id == self.database.tenant_id)
        )
        return {session_id: (held_at, name, content) for session_id, held_at, name, content in rows}


async def _overrides(db: AsyncConnection, session_ids: Sequence[str]) -> dict[str, list[ScoreOverride]]:
    table = tables.overrides.c
    columns = (table.session_id, table.criterion_id, table.value, table.reason)
    found = defaultdict(list)
    for row in await db.execute(signed(tables.overrides, *columns).where(table.session_id.in_(session_ids))):
        found[row.session_id].append(read_override(row))
    return found
