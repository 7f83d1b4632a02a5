"""A trainer makes a talk in the studio, errs, mends it and publishes it; a manager plays it to its report."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import OpenPage
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, heard, report_frame, say

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
SERVICE_LIMIT_MS = 30_000
"""Reading and checking a file, on two shared cores."""


def assert_accessible(page: Page) -> None:
    """axe-core, as a file of ours: evaluated by the browser's debugger, because the page's policy lets no script in."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm --prefix web ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    found = [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]]
    assert found == []


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="YAML-tekst")


def open_studio(page: Page) -> None:
    page.get_by_role("link", name="Studio").click()
    expect(page.get_by_role("heading", name="Gesprekken")).to_be_visible(timeout=SERVICE_LIMIT_MS)


def start_scenario(page: Page, name: str) -> None:
    """A copy of the dismissal talk, opened in the editor."""
    open_studio(page)
    page.get_by_role("button", name="Nieuw gesprek").click()
    page.get_by_label("Korte naam").fill(name)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("Niets gevonden")).to_be_visible(timeout=SERVICE_LIMIT_MS)


@pytest.mark.timeout(280)
def test_a_trainer_makes_a_scenario_and_a_manager_plays_it(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    open_studio(page)
    assert_accessible(page)
    page.get_by_role("link", name="Oefenen").click()
    start_scenario(page, "sluiting-depot")
    assert_accessible(page)

    # Without YAML: a title in the form, and the text beside it follows.
    title = page.get_by_role("textbox", name="Titel, Nederlands")
    title.fill("Het depot sluit")
    title.press("Tab")
    expect(editor(page)).to_contain_text("nl: Het depot sluit")
    expect(editor(page)).to_contain_text("# Begonnen als kopie van c4-ontslag.yaml")

    # With YAML: a slip is seen where it stands, with its code and its fix, and published it cannot be.
    editor(page).get_by_text("kind: c4_talk").click()
    page.keyboard.press("End")
    page.keyboard.type("x")
    finding = page.get_by_role("button", name="SIM011")
    expect(finding).to_contain_text("regel 6", timeout=SERVICE_LIMIT_MS)
    expect(finding).to_contain_text("Bedoelde u 'c4_talk'?")
    expect(page.locator(".cm-lintRange-error")).to_have_text("c4_talkx")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_role("status").filter(has_text="Nog niet")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    assert_accessible(page)

    # Mended by keyboard alone: from the finding to its place, and a word that is offered.
    finding.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+End")
    page.keyboard.type("c4")
    page.get_by_role("option", name="c4_talk").wait_for(timeout=SERVICE_LIMIT_MS)
    page.wait_for_timeout(150)  # the list ignores Enter for a moment, so that nobody chooses by accident
    page.keyboard.press("Enter")
    expect(editor(page)).to_contain_text("kind: c4_talk")
    expect(page.get_by_text("Niets gevonden")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_text("iedereen kan er nu mee oefenen")).to_be_visible(timeout=SERVICE_LIMIT_MS)

    page.get_by_role("button", name="Schema", exact=True).click()
    expect(page.get_by_role("img", name="Schema van sluiting-depot")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    page.get_by_role("button", name="Geschiedenis").click()
    page.get_by_role("button", name="bewaard").last.click()
    expect(page.locator("history-view .cm-insertedLine").first).to_contain_text("Het depot sluit")
    assert_accessible(page)

    # The manager: another browser, the same service.
    manager, managers_watch = open_page()
    manager.get_by_role("radio", name="Het depot sluit").check()
    manager.get_by_role("button", name="Verder").click()
    manager.get_by_role("radio", name="Typen").check()
    manager.get_by_label("Laat me de stem").uncheck()
    manager.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(manager).first.wait_for(timeout=ANSWER_LIMIT_MS)
    say(manager, "Typ wat u zegt", "Dag, ga zitten. Ik heb slecht nieuws. We zetten uw contract stop.")
    manager.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(manager).locator("body")).to_contain_text("We zetten uw contract stop")
    watch.assert_clean()
    managers_watch.assert_clean()


@pytest.mark.timeout(200)
def test_a_draft_is_played_typed_before_it_is_published(open_page: OpenPage) -> None:
    page, watch = open_page()
    start_scenario(page, "proef-depot")
    page.get_by_label("De boodschap, in één zin, Nederlands").fill("Het depot sluit en uw werk verdwijnt.")
    page.get_by_label("De boodschap, in één zin, Nederlands").press("Tab")
    page.get_by_role("button", name="Speel nu").click()
    page.get_by_role("button", name="Begin te typen").click(timeout=SERVICE_LIMIT_MS)
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    say(page, "Typ wat u zegt", "Ik heb slecht nieuws. Het depot sluit en uw werk verdwijnt.")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator("body")).to_contain_text("Het depot sluit")
    page.get_by_role("button", name="Kies een ander gesprek").click()
    expect(page.get_by_role("radio", name="Ontslaggesprek: een afdeling sluit").first).to_be_visible()
    watch.assert_clean()


