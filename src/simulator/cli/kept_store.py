"""The store while one command needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from simulator.settings import Settings
from simulator.store import SqlStore


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqlStore]:
    """
    Raises:
        BadInput, Unavailable: as `SqlStore.open`.
    """
    store = await SqlStore.open(settings.database_url)
    try:
        yield store
    finally:
        await store.close()
