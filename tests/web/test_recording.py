"""Where the operator keeps sound: who agreed hears their own voice again in the report; who did not finds none."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import AUDIO, MICROPHONE_HZ, OpenPage, _clip, _silence, running_service
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, trainee_lines
from tests.web.test_report import HEARD, end_talk
from tests.web.test_report import heard as played_to_its_end
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

HELD_S = 4.0


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service whose operator keeps sound for two weeks."""
    days = {"SIMULATOR_PRIVACY__TRANSCRIPT_DAYS": "60", "SIMULATOR_PRIVACY__AUDIO_DAYS": "14"}
    with running_service(tmp_path_factory.mktemp("keeping"), **days) as origin:
        yield origin


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who never stops talking: only the key makes a turn of it."""
    clip = AUDIO / "c4-direct-1.flac"
    if not clip.is_file():
        pytest.skip(f"no spoken talks in {AUDIO}")
    path = tmp_path_factory.mktemp("microphone") / "voice.wav"
    soundfile.write(path, np.concatenate([_silence(1), *[_clip(clip)] * 14]), MICROPHONE_HZ, subtype="PCM_16")
    return path


def hold_talk(page: Page) -> str:
    """One turn by the space bar, to the report; which talk it was."""
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio", name="Een knop indrukken").check()
    page.get_by_role("button", name="Microfoon proberen").click()
    with page.expect_response("**/v1/sessions") as answer:
        page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    expect(page.locator(".status")).to_contain_text("Uw beurt", timeout=ANSWER_LIMIT_MS)
    page.keyboard.down("Space")
    page.wait_for_timeout(HELD_S * 1000)
    page.keyboard.up("Space")
    expect(trainee_lines(page).first).to_have_text(re.compile(r"\w"), timeout=ANSWER_LIMIT_MS)
    end_talk(page)
    ticket: dict[str, Any] = answer.value.json()
    return str(ticket["session_id"])


def own_turn(page: Page) -> Locator:
    return page.locator("report-turn").filter(has=page.locator(".turn.trainee"))


def kept(page: Page, origin: str, session_id: str) -> list[str]:
    items: list[str] = page.request.get(f"{origin}/v1/sessions/{session_id}/recordings").json()["item_ids"]
    return items


@pytest.mark.timeout(180)
def test_who_agreed_hears_their_own_voice_again(open_page: OpenPage, keeping: str, voice: Path) -> None:
    page, watch = open_page(microphone=voice, origin=keeping)
    page.add_init_script(f"({HEARD})()")
    page.reload()
    told = "blijft 60 dagen op deze machine. Uw geluid alleen als u dat toestaat, 14 d"
    expect(page.get_by_text(told)).to_be_visible()
    tick = page.get_by_label("Bewaar mijn geluid")
    expect(tick).not_to_be_checked()
    tick.press("Space")
    session_id = hold_talk(page)

    expect(page.get_by_text("Uw eigen stem hoort u waar het geluid bewaard is.")).to_be_visible()
    (item_id,) = kept(page, keeping, session_id)
    own_turn(page).get_by_role("button", name=re.compile("Speel af: U")).press("Enter")
    played_to_its_end(page, f"/recording/{item_id}")
    sound = page.request.get(f"{keeping}/v1/sessions/{session_id}/recording/{item_id}").body()
    samples, rate_hz = soundfile.read(io.BytesIO(sound))
    assert len(samples) / rate_hz == pytest.approx(HELD_S, abs=1.0)
    assert np.abs(samples).max() > 0.05, "a voice, not silence"
    assert_accessible(page)
    watch.assert_clean()


@pytest.mark.timeout(180)
def test_who_did_not_agree_finds_no_sound_of_theirs(open_page: OpenPage, keeping: str, voice: Path) -> None:
    page, watch = open_page(microphone=voice, origin=keeping)
    expect(page.get_by_label("Bewaar mijn geluid")).not_to_be_checked()
    session_id = hold_talk(page)
    expect(page.get_by_text("Uw eigen stem is niet bewaard")).to_be_visible()
    expect(own_turn(page).get_by_role("button", name=re.compile("Toon: U"))).to_be_visible()
    expect(own_turn(page).get_by_role("button", name=re.compile("Speel af"))).to_have_count(0)
    assert kept(page, keeping, session_id) == []
    watch.assert_clean()
