"""During the talk, without a mouse: keys, the space bar, captions that stay off, a calm face, nothing that scrolls."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from playwright.sync_api import Page, expect

from simulator.avatar.voices.kokoro import KokoroVoice
from simulator.errors import ModelMissing, Unavailable
from simulator.flow import clock
from simulator.flow.persona import PersonaVoice
from simulator.settings import load_settings
from tests.web.conftest import AUDIO, MICROPHONE_HZ, OpenPage, _clip, _silence
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, enter_typed_talk, heard, report_frame
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

HEAD = """document.querySelector("rehearsal-room").shadowRoot.querySelector("talk-page").shadowRoot
  .querySelector("colleague-face").shadowRoot.querySelector("[data-part=head]").getAttribute("transform")"""


@pytest.fixture(scope="module")
def chatter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who never stops talking: only the button makes a turn of it."""
    clip = AUDIO / "c4-direct-1.flac"
    if not clip.is_file():
        pytest.skip(f"no spoken talks in {AUDIO}")
    path = tmp_path_factory.mktemp("microphone") / "chatter.wav"
    soundfile.write(path, np.concatenate([_silence(1), *[_clip(clip)] * 14]), MICROPHONE_HZ, subtype="PCM_16")
    return path


@pytest.fixture(scope="module")
def french_turn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A French manager, spoken by the voice of the service itself."""
    try:
        voice = KokoroVoice.from_settings(load_settings())
    except (ModelMissing, Unavailable) as lack:
        pytest.skip(str(lack))
    text = "J'ai une mauvaise nouvelle. Nous mettons fin à votre contrat."
    spoken = np.concatenate([part.pcm for part in voice.speak(text, "fr", PersonaVoice(), "neutral")])
    sound = soxr.resample(spoken.astype(np.float32) / 32_768, clock.OUTPUT_RATE_HZ, MICROPHONE_HZ)
    path = tmp_path_factory.mktemp("microphone") / "french.wav"
    soundfile.write(path, np.concatenate([_silence(14), sound, _silence(40)]), MICROPHONE_HZ, subtype="PCM_16")
    return path


def status(page: Page, text: str) -> None:
    expect(page.locator(".status")).to_contain_text(text, timeout=ANSWER_LIMIT_MS)


@pytest.mark.timeout(200)
def test_a_talk_by_push_to_talk_and_by_keyboard_alone(open_page: OpenPage, chatter: Path) -> None:
    page, watch = open_page(microphone=chatter)
    page.get_by_role("button", name="Verder").press("Enter")
    page.get_by_role("radio", name="Vrij spreken").press("ArrowDown")
    expect(page.get_by_role("radio", name="Een knop indrukken")).to_be_checked()
    page.get_by_role("button", name="Microfoon proberen").press("Enter")
    page.get_by_role("meter").wait_for()
    page.get_by_role("button", name="Start het gesprek").press("Enter")
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    status(page, "Uw beurt")
    page.wait_for_timeout(1_500)
    expect(page.locator(".line.trainee")).to_have_count(0)  # what is said with the key up is not heard

    page.keyboard.down("Space")
    expect(page.get_by_role("button", name="Klaar, uw beurt")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(7_500)
    page.keyboard.up("Space")
    heard(page, "nieuws|contract|slecht").wait_for(timeout=ANSWER_LIMIT_MS)
    colleague_lines(page).nth(1).wait_for(timeout=ANSWER_LIMIT_MS)

    page.keyboard.press("Alt+p")
    status(page, "Gepauzeerd")
    page.keyboard.press("Alt+p")
    page.keyboard.press("Alt+x")
    expect(report_frame(page).locator("body")).to_contain_text(re.compile("nieuws|contract|slecht", re.IGNORECASE))
    watch.assert_clean()


def test_keys_are_told_and_a_letter_is_only_a_letter_while_typing(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    enter_typed_talk(page)
    page.get_by_role("button", name="Toetsen").press("Enter")
    expect(page.get_by_role("dialog", name="Toetsen")).to_contain_text("Alt+H")
    assert_accessible(page)
    page.keyboard.press("Escape")

    typed = page.get_by_label("Typ wat u zegt")
    typed.focus()
    page.keyboard.type("prbhgcx p")
    expect(typed).to_have_value("prbhgcx p")
    page.keyboard.press("Alt+h")
    expect(page.locator(".cue")).to_be_visible(timeout=ANSWER_LIMIT_MS)
    expect(typed).to_have_value("prbhgcx p")

    status(page, "Uw beurt")
    at_rest = page.evaluate(HEAD)
    page.wait_for_timeout(1_200)
    assert page.evaluate(HEAD) == at_rest  # reduced motion: nothing moves that says nothing

    page.keyboard.press("Alt+c")
    expect(page.get_by_role("log")).to_have_count(0)
    for width, height in ((390, 844), (360, 640), (844, 390), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        scrolls = (
            "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
        )
        assert page.evaluate(scrolls) == [0, 0], (width, height)
        expect(page.get_by_role("button", name="Stop", exact=True)).to_be_in_viewport(ratio=1)
    page.reload()
    enter_typed_talk_without_captions(page)
    watch.assert_clean()


def enter_typed_talk_without_captions(page: Page) -> None:
    """In the next talk they are still off, and come back with the key."""
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio", name="Typen").check()
    page.get_by_role("button", name="Start het gesprek").click()
    page.get_by_role("button", name="Ondertitels tonen").wait_for(timeout=ANSWER_LIMIT_MS)
    page.keyboard.press("Alt+c")
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)


@pytest.mark.timeout(200)
def test_a_first_visit_in_french_is_spoken_to_its_report(open_page: OpenPage, french_turn: Path) -> None:
    page, watch = open_page(locale="fr-BE", microphone=french_turn)
    page.get_by_role("radio", name="Thierry").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Essayer le micro").click()
    page.get_by_role("button", name="Commencer l’entretien").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    heard(page, "nouvelle|contrat").wait_for(timeout=ANSWER_LIMIT_MS)
    page.locator(".line.trainee ~ .line.colleague").first.wait_for(timeout=ANSWER_LIMIT_MS)
    page.get_by_role("button", name="Arrêter", exact=True).click()
    expect(report_frame(page).locator("html")).to_have_attribute("lang", "fr")
    expect(report_frame(page).locator("body")).to_contain_text(re.compile("nouvelle|contrat"))
    watch.assert_clean()
