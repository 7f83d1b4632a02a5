"""A row in every table there is, for one person and one talk of theirs; a table that is added later is filled too."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table, select
from sqlalchemy.ext.asyncio import AsyncEngine

from simulator.store.tables import UtcDateTime, metadata

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEFT_EMPTY: Final = frozenset({"erasures", "tenants"})
"""Tombstones are what erasing leaves; the organisation is there and stays."""
PLAIN: Final = {
    "scenario_id": "c4",
    "language": "nl",
    "role": "trainer",
    "action": "shared",
    "status": "finished",
    "issuer": "local",
}
"""Columns that name something of ours and not of a person."""


def of_talk(table: Table) -> bool:
    return table.name in ("sessions", "audit") or any(key.column.table.name == "sessions" for key in table.foreign_keys)


def row_of(table: Table, person_id: str, session_id: str, words: str) -> dict[str, Any]:
    """One row, with the words wherever there is room for any."""
    return {
        column.name: _value(table, column, person_id, session_id, words)
        for column in table.c
        if not (column.primary_key and isinstance(column.type, Integer) and column.autoincrement is not False)
    }


def _value(table: Table, column: Column[Any], person_id: str, session_id: str, words: str) -> Any:
    leads_to = {key.column.table.name for key in column.foreign_keys} | ({table.name} if column.name == "id" else set())
    ids = {"tenants": "bank", "people": person_id, "sessions": session_id}
    if known := leads_to & ids.keys():
        return ids[known.pop()]
    if table.name == "audit" and column.name in ("actor_id", "subject"):
        return person_id if column.name == "actor_id" else session_id
    return PLAIN[column.name] if column.name in PLAIN else _of_type(column, words)


def _of_type(column: Column[Any], words: str) -> Any:
    if isinstance(column.type, String):
        return words[: column.type.length or 1000]
    values = {
        UtcDateTime: AT,
        Boolean: True,
        JSON: {"text": words},
        LargeBinary: words.encode(),
        Float: 1.0,
        Integer: 1,
    }
    return next(value for kind, value in values.items() if isinstance(column.type, kind))


async def fill(engine: AsyncEngine, person_id: str, session_id: str, *, of_person: str, in_talk: str) -> None:
    """A row in every table; rows of the talk hold the one word, rows of the person the other."""
    async with engine.begin() as db:
        for table in metadata.sorted_tables:
            if table.name not in LEFT_EMPTY:
                words = in_talk if of_talk(table) else of_person
                await db.execute(table.insert().values(row_of(table, person_id, session_id, words)))


async def every_row(engine: AsyncEngine) -> dict[str, list[str]]:
    """Every row of every table as text, read past the store."""
    async with engine.connect() as db:
        return {
            table.name: [repr(tuple(row)) for row in await db.execute(select(table))]
            for table in metadata.sorted_tables
        }
