"""A real service on a free port without its engines, for tests of who may come in: they never get as far as a voice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from simulator.api.server import serve_in_background
from simulator.session.rooms import Rooms
from simulator.settings import Settings, SignInSettings, load_settings
from simulator.store import SqlStore

ASKED = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 1}
PAGE = {"X-Rechtuit": "1"}
"""What our own pages send at whatever changes something; a browser adds the rest."""


@dataclass(slots=True)
class House:
    """A running service and its database."""

    url: str
    store: SqlStore
    links: list[str] = field(default_factory=list)
    """Secrets of the one-time links, as they were shown in the terminal."""

    def browser(self) -> AsyncClient:
        """Somebody's browser: it keeps cookies, says where it is, and does not follow by itself."""
        return AsyncClient(base_url=self.url, headers={"Origin": self.url}, timeout=30)

    def program(self, secret: str = "") -> AsyncClient:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return AsyncClient(base_url=self.url, headers=headers, timeout=30)


def light_settings(folder: Path, database_url: str = "", *, host: str = "127.0.0.1", **sign_in: Any) -> Settings:
    settings = load_settings()
    return settings.model_copy(
        update={
            "host": host,
            "port": 0,
            "data_dir": folder,
            "database": database_url,
            "voice": settings.voice.model_copy(update={"prepare": False}),
            "sign_in": SignInSettings.model_validate(sign_in),
        }
    )


@asynccontextmanager
async def serving(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async def stay_cold(_rooms: Rooms) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(Rooms, "warm_up", stay_cold)
    links: list[str] = []
    async with serve_in_background(settings, links.append) as url:
        store = await SqlStore.open(settings.database_url)
        try:
            yield House(url.replace("0.0.0.0", "127.0.0.1"), store, links)
        finally:
            await store.close()
