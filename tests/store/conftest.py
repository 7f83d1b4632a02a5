from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.store import SqlStore

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data/rechtuit.sqlite"


@pytest.fixture
async def store(database: Path) -> AsyncIterator[SqlStore]:
    """A store in a real SQLite file."""
    opened = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    yield opened
    await opened.close()
