"""The store while one command needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from simulator.errors import BadInput
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


def must_be_own(settings: Settings, command: str) -> None:
    """A machine with accounts keeps talks of people, and none of whoever types at it.

    Raises:
        BadInput: people sign in on this machine.
    """
    if settings.sign_in.mode == "accounts":
        raise BadInput(
            f"`simulator {command}` is for a machine without accounts.",
            where="SIMULATOR_SIGN_IN__MODE",
            remedy="Here whoever the talk is of signs in and takes it from the pages.",
        )
