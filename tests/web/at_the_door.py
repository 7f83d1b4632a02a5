"""A manager and a trainer who come in with the keyboard alone; their browser has a microphone."""

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, ViewportSize, expect

from simulator.settings import load_settings
from simulator.store import SqlStore
from tests.api.sign_in.coming_in import PASSWORD, join
from tests.web.conftest import CHROMIUM, QUIET_FLAGS, Watch, running_service
from tests.web.keyboard import Keyboard
from tests.web.office import SETTINGS, Office
from tests.web.test_rehearsal import ANSWER_LIMIT_MS

WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


@contextlib.contextmanager
def open_small_office(folder: Path, playwright: Playwright) -> Iterator[Office]:
    """An, who rehearses, and Tom, who writes talks."""
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's own loop runs in this thread
        elsewhere.submit(lambda: asyncio.run(_move_in(folder))).result()
    flags = [*QUIET_FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    with (
        running_service(folder, **SETTINGS) as origin,
        playwright.chromium.launch(executable_path=CHROMIUM, args=flags) as browser,
    ):
        yield Office(origin, browser)


async def _move_in(folder: Path) -> None:
    store = await SqlStore.open(load_settings().model_copy(update={"data_dir": folder, "database": ""}).database_url)
    await join(store, "an", "trainee")
    await join(store, "tom", "trainer")
    await store.close()


def come_in_by_keyboard(office: Office, name: str, size: ViewportSize) -> tuple[Page, Watch, Keyboard]:
    page, watch = office.newcomer()
    page.set_viewport_size(size)
    page.goto(office.origin)
    keys = Keyboard(page)
    keys.tab_to(page.locator("#name"))
    keys.type(name)
    keys.tab_to(page.locator("#password"))
    keys.type(PASSWORD)
    keys.go(page.locator("main button"))
    page.locator("rehearsal-room").wait_for(state="attached")
    keys.begin()
    return page, watch, keys


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=1, name=name, exact=True)


def arrive(page: Page, keys: Keyboard, title: str) -> None:
    """On a page that opened: its heading has the focus and shows it, and from there one goes on."""
    expect(heading(page, title)).to_be_focused(timeout=ANSWER_LIMIT_MS)
    expect(heading(page, title)).to_have_css("text-decoration-line", "underline")
    keys.begin()
