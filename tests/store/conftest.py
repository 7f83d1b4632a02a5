import uuid
from collections.abc import AsyncIterator, Iterator
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
async def database_url(request: pytest.FixtureRequest, database: Path) -> str:
    """An empty database: a real SQLite file, a real PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{database}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return await cluster.new_database(f"test_{uuid.uuid4().hex}")


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
