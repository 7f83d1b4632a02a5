"""A rehearsal in a real browser against the real service: spoken into the microphone, and typed."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.web.conftest import OpenPage, Watch

pytestmark = pytest.mark.slow

ANSWER_LIMIT_MS = 60_000
"""Recognition, judgement and voice on two shared cores."""

MOUTH_MOVES = """() => {
  const room = document.querySelector("rehearsal-room").shadowRoot.querySelector("talk-page").shadowRoot;
  const face = room.querySelector("colleague-face").shadowRoot;
  window.shapes = (window.shapes ?? new Set()).add(face.querySelector("[data-part=opening]").getAttribute("d"));
  return window.shapes.size > 20;
}"""
"""A mouth at rest is one shape, a mood that settles a few; twenty different ones are speech."""


def colleague_lines(page: Page) -> Locator:
    return page.locator(".line.colleague .said")


def trainee_lines(page: Page) -> Locator:
    return page.locator(".line.trainee .said")


def heard(page: Page, words: str) -> Locator:
    """The first turn of the trainee in which the recogniser found one of these words."""
    return trainee_lines(page).filter(has_text=re.compile(words, re.IGNORECASE)).first


def say(page: Page, label: str, text: str) -> str:
    """Types a turn with the keyboard only and returns the colleague's answer."""
    before = colleague_lines(page).count()
    page.get_by_label(label).fill(text)
    page.keyboard.press("Enter")
    answer = colleague_lines(page).nth(before)
    answer.wait_for(timeout=ANSWER_LIMIT_MS)
    return answer.inner_text()


def tell(page: Page, watch: Watch, text: str) -> None:
    """Types a turn whose answer nobody waits for: the service has judged it and begins to answer."""
    before, deadline = len(watch.told), time.monotonic() + ANSWER_LIMIT_MS / 1000
    page.get_by_label("Typ wat u zegt").fill(text)
    page.keyboard.press("Enter")
    while time.monotonic() < deadline:
        told = iter(watch.told[before:])
        if any(text in event for event in told) and any('"response.created"' in event for event in told):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the service did not take in: {text}")


def enter_typed_talk(page: Page) -> None:
    """From the first page to the colleague's first words, in Dutch."""
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio", name="Typen").check()
    page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)


def report_frame(page: Page) -> FrameLocator:
    """The report as it prints, which the page shows on request."""
    on_paper = page.locator("report-page details")
    on_paper.wait_for(timeout=ANSWER_LIMIT_MS)
    if on_paper.get_attribute("open") is None:
        on_paper.locator("summary").click()
    page.locator("iframe").wait_for(timeout=ANSWER_LIMIT_MS)
    return page.frame_locator("iframe")


@pytest.mark.timeout(240)
def test_spoken_talk_is_heard_answered_and_reported(open_page: OpenPage, spoken_talk: Path) -> None:
    page, watch = open_page(microphone=spoken_talk)
    page.get_by_label("Meet hoe ik spreek").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Microfoon proberen").click()
    page.get_by_role("meter").wait_for()
    page.get_by_role("button", name="Start het gesprek").click()

    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    page.wait_for_function(MOUTH_MOVES, timeout=ANSWER_LIMIT_MS, polling="raf")
    heard(page, "nieuws|contract").wait_for(timeout=ANSWER_LIMIT_MS)
    page.locator(".line.trainee ~ .line.colleague").first.wait_for(timeout=ANSWER_LIMIT_MS)
    heard(page, "ontslagen|beslissing").wait_for(timeout=ANSWER_LIMIT_MS)

    page.get_by_role("button", name="Stop", exact=True).click()
    report = report_frame(page)
    expect(report.locator("body")).to_contain_text(re.compile("nieuws|contract", re.IGNORECASE))
    watch.assert_clean()


def test_typed_talk_ends_in_a_report_that_can_be_kept_and_erased(open_page: OpenPage) -> None:
    page, watch = open_page()
    enter_typed_talk(page)

    say(page, "Typ wat u zegt", "Dag, ga zitten. Ik heb slecht nieuws. We zetten uw contract stop.")
    say(page, "Typ wat u zegt", "De beslissing is genomen door de directie en door mij.")
    expect(trainee_lines(page)).to_have_count(2)
    page.get_by_role("button", name="Stop", exact=True).click()

    expect(report_frame(page).locator("body")).to_contain_text("We zetten uw contract stop")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.path().stat().st_size > 0

    page.get_by_role("button", name="Wis dit gesprek").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_text("Alles is gewist.")).to_be_visible()
    watch.assert_clean()


def test_a_turn_is_taken_back_and_tried_again(open_page: OpenPage) -> None:
    page, watch = open_page()
    enter_typed_talk(page)
    again = page.get_by_role("button", name="Opnieuw proberen")
    expect(again).to_be_disabled()
    opening = colleague_lines(page).first.inner_text()

    say(page, "Typ wat u zegt", "We moeten eens bekijken hoe we dat anders gaan invullen.")
    again.click()
    expect(trainee_lines(page)).to_have_count(0)
    expect(colleague_lines(page)).to_have_text([opening], timeout=ANSWER_LIMIT_MS)
    say(page, "Typ wat u zegt", "Ik heb slecht nieuws. We zetten uw contract stop.")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator("body")).to_contain_text("We zetten uw contract stop")
    # Only where the report shows the first try beside the second; it is not judged.
    expect(report_frame(page).get_by_text("anders gaan invullen")).to_have_count(1)
    expect(report_frame(page).locator("body")).to_contain_text("Eerst gezegd, en teruggenomen")
    watch.assert_clean()


def test_french_page_and_french_colleague(open_page: OpenPage) -> None:
    page, watch = open_page(locale="fr-BE")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("radio", name="Thierry").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("radio", name="Au clavier").check()
    page.get_by_label("Faites-moi entendre la voix").uncheck()
    page.get_by_role("button", name="Commencer l’entretien").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)

    say(page, "Écrivez ce que vous dites", "J’ai une mauvaise nouvelle : nous mettons fin à votre contrat.")
    page.get_by_role("button", name="Arrêter", exact=True).click()
    expect(report_frame(page).locator("html")).to_have_attribute("lang", "fr")
    watch.assert_clean()


def test_refused_microphone_says_what_to_do_and_offers_typing(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.reload()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Microfoon proberen").click()
    expect(page.get_by_role("alert")).to_contain_text("Sta ze toe")
    expect(page.get_by_role("button", name="Start het gesprek")).to_be_disabled()
    page.get_by_role("radio", name="Typen").check()
    expect(page.get_by_role("button", name="Start het gesprek")).to_be_enabled()
    watch.assert_clean()
