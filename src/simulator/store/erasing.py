"""Sessions that go, with all that hangs on them, and the tombstones they leave."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.store import tables
from simulator.store.database import Database, chunks
from simulator.store.records import hash_secret


async def erase_sessions(
    database: Database, db: AsyncConnection, which: ColumnElement[bool], erased_at: datetime
) -> list[str]:
    """Deletes sessions of the organisation within the caller's transaction.

    Afterwards the caller makes the database forget its journal (`connect.forget_journal`), outside that transaction.

    Returns:
        The ids that are gone.
    """
    ours = tables.sessions.c.tenant_id == database.tenant_id
    gone = delete(tables.sessions).where(ours, which).returning(tables.sessions.c.id)
    ids = list((await db.execute(gone)).scalars())
    if ids:
        await leave_tombstones(db, {hash_secret(session_id): erased_at for session_id in ids})
        await hide_in_audit(db, ids)
    return ids


async def leave_tombstones(db: AsyncConnection, stones: Mapping[str, datetime]) -> int:
    """Adds those that are not there, by hash; how many.

    A talk that a backup brought back has its tombstone already, with the time at which it first went.
    """
    table, added = tables.erasures, 0
    for some in chunks(stones.items()):
        names = select(table.c.session_id_hash).where(table.c.session_id_hash.in_([name for name, _ in some]))
        known = set((await db.execute(names)).scalars())
        new = [{"session_id_hash": name, "erased_at": at} for name, at in some if name not in known]
        if new:
            await db.execute(insert(table), new)
        added += len(new)
    return added


async def hide_in_audit(db: AsyncConnection, ids: Sequence[str]) -> None:
    """The audit log still says that something was done, and knows what is gone by its hash alone."""
    audit = tables.audit.c
    for column in (audit.subject, audit.actor_id):
        named = set((await db.execute(select(column).where(column.in_(ids)).distinct())).scalars())
        for gone in named:
            await db.execute(update(tables.audit).where(column == gone).values({column: hash_secret(gone)}))
