"""Migrations: an older database comes up with what it holds, and ends where the code's own tables are."""

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.store import ConsentFlags, SqlStore, schema
from simulator.store.tables import metadata

FIRST_SCHEMA = Path(__file__).parent / "first_schema.sql"
"""A database as the first version made it, with one talk in it: `.dump` of that version's file."""


async def test_the_migrations_end_at_the_tables_of_the_code(empty_database_url: str) -> None:
    await (await SqlStore.open(empty_database_url)).close()
    engine = create_async_engine(empty_database_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_a_database_of_the_first_version_is_brought_up_with_all_it_holds(database: Path) -> None:
    database.parent.mkdir()
    with sqlite3.connect(database) as direct:
        direct.executescript(FIRST_SCHEMA.read_text())
    direct.close()
    store = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    session = await store.get_session("s1")
    assert (session.tenant_id, session.person_id, session.status) == ("local", "local", "finished")
    assert session.consent == ConsentFlags(delivery_measures=True)
    assert [event.payload for event in await store.events("s1")] == [{"text": "Dag Lieve."}, {"text": "Zeg maar."}]
    assert await store.report("s1") == b'{"total": 71.5}'
    assert len(await store.exports("s1")) == 1
    await store.close()
    with sqlite3.connect(database) as direct:
        names = {name for (name,) in direct.execute("SELECT name FROM sqlite_master")}
        assert direct.execute("SELECT version_num FROM alembic_version").fetchone() == (schema.head(),)
        assert direct.execute("PRAGMA foreign_key_check").fetchall() == []
    direct.close()
    assert "schema_version" not in names
    assert {"events_are_append_only", "sessions_by_creation"} <= names
