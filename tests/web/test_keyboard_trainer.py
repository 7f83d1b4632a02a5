"""A trainer's whole path with the keyboard alone: no click, and no focus that a script of the test puts somewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.web.at_the_door import PHONE, SIZES, WIDE, arrive, come_in_by_keyboard, heading, open_small_office
from tests.web.keyboard import Keyboard
from tests.web.office import Office
from tests.web.test_simulation import SIMULATION_LIMIT_MS
from tests.web.test_studio import SERVICE_LIMIT_MS, assert_accessible, editor

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    with open_small_office(tmp_path_factory.mktemp("office"), playwright) as opened:
        yield opened


@pytest.mark.timeout(280)
@SIZES
def test_a_trainer_goes_from_the_door_to_a_published_talk(office: Office, size: ViewportSize) -> None:
    page, watch, keys = come_in_by_keyboard(office, "tom", size)
    name = f"toetsen-{size['width']}"
    keys.go(page.get_by_role("link", name="Studio"))
    arrive(page, keys, "Studio")
    new = page.get_by_role("button", name="Nieuw gesprek")
    keys.go(new)
    expect(page.get_by_label("Korte naam")).to_be_focused()
    keys.begin()
    keys.go(page.get_by_role("button", name="Annuleer"))
    expect(new).to_be_focused()
    keys.press("Enter")
    keys.type(name)
    keys.press("Enter")
    arrive(page, keys, "Ontslaggesprek: een afdeling sluit")
    expect(page.get_by_text("Niets gevonden")).to_be_visible(timeout=SERVICE_LIMIT_MS)

    if size == WIDE:
        leave_the_text(page, keys)
    title = page.get_by_role("textbox", name="Titel, Nederlands")
    keys.tab_to(title)
    keys.assert_in_order()
    keys.press("Control+A")
    keys.type("Met toetsen alleen")
    keys.press("Control+S")
    expect(page.get_by_text("Bewaard.")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    expect(title).to_be_focused()
    expect(heading(page, "Met toetsen alleen")).to_be_visible()
    if size == PHONE:
        keys.begin()
        keys.go(page.get_by_role("button", name="Tekst", exact=True), "Shift+Tab")
        leave_the_text(page, keys)

    keys.begin()
    keys.go(page.get_by_role("button", name="Simulatie"), "Shift+Tab")
    keys.go(page.get_by_role("button", name="Speel de simulatie"))
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_focused()
    scores = page.get_by_role("table", name="Gemiddelde score per deelnemer")
    scores.wait_for(timeout=SIMULATION_LIMIT_MS)
    expect(page.get_by_role("button", name="Speel de simulatie")).to_be_focused()
    keys.begin()
    keys.go(page.get_by_text("Nooit gezegde zinnen"))
    expect(page.locator(".never").first).to_be_visible()

    keys.begin()
    publish = page.get_by_role("button", name="Publiceer")
    keys.go(publish, "Shift+Tab")
    expect(page.get_by_text("iedereen kan er nu mee oefenen")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    expect(publish).to_be_focused()
    take_back_and_archive(page, keys)
    watch.assert_clean()


def leave_the_text(page: Page, keys: Keyboard) -> None:
    """Into the editor and out of it again by Tab, as it says itself; its list of words holds nobody either."""
    keys.tab_to(editor(page))
    expect(editor(page)).to_have_attribute("aria-description", re.compile("Tab verlaat de tekst"))
    keys.press("Control+Space")
    keys.tab()
    keys.tab("Shift+Tab")
    expect(editor(page)).to_be_focused()


def take_back_and_archive(page: Page, keys: Keyboard) -> None:
    """An older text, what differs from it, and off the list and on again: nothing of it loses the focus."""
    keys.begin()
    keys.go(page.get_by_role("button", name="Geschiedenis"))
    keys.begin()
    keys.go(page.get_by_role("button", name="bewaard").last)
    expect(page.locator("history-view .cm-insertedLine").first).to_contain_text("Met toetsen alleen")
    keys.begin()
    keys.go(page.get_by_label("Toon ook wat gelijk bleef"), press="Space")
    expect(page.locator("history-view .cm-collapsedLines")).to_have_count(0)
    keys.tab_to(page.get_by_role("textbox", name="Verschillen"))
    keys.begin()
    keys.go(page.get_by_role("button", name="Neem deze tekst terug"), "Shift+Tab")
    expect(page.get_by_text("Teruggenomen. Het is nog niet bewaard.")).to_be_visible()
    keys.assert_holds_focus()
    assert_accessible(page)

    keys.begin()
    archive = page.get_by_role("button", name="Archiveer", exact=True)
    keys.go(archive, "Shift+Tab")
    expect(page.get_by_role("button", name="Nee")).to_be_focused()
    assert_accessible(page)
    keys.press("Escape")
    expect(archive).to_be_focused()
    keys.press("Enter")
    keys.begin()
    keys.go(page.get_by_role("button", name="Ja, archiveer"), "Shift+Tab")
    expect(page.get_by_text("Van de lijst gehaald.")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    keys.assert_holds_focus()
    # What was not kept yet was kept first: it is the draft that goes back on the list.
    expect(heading(page, "Ontslaggesprek: een afdeling sluit")).to_be_visible()
    keys.begin()
    keys.go(page.get_by_role("button", name="Zet weer op de lijst"))
    expect(page.get_by_text("iedereen kan er nu mee oefenen")).to_be_visible(timeout=SERVICE_LIMIT_MS)
