"""A trainer adds a trigger and a second colleague by the form alone, mends a slip beside its field, plays the draft."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import OpenPage
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, report_frame, say
from tests.web.test_studio import SERVICE_LIMIT_MS, assert_accessible, editor, start_scenario

pytestmark = pytest.mark.slow

WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - innerWidth"
JACKET = {"Nederlands": "Ik hou mijn jas aan.", "Français": "Je garde ma veste.", "English": "I'll keep my coat on."}
WINDOW = {"Nederlands": "Zal ik het raam dichtdoen?", "English": "Shall I close the window?"}


def open_section(page: Page, heading: str) -> None:
    page.locator("summary", has=page.get_by_role("heading", name=heading, level=2)).click()


def items(page: Page, name: str) -> Locator:
    """Those of one list, by the name that each begins with."""
    return page.locator("details.item").filter(has=page.get_by_role("heading", name=name, level=3))


def write_lines(item: Locator, lines: dict[str, str]) -> None:
    for language, line in lines.items():
        field = item.get_by_label(f"Zinnen, één per lijn, {language}")
        field.fill(line)
        field.press("Tab")


def from_turn(item: Locator, turn: int) -> None:
    """Instead of the condition that a new one begins with."""
    item.get_by_role("button", name="Haal weg: ").first.press("Enter")
    choice = item.get_by_label("Voorwaarde toevoegen", exact=True)
    expect(choice).to_be_focused()  # where another is added
    choice.select_option(label="Vanaf beurt")
    item.get_by_role("button", name="+ Voorwaarde toevoegen").press("Enter")
    number = item.get_by_role("spinbutton", name="Vanaf beurt")
    expect(number).to_be_focused()
    number.fill(str(turn))
    number.press("Tab")


@pytest.mark.timeout(280)
def test_a_trigger_and_a_second_colleague_by_form_alone(
    open_page: OpenPage, picture: Callable[[Page, str], None]
) -> None:
    page, watch = open_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    start_scenario(page, "met-drie-aan-tafel")

    # A trigger, with the keyboard: it opens on its name, and goes before those that would be taken first.
    open_section(page, "Triggers")
    before = items(page, "Trigger").count()
    page.get_by_role("button", name="+ Trigger toevoegen").press("Enter")
    expect(items(page, "Trigger")).to_have_count(before + 1)
    trigger = items(page, f"Trigger {before + 1}")
    name = trigger.get_by_label("Korte naam")
    expect(name).to_be_focused()
    name.fill("jas-aan")
    name.press("Tab")
    from_turn(trigger, 1)
    trigger.get_by_label("Wat de collega dan doet").select_option(label="antwoordt op een praatje")
    write_lines(trigger, JACKET)
    for place in range(before, 0, -1):
        up = page.get_by_role("button", name="Omhoog: jas-aan")
        up.press("Enter")
        expect(items(page, f"Trigger {place}: jas-aan")).to_have_count(1)
        expect(page.get_by_role("button", name="Omlaag: jas-aan" if place == 1 else "Omhoog: jas-aan")).to_be_focused()
    expect(editor(page)).to_contain_text("# Begonnen als kopie van c4-ontslag.yaml")

    # A second colleague: whole from the start, but for what nobody has said yet.
    open_section(page, "Een tweede collega aan tafel")
    page.get_by_role("button", name="Zet een tweede collega aan tafel").press("Enter")
    join = items(page, "Inbreng 1")
    join.locator("summary").first.press("Enter")
    from_turn(join, 2)
    write_lines(join, WINDOW | {"Français": ""})
    problem = join.locator(".problems")
    expect(problem).to_contain_text("SIM137", timeout=SERVICE_LIMIT_MS)
    expect(problem).to_contain_text("Voeg `fr:` toe")
    expect(join.locator("summary").first).to_contain_text("1 bevinding")
    assert_accessible(page)
    picture(page, "wrong")
    write_lines(join, {"Français": "Je ferme la fenêtre ?"})
    expect(problem).to_have_count(0, timeout=SERVICE_LIMIT_MS)
    expect(page.get_by_text("Niets gevonden")).to_be_visible(timeout=SERVICE_LIMIT_MS)

    for width, height in ((390, 844), (820, 1180), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == 0, width
        join.scroll_into_view_if_needed()
        picture(page, f"form-{width}")
        assert_accessible(page)

    page.get_by_role("button", name="Speel nu").click()
    page.get_by_role("button", name="Begin te typen").click(timeout=SERVICE_LIMIT_MS)
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    expect(page.locator("colleague-face")).to_have_count(2)
    say(page, "Typ wat u zegt", "Dag Lieve, fijn dat u er bent. Ga zitten.")
    expect(page.locator(".line.colleague", has_text=JACKET["Nederlands"])).to_be_visible(timeout=ANSWER_LIMIT_MS)
    say(page, "Typ wat u zegt", "Het is fris vandaag, hè.")
    expect(page.locator(".line.colleague", has_text=WINDOW["Nederlands"])).to_be_visible(timeout=ANSWER_LIMIT_MS)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator(".turn.other", has_text=WINDOW["Nederlands"])).to_contain_text("Roger")
    watch.assert_clean()


@pytest.mark.timeout(120)
def test_what_is_taken_away_is_gone_and_the_rest_stays_as_it_was_typed(open_page: OpenPage) -> None:
    page, watch = open_page(locale="en-GB")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="Studio").click()
    page.get_by_role("link", name="Conflict: after a meeting").click(timeout=SERVICE_LIMIT_MS)
    expect(page.get_by_text("Nothing found")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    open_section(page, "A second colleague at the table")
    before = text_of(page)

    heard = items(page, "Join 2: gehoord")
    heard.locator("summary").first.click()
    heard.get_by_role("button", name="Remove: gehoord").press("Enter")
    expect(items(page, "Join 2: geen-partij").locator("summary").first).to_be_focused()
    expect(items(page, "Join")).to_have_count(7)
    start, stop = before.index("    - id: gehoord"), before.index("    # The other is told to be right")
    assert text_of(page) == before[:start] + before[stop:]

    page.get_by_role("button", name="Take the second colleague away").press("Enter")
    expect(page.get_by_role("button", name="+ Seat a second colleague")).to_be_focused()
    start, stop = before.index("also_present:"), before.index("ladder:")
    assert text_of(page) == before[:start] + before[stop:]
    watch.assert_clean()


def text_of(page: Page) -> str:
    """All of it: the editor draws only the lines in sight."""
    text: str = page.locator("scenario-form").evaluate("form => form.text")
    return text


@pytest.fixture
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page, str], None]:
    """Keeps what the page looked like, for whoever reads a failure."""
    folder: Path = tmp_path_factory.mktemp("pictures")

    def take(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return take
