import asyncio
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest

from simulator.errors import BadInput, RechtuitError, Unavailable
from simulator.store import ConsentFlags, NewSession, SqlStore, StoredEvent, schema


def _url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def _refusal(url: str) -> RechtuitError:
    """Why a database is not opened, as the one line a person reads."""
    with pytest.raises(RechtuitError) as caught:
        await SqlStore.open(url)
    assert "\n" not in str(caught.value)
    return caught.value


async def _read_events(url: str, session_id: str) -> None:
    store = await SqlStore.open(url)
    try:
        await store.events(session_id)
    finally:
        await store.close()


def _new(session_id: str, at: datetime) -> NewSession:
    return NewSession(session_id, "c4_talk", "lieve", "nl", "normal", 1, ConsentFlags(), at)


async def test_a_new_database_gets_its_folder_the_schema_and_a_journal(sqlite_store: SqlStore, database: Path) -> None:
    with sqlite3.connect(database) as direct:
        assert direct.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.head(),)]
        assert direct.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    direct.close()


async def test_services_that_start_at_once_share_one_schema(empty_database_url: str, noon: datetime) -> None:
    stores = await asyncio.gather(*(SqlStore.open(empty_database_url) for _ in range(4)))
    for number, store in enumerate(stores):
        await store.create_session(_new(f"s{number}", noon))
    assert len(await stores[0].list_sessions()) == 4
    for store in stores:
        await store.close()


async def test_a_start_that_was_cut_short_is_completed(database: Path) -> None:
    database.parent.mkdir()
    with sqlite3.connect(database) as direct:
        direct.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    direct.close()
    store = await SqlStore.open(_url(database))
    assert await store.list_sessions() == []
    await store.close()


async def test_a_newer_schema_is_named(database: Path) -> None:
    store = await SqlStore.open(_url(database))
    await store.close()
    with sqlite3.connect(database) as direct:
        direct.execute("UPDATE alembic_version SET version_num = '9999'")
    direct.close()
    problem = await _refusal(_url(database))
    assert isinstance(problem, Unavailable)
    assert f"newer Rechtuit (schema 9999, this one knows {schema.head()})" in problem.what
    assert problem.where == str(database)


async def test_somebody_elses_database_is_left_alone(database: Path) -> None:
    database.parent.mkdir()
    with sqlite3.connect(database) as direct:
        direct.execute("CREATE TABLE invoices (id)")
    direct.close()
    assert "other tables (invoices)" in (await _refusal(_url(database))).what
    with sqlite3.connect(database) as direct:
        assert direct.execute("SELECT name FROM sqlite_master").fetchall() == [("invoices",)]
    direct.close()


async def test_a_file_that_is_no_database(database: Path) -> None:
    database.parent.mkdir()
    database.write_text("notes about the talk\n" * 100)
    threads = set(threading.enumerate())
    problem = await _refusal(_url(database))
    assert "file is not a database" in problem.what
    assert "restore a backup" in str(problem)
    for worker in set(threading.enumerate()) - threads:
        worker.join(timeout=3)
        assert not worker.is_alive(), "the process would hang at its end"


async def test_a_database_that_is_damaged_while_it_is_used(database: Path, noon: datetime) -> None:
    store = await SqlStore.open(_url(database))
    await store.create_session(_new("s1", noon))
    await store.append_events("s1", [StoredEvent(seq, "turn", 0, {"text": "x" * 2000}) for seq in range(1, 50)])
    await store.close()
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(Unavailable) as caught:
        await _read_events(_url(database), "s1")
    assert "malformed" in caught.value.what
    assert str(database) in str(caught.value)


async def test_a_database_that_may_not_be_written(database: Path, noon: datetime) -> None:
    store = await SqlStore.open(_url(database))
    await store.close()
    read_only = await SqlStore.open(f"sqlite+aiosqlite:///file:{database}?mode=ro&uri=true")
    with pytest.raises(Unavailable, match="readonly database"):
        await read_only.create_session(_new("s1", noon))
    await read_only.close()


async def test_a_folder_in_the_place_of_the_file(database: Path) -> None:
    database.mkdir(parents=True)
    assert "unable to open database file" in (await _refusal(_url(database))).what


async def test_a_file_in_the_place_of_the_folder(database: Path) -> None:
    database.parent.write_text("")
    assert "cannot be made" in (await _refusal(_url(database))).what


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "no database URL"),
        ("rechtuit.sqlite", "no database URL"),
        ("sqlite:///x.sqlite", "'sqlite' is no database driver"),
        ("nosuch+driver:///x", "'nosuch+driver' is no database driver"),
    ],
)
async def test_a_url_that_names_no_async_driver(url: str, says: str) -> None:
    problem = await _refusal(url)
    assert isinstance(problem, BadInput)
    assert says in problem.what
    assert "sqlite+aiosqlite:///FILE" in str(problem)


async def test_a_driver_that_is_not_installed() -> None:
    problem = await _refusal("postgresql+psycopg://user:geheim@localhost/rechtuit")
    assert isinstance(problem, Unavailable)
    assert "not installed" in problem.what
    assert "geheim" not in str(problem)


async def test_a_store_in_memory(noon: datetime) -> None:
    store = await SqlStore.open("sqlite+aiosqlite://")
    await store.create_session(_new("s1", noon))
    await store.erase_session("s1", noon)
    assert await store.list_sessions() == []
    await store.close()
