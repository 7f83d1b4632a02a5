"""Migrations: an older database comes up with what it holds, and ends where the code's own tables are."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.store import ConsentFlags, SqlStore, schema
from simulator.store.tables import metadata
from tests.store.sessions import new_session

HOUR = timedelta(hours=1)
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


async def test_forks_of_before_get_the_date_of_the_talk_they_came_from(
    empty_database_url: str, database: Path, noon: datetime
) -> None:
    """Of an origin that is gone no date is known: what was taken over from it is due at once."""
    database.parent.mkdir(exist_ok=True)
    engine = create_async_engine(empty_database_url)
    async with engine.connect() as connection, connection.begin():
        await connection.run_sync(lambda sync: command.upgrade(schema._config(sync), "0004"))
        for session_id, is_fork, fork_of in (("s1", False, None), ("s2", True, "s1"), ("s3", True, None)):
            row = new_session(session_id, noon)
            await connection.execute(
                insert(metadata.tables["sessions"]).values(
                    id=session_id, scenario_id=row.scenario_id, persona_id=row.persona_id, language="nl",
                    difficulty="normal", seed=1, status="finished", created_at=noon, finished_at=noon + HOUR,
                    versions={"models": []}, resume_handle_hash="", is_fork=is_fork, fork_of=fork_of,
                )
            )  # fmt: skip
            await connection.execute(
                insert(metadata.tables["consents"]).values(
                    session_id=session_id, recording=False, delivery_measures=False, share_with_hr=False, given_at=noon
                )
            )
    await engine.dispose()
    store = await SqlStore.open(empty_database_url)
    ended = [(await store.get_session(session_id)).origin_ended_at for session_id in ("s1", "s2", "s3")]
    await store.close()
    assert ended[:2] == [None, noon + HOUR]
    assert ended[2] is not None
    assert ended[2].year == 1970
