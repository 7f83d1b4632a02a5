"""A manager's whole path with the keyboard alone: no click, and no focus that a script of the test puts somewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.web.at_the_door import SIZES, WIDE, arrive, come_in_by_keyboard, open_small_office
from tests.web.keyboard import Keyboard
from tests.web.office import Office
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines
from tests.web.test_report import CLEAR, VAGUE, said_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    with open_small_office(tmp_path_factory.mktemp("office"), playwright) as opened:
        yield opened


def say(page: Page, keys: Keyboard, text: str) -> None:
    """The field has the focus; it keeps it while the colleague answers."""
    before = colleague_lines(page).count()
    expect(page.get_by_label("Typ wat u zegt")).to_be_focused()
    keys.type(text)
    keys.press("Enter")
    colleague_lines(page).nth(before).wait_for(timeout=ANSWER_LIMIT_MS)


def start_typed_talk(page: Page, keys: Keyboard) -> None:
    """From the first of the three ways, which has the focus, to the colleague's first words."""
    keys.press("ArrowUp")  # round to the last of them
    expect(page.get_by_role("radio", name="Typen")).to_be_checked()
    keys.go(page.get_by_label("Laat me de stem"), press="Space")
    keys.go(page.get_by_role("button", name="Start het gesprek"))
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    keys.begin()


@pytest.mark.timeout(280)
@SIZES
def test_a_manager_goes_from_the_door_to_a_second_try(office: Office, size: ViewportSize) -> None:
    page, watch, keys = come_in_by_keyboard(office, "an", size)
    expect(page.get_by_text("U praat met een AI")).to_be_visible()
    keys.tab_to(page.get_by_role("radio", name="Ontslaggesprek: een afdeling sluit"))
    keys.press("ArrowDown")
    expect(page.get_by_role("radio", name="het verbeterplan is niet gehaald")).to_be_checked()
    keys.press("ArrowUp")
    measures = page.get_by_label("Meet hoe ik spreek")
    keys.go(measures, press="Space")
    expect(measures).to_be_checked()
    keys.press("Space")
    keys.tab_to(page.get_by_role("button", name="Verder"))
    keys.assert_in_order()
    keys.press("Enter")

    arrive(page, keys, "Bereid u even voor")
    point = page.get_by_label("Een punt, in uw woorden")
    keys.tab_to(point)
    keys.type("Eerst het nieuws")
    keys.press("Enter")
    expect(page.get_by_role("checkbox", name="Eerst het nieuws")).to_be_visible()
    expect(point).to_be_focused()
    keys.go(page.get_by_role("button", name="Microfoon proberen"))
    page.get_by_role("meter").wait_for()
    keys.assert_holds_focus()
    keys.assert_in_order()
    keys.begin()
    keys.tab_to(page.get_by_role("radio", name="Vrij spreken"), "Shift+Tab")
    start_typed_talk(page, keys)

    say(page, keys, "Dag Lieve, ga zitten.")
    say(page, keys, VAGUE)
    keys.press("Alt+p")
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()
    keys.assert_holds_focus()
    keys.press("Alt+p")
    if size == WIDE:  # a phone has no key for it
        keys.go(page.get_by_role("button", name="Toetsen"))
        expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()
        keys.press("Escape")
        expect(page.get_by_role("dialog", name="Toetsen")).to_be_hidden()
    keys.go(page.get_by_role("button", name="Stop", exact=True))

    arrive(page, keys, "Uw verslag")
    page.get_by_role("heading", name="Het gesprek", exact=True).wait_for(timeout=ANSWER_LIMIT_MS)
    walk_to_the_end(page, keys)
    read_and_try_again(page, keys)
    arrive(page, keys, "Bereid u even voor")
    expect(page.locator("fork-notice")).to_contain_text(VAGUE)
    keys.tab_to(page.get_by_role("radio", name="Vrij spreken"))
    start_typed_talk(page, keys)
    say(page, keys, CLEAR)
    keys.go(page.get_by_role("button", name="Stop", exact=True))
    arrive(page, keys, "Uw verslag")
    expect(said_in(page.get_by_role("region", name="Nu"))).to_have_text(CLEAR, timeout=ANSWER_LIMIT_MS)

    erase = page.get_by_role("button", name="Wis dit gesprek")
    keys.go(erase)
    expect(page.get_by_role("button", name="Nee")).to_be_focused()
    keys.press("Escape")
    expect(erase).to_be_focused()
    keys.press("Enter")
    keys.begin()
    keys.go(page.get_by_role("button", name="Ja, wis alles"), "Shift+Tab")
    expect(page.get_by_text("Alles is gewist.")).to_be_visible()
    keys.assert_holds_focus()
    watch.assert_clean()


def walk_to_the_end(page: Page, keys: Keyboard) -> None:
    """Everything that can be operated, once, each in sight and in the order of reading."""
    last = page.get_by_role("button", name="Wis dit gesprek")
    keys.tab_to(last)
    keys.assert_in_order()
    keys.begin()


def read_and_try_again(page: Page, keys: Keyboard) -> None:
    """Backwards from the end to the marked words: why, what to say instead, away and back, and once more."""
    turn = page.locator("report-turn", has_text=VAGUE)
    mark = turn.locator(".mark.fault[role=button]", has_text="bekijken").first
    keys.go(mark, "Shift+Tab")
    note = page.get_by_role("region", name=re.compile("Waarom"))
    expect(note).to_be_focused()
    expect(note).to_contain_text("Zeg liever:")
    keys.begin()
    keys.tab_to(note.get_by_role("button", name="Hoor").first)
    keys.press("Escape")
    expect(mark).to_be_focused()
    keys.press("Space")
    expect(note).to_be_focused()
    keys.begin()
    keys.go(note.get_by_role("button", name="Probeer deze zin opnieuw"))
