"""An office with accounts: a service whose people sign in, each in a browser context of their own."""

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from simulator.flow.labels import Role
from simulator.settings import load_settings
from simulator.store import ConsentFlags, SqlStore
from tests.api.sign_in.coming_in import PASSWORD, join
from tests.session.house import scored_talk
from tests.web.conftest import CHROMIUM, QUIET_FLAGS, Watch, running_service

PEOPLE: dict[str, tuple[Role, ...]] = {"an": ("trainee",), "hilde": ("hr",), "ada": ("admin",)}
SETTINGS = {
    "SIMULATOR_SIGN_IN__MODE": "accounts",
    "SIMULATOR_STT__ENGINE": "scripted",
    "SIMULATOR_TURN_DETECTOR": "silence",
    "SIMULATOR_VOICE__PREPARE": "false",
}
"""Nobody talks here: without the engines of a talk the service starts sooner."""
TEAM = 5
"""Other trainees, who share their talk with HR: as few as a figure is made of."""
ASK = """async ([method, path, body]) => {
  const headers = { "x-rechtuit": "1", ...(body ? { "content-type": "application/json" } : {}) };
  const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined });
  return answer.status;
}"""


@dataclass(slots=True)
class Office:
    """A running service and a browser."""

    origin: str
    browser: Browser

    def newcomer(self, locale: str = "nl-BE") -> tuple[Page, Watch]:
        """A browser context in which nobody is signed in."""
        page, watch = self.browser.new_context(locale=locale, accept_downloads=True).new_page(), Watch(self.origin)
        watch.follow(page)
        return page, watch

    def signed_in(self, name: str, place: str = "", locale: str = "nl-BE") -> tuple[Page, Watch]:
        """Somebody of the office, at a place in the pages."""
        page, watch = self.newcomer(locale)
        page.goto(f"{self.origin}/{place}")
        come_in(page, name)
        return page, watch


def come_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")
    page.locator("rehearsal-room").wait_for(state="attached")


def ask(page: Page, method: str, path: str, body: dict[str, Any] | None = None) -> int:
    """The status of a request that the page makes as its reader."""
    status: int = page.evaluate(ASK, [method, path, body])
    return status


@contextlib.contextmanager
def open_office(folder: Path, playwright: Playwright) -> Iterator[Office]:
    """An's talks s1 to s4, and a team of five."""
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's own loop runs in this thread
        elsewhere.submit(lambda: asyncio.run(_move_in(folder))).result()
    with (
        running_service(folder, **SETTINGS) as origin,
        playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS) as browser,
    ):
        yield Office(origin, browser)


async def _move_in(folder: Path) -> None:
    settings = load_settings().model_copy(update={"data_dir": folder, "database": ""})
    store = await SqlStore.open(settings.database_url)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    people = {name: await join(store, name, *roles) for name, roles in PEOPLE.items()}
    for number in range(1, 5):
        await scored_talk(store, f"s{number}", yesterday, people["an"].person_id, which=number)
    for number in range(TEAM):
        member = await join(store, f"team{number}")
        agrees = ConsentFlags(share_with_hr=True)
        await scored_talk(store, f"t{number}", yesterday, member.person_id, which=number, consent=agrees)
    await store.close()
