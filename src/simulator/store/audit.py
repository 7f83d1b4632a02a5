"""Who did what that touches somebody else's data, or the right to see it. Entries are added and read, never changed."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.store import tables
from simulator.store.database import Database, within

AuditAction = Literal[
    "sign_in", "sign_in_failed", "sign_out",
    "person_added", "roles_changed", "password_changed", "person_stopped", "person_let_in", "person_removed",
    "token_made", "token_removed",
    "exported", "erased", "shared", "unshared", "hr_granted", "hr_withdrawn", "remarked", "overridden", "accessed",
]  # fmt: skip
"""`accessed`: somebody took all that is kept of them."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log."""

    at: datetime
    """UTC."""
    actor_id: str | None
    """Who did it; None for the command line, or for somebody who did not get in."""
    action: AuditAction
    subject: str
    """What it was done to: the random id of a person or a session, or a hash. Never a name or a word."""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries of the audit log, and where the older ones begin."""

    entries: tuple[AuditEntry, ...]
    older: int | None
    """What to ask the next page by; None where there is nothing older."""


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The audit log of one organisation."""

    database: Database

    async def add(self, entry: AuditEntry) -> None:
        async with self.database.writing() as db:
            await self.add_within(db, entry)

    async def add_within(self, db: AsyncConnection, entry: AuditEntry) -> None:
        """The same inside a transaction of the caller: what was done and its entry are kept together or not at all."""
        await db.execute(insert(tables.audit).values(tenant_id=self.database.tenant_id, **asdict(entry)))

    async def latest(self, limit: int = 100) -> list[AuditEntry]:
        """The newest entries first."""
        return list((await self.page(limit)).entries)

    async def page(
        self,
        limit: int,
        *,
        action: AuditAction | None = None,
        older: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AuditPage:
        """The newest entries first.

        Args:
            action: only entries of this one.
            since: only entries of this moment and after it.
            until: only entries before this moment.
            older: of the page before, to go on where it ended; entries that were added meanwhile do not shift it.
        """
        table = tables.audit.c
        newest_first = (
            select(table.id, table.at, table.actor_id, table.action, table.subject)
            .where(table.tenant_id == self.database.tenant_id, *within(table.at, since, until))
            .order_by(table.at.desc(), table.id.desc())
            .limit(limit + 1)
        )
        if action is not None:
            newest_first = newest_first.where(table.action == action)
        if older is not None:
            newest_first = newest_first.where(self._is_before(older))
        async with self.database.reading() as db:
            rows = (await db.execute(newest_first)).all()
        shown = rows[:limit]
        entries = tuple(AuditEntry(row.at, row.actor_id, row.action, row.subject) for row in shown)
        return AuditPage(entries, shown[-1].id if len(rows) > limit else None)

    def _is_before(self, entry_id: int) -> ColumnElement[bool]:
        """In the order of the log, which is by time: the database numbers entries as they come in."""
        table, ours = tables.audit.c, tables.audit.c.tenant_id == self.database.tenant_id
        at = select(table.at).where(table.id == entry_id, ours).scalar_subquery()
        return (table.at < at) | ((table.at == at) & (table.id < entry_id))
