"""One's own pages: progress over attempts, words for HR that are seen before they are granted, consent, and the end."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from simulator.settings import load_settings
from simulator.store import LOCAL, ConsentFlags, SqlStore
from tests.session.house import scored_talk
from tests.web.conftest import CHROMIUM, QUIET_FLAGS, Watch, running_service
from tests.web.office import Office, ask
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, tell
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

EXERCISE = "Koffie op afstand: gewoon kennismaken"
"""Nobody was talked with about it before these tests."""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    """A machine without accounts, whose one person held two talks: "first" went badly, "second" well."""
    folder = tmp_path_factory.mktemp("machine")
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's own loop runs in this thread
        elsewhere.submit(lambda: asyncio.run(_hold_talks(folder))).result()
    with (
        running_service(folder) as origin,
        playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS) as browser,
    ):
        yield Office(origin, browser)


async def _hold_talks(folder: Path) -> None:
    settings = load_settings().model_copy(update={"data_dir": folder, "database": ""})
    store = await SqlStore.open(settings.database_url)
    now, agrees = datetime.now(UTC), ConsentFlags(delivery_measures=True, share_with_hr=True)
    await scored_talk(store, "first", now - timedelta(days=2), LOCAL, which=1)
    await scored_talk(store, "second", now - timedelta(days=1), LOCAL, which=0, consent=agrees)
    await store.close()


def hold_typed_talk(page: Page, watch: Watch, words: str) -> None:
    """From the preparation to the report."""
    page.get_by_role("radio", name="Typen").check()
    page.get_by_label("Laat me de stem").uncheck()
    page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    tell(page, watch, words)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw verslag", timeout=ANSWER_LIMIT_MS)


@pytest.mark.timeout(180)
def test_two_typed_talks_show_what_changed(machine: Office) -> None:
    page, watch = machine.newcomer()
    page.goto(machine.origin)
    page.get_by_role("radio", name=EXERCISE).check()
    page.get_by_role("button", name="Verder").click()
    hold_typed_talk(page, watch, "Dag.")

    page.get_by_role("link", name="Mijn gesprekken").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    exercise = page.get_by_role("region", name=EXERCISE, exact=True)
    expect(exercise).to_contain_text("1 gesprek")
    exercise.get_by_role("button", name="Oefen opnieuw").press("Enter")
    expect(exercise.get_by_label("Meet hoe ik spreek")).not_to_be_checked()
    assert_accessible(page)
    exercise.get_by_role("button", name="Verder").press("Enter")
    hold_typed_talk(
        page, watch, "Dag! Fijn u te spreken. Hoe bent u bij de firma gekomen, en wat doet u daar het liefst?"
    )

    page.get_by_role("link", name="Mijn gesprekken").click()
    expect(exercise).to_contain_text("2 gesprekken")
    expect(exercise.get_by_role("img")).to_have_attribute("aria-label", re.compile(r"Totaal per poging.*doel is \d+"))
    exercise.get_by_role("button", name="Vooruitgang per onderdeel").press("Enter")
    expect(exercise.get_by_text("Omhoog sinds de vorige keer:")).to_be_visible()
    total = exercise.get_by_role("row", name=re.compile("^Totaal"))
    first, second, change = (number.inner_text() for number in (total.get_by_role("cell").nth(n) for n in range(3)))
    assert _number(second) - _number(first) == pytest.approx(_number(change), abs=0.11)
    assert _number(change) > 0
    assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    table = exercise.get_by_role("table").locator("..")
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth"), "two attempts fit beside each other on a phone"
    page.set_viewport_size({"width": 1280, "height": 720})

    page.get_by_role("link", name="Oefenen").click()
    card = page.get_by_role("radio", name=EXERCISE)
    expect(card).to_have_accessible_description(re.compile(r"± 6 min.*uw beste \d+, laatste \d+"))
    assert_accessible(page)
    watch.assert_clean()


def _number(written: str) -> float:
    """Of `41,5 / 100` or `+3,2`: what stands first."""
    return float(written.split("/")[0].strip().replace("−", "-").replace(",", "."))


def test_the_report_tells_the_law_and_how_it_sounded_as_it_prints(machine: Office) -> None:
    page, watch = machine.newcomer()
    page.emulate_media(color_scheme="dark")
    page.goto(f"{machine.origin}/#mine/second")
    law = page.get_by_role("region", name="Juridische aandachtspunten")
    expect(law).to_contain_text("Vraag HR of juridisch advies.")
    expect(law).to_contain_text("Bron: Securex 18-1-2024, nagekeken op 1 november 2026")
    sound = page.get_by_role("region", name="Hoe het klonk")
    rate = sound.get_by_role("row", name=re.compile("^Articulatietempo"))
    expect(rate.get_by_role("cell").nth(1)).to_have_text("4,4")
    expect(rate).to_contain_text("gemiddeld 4,2 in België")
    expect(rate).to_contain_text("Bron: Verhoeven")
    expect(rate.get_by_role("img")).to_have_accessible_name(re.compile("In de beurt van het nieuws 4,4"))
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        expect(rate).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)
    # Of the talk without consent to measures nothing of it is there.
    page.goto(f"{machine.origin}/#mine/first")
    expect(law).to_be_visible()
    expect(sound).to_have_count(0)
    watch.assert_clean()


def test_what_is_left_out_is_nowhere_on_the_page_for_hr(machine: Office) -> None:
    page, watch = machine.newcomer()
    page.goto(f"{machine.origin}/#mine/second/hr")
    agree = page.get_by_role("button", name="Ik stem in")
    expect(agree).to_be_disabled()
    sentence = page.get_by_role("checkbox").first
    sentence.check()
    words = page.get_by_role("group", name="Woorden weglaten uit").get_by_role("button")
    left_out = [words.nth(number).inner_text() for number in (0, 1)]
    kept = words.nth(2).inner_text()
    for number in (0, 1):
        words.nth(number).press("Space")
    assert_accessible(page)

    page.get_by_role("button", name="Toon het blad").click()
    sheet = page.frame_locator("hr-view iframe").locator("body")
    quote = sheet.locator("blockquote")
    expect(quote).to_contain_text(f"[weggelaten] {kept}")
    for word in left_out:
        assert word not in quote.inner_text()
    assert " ".join(left_out) not in sheet.inner_text()
    expect(agree).to_be_enabled()
    words.nth(2).click()
    expect(agree).to_be_disabled()
    expect(page.get_by_text("Bekijk het blad opnieuw")).to_be_visible()
    words.nth(2).click()

    agree.click()
    expect(page.get_by_text("U stemde in.")).to_be_visible()
    expect(page.get_by_text("nog niet gebruikt")).to_be_visible()
    taken = page.evaluate("() => fetch('v1/sessions/second/report?audience=hr').then((answer) => answer.text())")
    assert " ".join(left_out) not in taken
    assert f"[weggelaten] {kept}" in taken
    page.reload()
    expect(page.get_by_text("HR nam het blad op")).to_be_visible()
    watch.assert_clean()


def test_consent_is_withdrawn_at_once_and_the_log_says_who_took_what(machine: Office) -> None:
    page, watch = machine.newcomer()
    page.goto(f"{machine.origin}/#mine/second/keep")
    hr = page.get_by_label("Meetellen voor HR")
    expect(hr).to_be_checked()
    hr.uncheck()
    expect(page.get_by_text("Bewaard. Dit geldt vanaf nu.")).to_be_visible()
    page.reload()
    expect(hr).not_to_be_checked()
    expect(page.get_by_label("Bewaren hoe ik sprak")).to_be_checked()
    assert ask(page, "GET", "v1/sessions/second/report?audience=hr") == 403
    expect(page.get_by_text(re.compile(r"Uzelf: \d+ keer"))).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert Path(saved.value.path()).stat().st_size > 0
    assert_accessible(page)
    assert [error for error in watch.errors if "403" not in error] == []
    assert watch.outside == []


def test_erase_me(machine: Office) -> None:
    """The last story here: nothing is left for another."""
    page, watch = machine.newcomer()
    page.goto(f"{machine.origin}/#mine/data")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download mijn gegevens").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Maak het bewijs").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    page.get_by_label("Tot en met").fill("2020-01-31")
    page.get_by_role("button", name="Maak het bewijs").click()
    expect(page.get_by_text("Er is geen afgewerkt gesprek in deze periode.")).to_be_visible()

    erase = page.get_by_role("button", name="Wis alles van mij")
    expect(erase).to_be_disabled()
    page.get_by_label("Typ WISSEN").fill("ja")
    expect(erase).to_be_disabled()
    page.get_by_label("Typ WISSEN").fill("wissen")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Alles is gewist")).to_be_visible()
    page.get_by_role("link", name="Mijn gesprekken").click()
    expect(page.get_by_text("Nog geen gesprekken.")).to_be_visible()
    page.goto(f"{machine.origin}/#mine/second")
    expect(page.get_by_role("alert")).to_have_text("Dat lukte niet: dit bestaat niet, of het is gewist.")
    assert ask(page, "GET", "v1/sessions/second") == 404
    assert ask(page, "GET", "v1/sessions/second/report") == 404
    assert [error for error in watch.errors if "404" not in error] == [], "the browser itself tells of the refusals"
    assert watch.outside == []
