"""Databases for tests: every rule of storage must hold in a real SQLite file and in a real PostgreSQL."""

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.store import SqlStore
from tests.store.postgres import Cluster, binaries, running_cluster

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data/rechtuit.sqlite"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with running_cluster(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_database_url(request: pytest.FixtureRequest, database: Path) -> str:
    """Nothing in it yet, not even tables: a real SQLite file, a real PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{database}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return await cluster.new_database(f"test_{uuid.uuid4().hex}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with our tables and nobody in them, to copy: migrations take longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "rechtuit.sqlite"
    in_a_loop_of_its_own(_migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_name(cluster: Cluster) -> str:
    """The same in PostgreSQL."""
    in_a_loop_of_its_own(_migrate_new(cluster, "migrated"))
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, database: Path) -> str:
    """A database with our tables: a real SQLite file, a real PostgreSQL."""
    if request.param == "sqlite":
        database.parent.mkdir(exist_ok=True)
        shutil.copy(request.getfixturevalue("migrated_file"), database)
        return f"sqlite+aiosqlite:///{database}"
    template: str = request.getfixturevalue("migrated_name")
    cluster: Cluster = request.getfixturevalue("cluster")
    return await cluster.new_database(f"test_{uuid.uuid4().hex}", template=template)


async def _migrate(url: str) -> None:
    await (await SqlStore.open(url)).close()


async def _migrate_new(cluster: Cluster, name: str) -> None:
    await _migrate(await cluster.new_database(name))


def in_a_loop_of_its_own(work: Coroutine[None, None, None]) -> None:
    """For a fixture of the whole session, which may come first in a test that has a loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(database: Path) -> AsyncIterator[SqlStore]:
    """For what only a file can show."""
    opened = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    yield opened
    await opened.close()
