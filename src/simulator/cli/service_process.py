"""The real service for the length of a command, in this process, on a free port."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator.settings import Settings, SignInSettings


@asynccontextmanager
async def running_service(settings: Settings) -> AsyncIterator[str]:
    """Starts the service with a database of its own and yields its address."""
    from simulator.api.server import serve_in_background

    with tempfile.TemporaryDirectory(prefix="rechtuit-") as folder:
        # A database of its own has no accounts: whatever the settings say, the command is its one person.
        place = {"port": 0, "host": "127.0.0.1", "data_dir": Path(folder), "database": "", "sign_in": SignInSettings()}
        own = settings.model_copy(update=place)
        async with serve_in_background(own) as base_url:
            yield base_url