@pytest.mark.timeout(200)
def test_a_draft_is_played_by_voice_after_its_briefing(open_page: OpenPage, spoken_talk: Path) -> None:
    page, watch = open_page(microphone=spoken_talk)
    start_scenario(page, "stem-depot")
    message = page.get_by_label("De boodschap, in één zin, Nederlands")
    message.fill("Het depot sluit en uw werk verdwijnt.")
    message.press("Tab")
    page.get_by_role("button", name="Speel nu").click()
    speak = page.get_by_role("button", name="Bereid voor en spreek")
    speak.click(timeout=SERVICE_LIMIT_MS)
    expect(page.locator(".core")).to_have_text("Het depot sluit en uw werk verdwijnt.")
    page.get_by_role("button", name="Terug").click()  # to the studio: a draft is on no list
    expect(message).to_have_value("Het depot sluit en uw werk verdwijnt.", timeout=SERVICE_LIMIT_MS)
    page.get_by_role("button", name="Speel nu").click()
    speak.click(timeout=SERVICE_LIMIT_MS)
    page.get_by_role("button", name="Microfoon proberen").click()
    page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    heard(page, "nieuws|contract").wait_for(timeout=ANSWER_LIMIT_MS)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator("body")).to_contain_text(re.compile("nieuws|contract", re.IGNORECASE))
    watch.assert_clean()


def test_a_text_that_is_broken_is_kept_and_found_again(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.set_viewport_size({"width": 390, "height": 844})
    start_scenario(page, "half-af")
    page.get_by_role("button", name="Tekst", exact=True).click()
    editor(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("id: half-af\ntitle: [")
    page.keyboard.press("Delete")  # the bracket that was closed by itself
    expect(page.get_by_role("button", name="SIM003")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    page.keyboard.press("Control+S")
    expect(page.get_by_text("Bewaard.")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    assert_accessible(page)
    page.get_by_role("button", name="Formulier").click()
    expect(page.get_by_text("geen leesbare YAML")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Tekst", exact=True).click(timeout=SERVICE_LIMIT_MS)
    expect(editor(page)).to_contain_text("title: [")
    page.get_by_role("link", name="Alle gesprekken").click()
    expect(page.get_by_role("link", name="Niet leesbaar: half-af")).to_contain_text(
        "1 bevinding", timeout=SERVICE_LIMIT_MS
    )
    watch.assert_clean()


def test_the_studio_speaks_french_and_works_dark_and_without_motion(open_page: OpenPage) -> None:
    page, watch = open_page(locale="fr-BE")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.get_by_role("link", name="Atelier").click()
    expect(page.get_by_role("heading", name="Entretiens")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    page.get_by_role("link", name="Lieve").click()
    expect(page.get_by_role("heading", name="Lieve, employée")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    expect(page.get_by_text("Rien à signaler")).to_be_visible(timeout=SERVICE_LIMIT_MS)
    assert_accessible(page)
    watch.assert_clean()
