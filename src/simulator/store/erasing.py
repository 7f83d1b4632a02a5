"""Sessions that go, with all that hangs on them, and the tombstones they leave."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.store import tables
from simulator.store.database import Database
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
        await _leave_tombstones(db, [hash_secret(session_id) for session_id in ids], erased_at)
        await hide_in_audit(db, ids)
    return ids


async def _leave_tombstones(db: AsyncConnection, hashes: Sequence[str], erased_at: datetime) -> None:
    """A talk that a backup brought back has its tombstone already, with the time at which it first went."""
    table = tables.erasures
    known = set(
        (await db.execute(select(table.c.session_id_hash).where(table.c.session_id_hash.in_(hashes)))).scalars()
    )
    new = [{"session_id_hash": name, "erased_at": erased_at} for name in hashes if name not in known]
    if new:
        await db.execute(insert(table), new)


async def hide_in_audit(db: AsyncConnection, ids: Sequence[str]) -> None:
    """The audit log still says that something was done, and knows what is gone by its hash alone."""
    audit = tables.audit.c
    for column in (audit.subject, audit.actor_id):
        named = set((await db.execute(select(column).where(column.in_(ids)).distinct())).scalars())
        for gone in named:
            await db.execute(update(tables.audit).where(column == gone).values({column: hash_secret(gone)}))
