"""Before the talk: what the law asks, one's own list, which microphone, and three ways to talk of the same size."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, expect

from tests.web.conftest import AUDIO, MICROPHONE_HZ, OpenPage, _clip, _silence
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

CHECK_LIMIT_MS = 30_000
"""Silence, a sound and a sentence, on two shared cores."""


@pytest.fixture(scope="module")
def quiet_then_voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quiet room for the measures, then somebody who speaks."""
    clip = AUDIO / "c4-direct-1.flac"
    if not clip.is_file():
        pytest.skip(f"no spoken talks in {AUDIO}")
    room = 10 ** (-62 / 20) * np.random.default_rng(1).standard_normal(5 * MICROPHONE_HZ).astype(np.float32)
    path = tmp_path_factory.mktemp("microphone") / "voice.wav"
    soundfile.write(path, np.concatenate([room, *[_clip(clip)] * 4, _silence(9)]), MICROPHONE_HZ, subtype="PCM_16")
    return path


def prepare(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Bereid u even voor")).to_be_focused()


def test_the_room_the_echo_and_the_voice_are_measured_one_after_the_other(
    open_page: OpenPage, quiet_then_voice: Path
) -> None:
    page, watch = open_page(microphone=quiet_then_voice)
    prepare(page)
    start = page.get_by_role("button", name="Start het gesprek")
    expect(start).to_be_disabled()
    page.get_by_role("button", name="Microfoon proberen").click()
    expect(page.get_by_text("Wees even stil")).to_be_visible()
    expect(start).to_be_enabled()
    expect(page.get_by_text("Stille ruimte (-6")).to_be_visible(timeout=CHECK_LIMIT_MS)
    expect(page.get_by_text("De microfoon hoort uw luidsprekers niet")).to_be_visible(timeout=CHECK_LIMIT_MS)
    expect(page.get_by_text("We horen u goed")).to_be_visible(timeout=CHECK_LIMIT_MS)
    expect(page.get_by_label("Welke microfoon").or_(page.get_by_role("meter")).first).to_be_visible()
    assert_accessible(page)
    watch.assert_clean()


def test_ways_to_talk_are_equal_and_what_one_wants_to_say_stays_in_the_browser(open_page: OpenPage) -> None:
    page, watch = open_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    prepare(page)
    ways = page.locator(".modes .choice")
    sizes = [ways.nth(number).bounding_box() for number in range(3)]
    assert len({size["width"] for size in sizes if size}) == 1
    law = page.get_by_role("heading", name="Wat de wet vraagt").locator("..")
    expect(law).to_contain_text("aangetekende brief")
    expect(law).to_contain_text("Securex Lex4You, vormvoorwaarden van de opzegging (18-1-2024). Nagekeken op 23 novem")

    point = page.get_by_label("Een punt, in uw woorden")
    point.fill("Zwijgen na het nieuws")
    point.press("Enter")
    point.fill("Eerst het nieuws")
    point.press("Enter")
    page.get_by_role("checkbox", name="Zwijgen na het nieuws").check()
    page.reload()
    prepare(page)
    expect(page.get_by_role("checkbox", name="Zwijgen na het nieuws")).to_be_checked()
    page.get_by_role("button", name="Verwijder: Zwijgen na het nieuws").click()
    expect(page.get_by_label("Een punt, in uw woorden")).to_be_focused()
    expect(page.get_by_role("checkbox", name="Eerst het nieuws")).not_to_be_checked()
    assert not [request for request in sent if "nieuws" in request]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = point.bounding_box()
    assert box is not None
    assert box["width"] > 240, "what to write there is read whole on a phone"
    assert_accessible(page)
    watch.assert_clean()


def test_keeping_sound_is_not_asked_where_none_is_kept(open_page: OpenPage) -> None:
    """Where some is: test_recording.py."""
    page, watch = open_page()
    expect(page.get_by_text("Geluid wordt niet bewaard")).to_be_visible()
    expect(page.get_by_label("Bewaar mijn geluid")).to_have_count(0)
    watch.assert_clean()
