"""What has been kept long enough, in all organisations; and what was erased before a backup brought it back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, delete, exists, func, select, update

from simulator.store import tables
from simulator.store.connect import forget_journal, readable_errors, rewrite_files
from simulator.store.database import Database
from simulator.store.erasing import erase_sessions, leave_tombstones
from simulator.store.records import KeptTalk, hash_secret

UNFINISHED_GRACE: Final = timedelta(days=1)
"""A talk that nobody finished counts as ended this long after it was created."""


@dataclass(frozen=True, slots=True, order=True)
class Tombstone:
    """What is left of an erased talk."""

    session_id_hash: str
    erased_at: datetime


@dataclass(frozen=True, slots=True)
class Expiry:
    """Works on all organisations at once, whichever it was reached through: it is the operator's duty."""

    database: Database

    async def expired_talks(self, now: datetime, transcript_days: int) -> list[KeptTalk]:
        """Talks that ended so many days ago or more; what is under way is spared.

        A talk that was never finished counts as ended one day after it was created.
        """
        return await self._talks(_ended_by(now - timedelta(days=transcript_days)), ~_is_under_way())

    async def outlived_forks(self, now: datetime, transcript_days: int) -> list[KeptTalk]:
        """Forks that are to stay, and hold words of a talk that ended so many days ago or more."""
        limit = now - timedelta(days=transcript_days)
        outlived = tables.sessions.c.origin_ended_at <= limit
        return await self._talks(outlived, _ended_by(now), ~_ended_by(limit), ~_is_under_way())

    async def note_forgotten(self, fork: KeptTalk) -> None:
        """Keeps that this fork holds no word of another talk any more."""
        table = tables.sessions
        async with self.database.writing() as db:
            await db.execute(update(table).where(table.c.id == fork.session_id).values(origin_ended_at=None))

    async def returned_talks(self, also: Collection[str] = ()) -> list[KeptTalk]:
        """Talks that have a tombstone and are there all the same: a backup brought them back.

        Args:
            also: hashes of tombstones that are not in the database.
        """
        hashes = {stone.session_id_hash for stone in await self.tombstones()} | set(also)
        return [talk for talk in await self._talks() if hash_secret(talk.session_id) in hashes]

    async def erase(self, talks: Iterable[KeptTalk], erased_at: datetime) -> int:
        """Erases talks in one transaction; how many were still there. `forget` comes after the last of them."""
        table, erased = tables.sessions.c, 0
        async with self.database.writing() as db:
            for tenant_id, own in groupby(sorted(talks), attrgetter("tenant_id")):
                ids = [talk.session_id for talk in own]
                organisation = replace(self.database, tenant_id=tenant_id)
                erased += len(await erase_sessions(organisation, db, table.id.in_(ids), erased_at))
        return erased

    async def forget(self, *, rewrites_files: bool = False) -> None:
        """The database forgets what was erased: its journal, its dead rows.

        Args:
            rewrites_files: also the bytes that PostgreSQL leaves in its files until it needs the room; nobody can write
                meanwhile. SQLite overwrites them at once and needs no such thing.
        """
        with readable_errors(self.database.engine.url):
            await forget_journal(self.database.engine)
            if rewrites_files:
                await rewrite_files(self.database.engine)

    async def tombstones(self) -> list[Tombstone]:
        """The oldest first."""
        table = tables.erasures.c
        oldest_first = select(table.session_id_hash, table.erased_at).order_by(table.erased_at, table.session_id_hash)
        async with self.database.reading() as db:
            return [Tombstone(*row) for row in await db.execute(oldest_first)]

    async def add_tombstones(self, stones: Sequence[Tombstone]) -> int:
        """Adds those that are not there; how many."""
        async with self.database.writing() as db:
            return await leave_tombstones(db, {stone.session_id_hash: stone.erased_at for stone in stones})

    async def old_entries(self, now: datetime, audit_until: datetime, *, is_removed: bool) -> int:
        """Entries of the audit log that old, and sign-ins and tokens that have expired: how many there are, or were."""
        count = 0
        old: list[tuple[Table, ColumnElement[bool]]] = [
            (tables.audit, tables.audit.c.at <= audit_until),
            (tables.sign_ins, tables.sign_ins.c.expires_at <= now),
            (tables.access_tokens, tables.access_tokens.c.expires_at <= now),
        ]
        async with self.database.writing() if is_removed else self.database.reading() as db:
            for table, which in old:
                if is_removed:
                    count += (await db.execute(delete(table).where(which))).rowcount
                else:
                    count += int((await db.execute(select(func.count()).select_from(table).where(which))).scalar_one())
        return count

    async def _talks(self, *which: ColumnElement[Any]) -> list[KeptTalk]:
        table = tables.sessions.c
        async with self.database.reading() as db:
            found = await db.execute(select(table.tenant_id, table.id).where(*which).order_by(table.created_at))
            return [KeptTalk(*row) for row in found]


def _ended_by(at: datetime) -> ColumnElement[bool]:
    """Talks that had ended by then."""
    table = tables.sessions.c
    return (table.finished_at <= at) | (table.finished_at.is_(None) & (table.created_at <= at - UNFINISHED_GRACE))


def _is_under_way() -> ColumnElement[bool]:
    return exists().where(tables.under_way.c.session_id == tables.sessions.c.id)
