"""After the talk: a marked word tells why and what to say instead, and the sentence is tried again at once."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import OpenPage
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, enter_typed_talk, say, tell
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

VAGUE = "We moeten eens bekijken hoe we dat anders gaan invullen."
CLEAR = "Ik heb slecht nieuws. We zetten uw contract stop."

HEARD = """() => {
  window.heard = [];
  let playing = null;
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (playing === null) {
      this.addEventListener("loadedmetadata", () => (playing.seconds = this.duration), true);
      this.addEventListener("ended", () => window.heard.push(playing), true);
    }
    playing = { path: new URL(this.src).pathname, seconds: 0 };
    this.playbackRate = 4;
    return play.call(this);
  };
}"""
"""Notes what was played to its end, and plays it fast: the sound itself is checked in tests/api/test_forking.py."""


def end_talk(page: Page) -> None:
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("heading", name="Het gesprek", exact=True).wait_for(timeout=ANSWER_LIMIT_MS)


def heard(page: Page, path: str) -> None:
    """Waits until this was played to its end."""
    page.wait_for_function(
        "path => window.heard?.some((heard) => heard.path.includes(path) && heard.seconds > 0.3)",
        arg=path,
        timeout=ANSWER_LIMIT_MS,
    )


def said_in(side: Locator) -> Locator:
    return side.locator(".said")


@pytest.mark.timeout(240)
def test_a_vague_sentence_is_tried_again_and_lies_beside_the_clear_one(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.add_init_script(f"({HEARD})()")
    page.reload()
    enter_typed_talk(page)
    say(page, "Typ wat u zegt", "Dag Lieve, ga zitten.")
    asked = colleague_lines(page).last.inner_text()
    tell(page, watch, VAGUE)
    end_talk(page)
    assert_accessible(page)

    # By keyboard: from the marked words to the reason, the advice aloud, and back.
    mark = page.locator("report-turn", has_text=VAGUE).locator(".mark.fault[role=button]", has_text="bekijken").first
    mark.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("region", name=re.compile("Waarom"))
    expect(note).to_be_focused()
    expect(note).to_contain_text("Zeg liever:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heard(page, "/advice/")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()
    # The persona's own voice again.
    page.get_by_role("button", name=re.compile("Speel af: Lieve")).first.click()
    heard(page, "/voice/persona_001")

    mark.click()
    note.get_by_role("button", name="Probeer deze zin opnieuw").click()
    notice = page.locator("fork-notice")
    expect(notice).to_contain_text(VAGUE)
    expect(notice).to_contain_text(asked)
    assert_accessible(page)
    page.get_by_role("radio", name="Typen").check()
    page.get_by_label("Laat me de stem").uncheck()
    page.get_by_role("button", name="Start het gesprek").click()
    expect(colleague_lines(page)).to_have_text([asked], timeout=ANSWER_LIMIT_MS)
    tell(page, watch, CLEAR)
    end_talk(page)

    first, again = page.get_by_role("region", name="Eerst"), page.get_by_role("region", name="Nu")
    expect(said_in(first)).to_have_text(VAGUE)
    expect(said_in(again)).to_have_text(CLEAR)
    expect(first).to_contain_text("De boodschap is niet gezegd")
    expect(again).to_contain_text("De boodschap is gezegd")
    expect(again).to_contain_text("Vaagheid: 0")
    expect(first).not_to_contain_text("Vaagheid: 0")
    expect(page.get_by_text("Overgenomen uit het eerdere gesprek")).to_be_visible()
    assert_accessible(page)

    # The whole talk again begins at the beginning; the origin is a click away.
    page.get_by_role("link", name="Verslag van het eerdere gesprek").click()
    expect(page.locator("report-turn", has_text=VAGUE)).to_be_visible(timeout=ANSWER_LIMIT_MS)
    expect(page.locator("fork-comparison h2")).to_have_count(0)
    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.locator("sure-question fork-warning")).to_contain_text("blijft in die gesprekken (1)")
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_text("Alles is gewist.")).to_be_visible()
    watch.assert_clean()


@pytest.mark.timeout(120)
def test_the_talk_is_played_turn_by_turn_and_gone_through_by_keyboard(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.add_init_script(f"({HEARD})()")
    page.reload()
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    enter_typed_talk(page)
    say(page, "Typ wat u zegt", VAGUE)
    tell(page, watch, CLEAR)
    end_talk(page)

    place = page.get_by_role("slider", name="Plaats in het gesprek")
    expect(place).to_have_attribute("aria-valuetext", re.compile("Lieve, 0:00"))
    page.get_by_role("button", name="Speel af", exact=True).click()
    heard(page, "/voice/persona_001")
    # One's own typed words have no sound: they light up for as long as it takes to read them.
    expect(page.locator(".turn.trainee.current .now").first).to_be_visible()
    heard(page, "/voice/persona_002")
    expect(page.get_by_role("button", name="Speel af", exact=True)).to_be_visible()

    place.focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Naar het nieuws").click()
    expect(page.locator(".turn.trainee.current .said")).to_have_text(CLEAR)
    page.get_by_role("checkbox", name="Alleen beurten met een opmerking").check()
    expect(page.locator("report-turn", has_text=CLEAR)).to_be_visible()
    watch.assert_clean()
