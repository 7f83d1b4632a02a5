"""What several rooms' tests share: the spoken material beside the checkout, and one real service for the slow ones."""

import asyncio
import csv
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from simulator import audio
from simulator.flow.audio import Samples
from simulator.settings import Settings, load_settings
from tests.databases import (
    cluster,
    database,
    database_url,
    empty_database_url,
    migrated_file,
    migrated_name,
    noon,
    sqlite_store,
    store,
)
from tests.served_model import Model, serving

__all__ = [
    "cluster",
    "database",
    "database_url",
    "empty_database_url",
    "migrated_file",
    "migrated_name",
    "noon",
    "sqlite_store",
    "store",
]

asyncio.set_event_loop(None)
"""Else pytest-asyncio 1.5 finds no loop at the first async test, makes one and forgets it: a ResourceWarning, whenever
the garbage is collected."""

SHARED_AUDIO = Path(__file__).resolve().parents[2] / "shared" / "audio"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Divide the suite over two processes (`make test`): what one folder shares is built once, by one of them.

    Talks with the real service, and browsers, are mostly waiting: they go first, all in one process, while the other
    one computes.
    """
    if not config.getoption("loadgroup", False):  # xdist says so to its processes
        return

    def is_live(item: pytest.Item) -> bool:
        return "service_url" in getattr(item, "fixturenames", ()) or item.path.parent.name == "web"

    items.sort(key=is_live, reverse=True)
    for item in items:
        group = "live" if is_live(item) else str(item.path.parent)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def shared_audio() -> Path:
    """Folder with spoken Dutch talks and real Flemish utterances."""
    if not (SHARED_AUDIO / "manifest.csv").is_file():
        pytest.skip(f"no spoken test material at {SHARED_AUDIO}")
    return SHARED_AUDIO


def spoken_turns(folder: Path, talk: str) -> list[Samples]:
    """The trainee turns of one recorded talk, 16 kHz, in order."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        names = [row["path"] for row in csv.DictReader(file) if row["talk"] == talk]
    return [audio.read_audio(folder / name) for name in names]


def joined(turns: Sequence[Samples], pause_s: float) -> Samples:
    """One recording of several turns with silence between them."""
    pause = np.zeros(int(pause_s * 16_000), np.float32)
    return np.concatenate([part for turn in turns for part in (turn, pause)])


@pytest.fixture(scope="session")
def service_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped content and models, a database of its own, a free port."""
    folder = tmp_path_factory.mktemp("service")
    settings = load_settings()
    limits = settings.limits.model_copy(update={"sessions": 50})
    voice = settings.voice.model_copy(update={"prepare": False})  # four minutes of a core that the tests need
    return settings.model_copy(update={"port": 0, "data_dir": folder, "database": "", "limits": limits, "voice": voice})


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service_url(service_settings: Settings) -> AsyncIterator[str]:
    """The real service with the real recogniser and voices, warm."""
    from simulator.api.server import serve_in_background

    async with serve_in_background(service_settings) as base_url:
        yield base_url


@pytest.fixture
def model() -> Iterator[tuple[Model, str]]:
    """A language model that says what the test wants, and its address."""
    with serving() as served:
        yield served
