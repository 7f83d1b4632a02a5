"""Every row about one person, for the copy they may ask for. A table that is added later is found by its keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from simulator.store import tables
from simulator.store.database import Database
from simulator.store.records import hash_secret

WITHHELD: Final = frozenset(
    {
        "identities.password_hash",
        "sign_ins.token_hash",
        "access_tokens.token_hash",
        "sessions.resume_handle_hash",
        "recordings.nonce",
        "recordings.sealed",
    }
)
"""Keys to the door, and sound that is handed over opened instead; everything else of a row is told."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PersonRows:
    """What the database holds of somebody of this organisation."""

    database: Database

    async def tables_of(self, person_id: str) -> dict[str, list[Row]]:
        """All rows about them that belong to no talk, by table: who they are, how they sign in, what they did.

        Raises:
            NotFound: no such person in this organisation.
        """
        async with self.database.reading() as db:
            await self.database.require_person(db, person_id)
            return await _rows(db, partial(_about, person_id=person_id))

    async def talk_ids(self, person_id: str) -> Sequence[str]:
        """Their talks, the oldest first."""
        table = tables.sessions.c
        own = select(table.id).where(table.person_id == person_id, table.tenant_id == self.database.tenant_id)
        async with self.database.reading() as db:
            await self.database.require_person(db, person_id)
            return list((await db.execute(own.order_by(table.created_at, table.id))).scalars())

    async def tables_of_talk(self, session_id: str) -> dict[str, list[Row]]:
        """All rows of one talk, by table.

        Raises:
            NotFound: no such session.
        """
        async with self.database.reading() as db:
            await self.database.require_session(db, session_id)
            return await _rows(db, partial(_of_talk, session_id=session_id))


async def _rows(db: AsyncConnection, which: Callable[[Table], ColumnElement[bool] | None]) -> dict[str, list[Row]]:
    """The rows of each table that this condition names; tables without one are left out."""
    found = {}
    for table in tables.metadata.sorted_tables:
        wanted = which(table)
        if wanted is not None:
            found[table.name] = [dict(row._mapping) for row in await db.execute(_told(table, wanted))]
    return found


def _about(table: Table, person_id: str) -> ColumnElement[bool] | None:
    if table is tables.sessions:
        return None  # they come with their talks
    if table is tables.people:
        return tables.people.c.id == person_id
    if table is tables.audit:
        ids = (person_id, hash_secret(person_id))
        return or_(tables.audit.c.actor_id.in_(ids), tables.audit.c.subject.in_(ids))
    return _any_is(_keys_to(table, tables.people), person_id)


def _of_talk(table: Table, session_id: str) -> ColumnElement[bool] | None:
    return _any_is([tables.sessions.c.id] if table is tables.sessions else _keys_to(table, tables.sessions), session_id)


def _keys_to(table: Table, other: Table) -> list[Column[Any]]:
    return [column for column in table.c if any(key.column.table is other for key in column.foreign_keys)]


def _any_is(columns: Sequence[Column[Any]], value: str) -> ColumnElement[bool] | None:
    return or_(*(column == value for column in columns)) if columns else None


def _told(table: Table, which: ColumnElement[bool]) -> Any:
    columns = [column for column in table.c if f"{table.name}.{column.name}" not in WITHHELD]
    return select(*columns).where(which).order_by(*table.primary_key.columns)
