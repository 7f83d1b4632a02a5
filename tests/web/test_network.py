"""The network breaks in the middle of a talk: the page says so, comes back, and no word is lost or told twice."""

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, expect
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.web.conftest import AUDIO, MICROPHONE_HZ, OpenPage, Watch, _clip, _silence
from tests.web.network import Network, network_to
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, report_frame, tell, trainee_lines

pytestmark = pytest.mark.slow

AWAY = "De verbinding is even weg"
BACK = "De verbinding is terug"
NO_ANSWER_MS = 12_000
"""After so long without an answer the page takes the network for dead (web/src/realtime/lasting-connection.ts)."""


@pytest.fixture
def network(service: str) -> Iterator[Network]:
    with network_to(service) as between:
        yield between


@pytest.fixture(scope="module")
def one_turn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Time for the greeting, then one turn of six seconds: "Dag Bart, ga zitten. Ik heb slecht nieuws. We zetten uw
    contract stop."
    """
    clip = AUDIO / "c4-direct-1.flac"
    if not clip.is_file():
        pytest.skip(f"no spoken talks in {AUDIO}")
    path = tmp_path_factory.mktemp("microphone") / "turn.wav"
    sound = np.concatenate([_silence(11.0), _clip(clip), _silence(60.0)])
    soundfile.write(path, sound, MICROPHONE_HZ, subtype="PCM_16")
    return path


def open_through(network: Network, open_page: OpenPage, **options: Any) -> tuple[Page, Watch]:
    page, watch = open_page(origin=network.origin, **options)
    page.get_by_role("button", name="Verder").click()
    return page, watch


def start_typed(page: Page) -> dict[str, Any]:
    """Into a talk without voice; the ticket it came with."""
    page.get_by_role("radio", name="Typen").check()
    page.get_by_label("Laat me de stem").uncheck()
    with page.expect_response("**/v1/sessions") as answer:
        page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    ticket: dict[str, Any] = answer.value.json()
    return ticket


def assert_clean_but_for_the_network(watch: Watch) -> None:
    """The browser itself reports a connection that it could not make."""
    watch.errors = [error for error in watch.errors if not error.startswith("WebSocket connection to")]
    watch.assert_clean()


@pytest.mark.timeout(200)
def test_a_connection_that_breaks_in_the_middle_of_a_sentence_loses_no_word(
    open_page: OpenPage, network: Network, one_turn: Path
) -> None:
    page, watch = open_through(network, open_page, microphone=one_turn)
    page.get_by_role("button", name="Microfoon proberen").click()
    page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)
    page.locator(".status.hearing").wait_for(timeout=ANSWER_LIMIT_MS)
    page.wait_for_timeout(1_500)
    network.cut(for_s=2.5)
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_text(BACK)).to_be_visible(timeout=15_000)

    page.locator(".line.trainee ~ .line.colleague").first.wait_for(timeout=ANSWER_LIMIT_MS)
    heard = " ".join(trainee_lines(page).all_inner_texts()).lower()
    words = re.findall(r"\w+", heard)
    said = ("bart", "slecht", "nieuws", "contract")  # or "contracten": what is at stake is that it is there, and once
    assert [sum(word.startswith(one) for word in words) for one in said] == [1, 1, 1, 1], heard
    assert abs(len(words) - 13) <= 1, heard  # the recogniser may mishear one
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator("body")).to_contain_text(re.compile("contract", re.IGNORECASE))
    assert_clean_but_for_the_network(watch)


@pytest.mark.timeout(120)
def test_a_line_typed_into_a_silent_network_arrives_once(open_page: OpenPage, network: Network) -> None:
    """Nothing tells the page that the connection is dead but the answer that does not come."""
    page, watch = open_through(network, open_page)
    page.clock.install()
    start_typed(page)
    network.fall_silent()
    page.get_by_label("Typ wat u zegt").fill("Dag, ga zitten.")
    page.keyboard.press("Enter")
    page.clock.fast_forward(NO_ANSWER_MS // 2)
    expect(page.get_by_text(AWAY).or_(page.get_by_text(BACK))).to_have_count(0)
    page.clock.fast_forward(NO_ANSWER_MS // 2 + 1_000)
    expect(page.get_by_text(AWAY).or_(page.get_by_text(BACK)).first).to_be_visible()
    colleague_lines(page).nth(1).wait_for(timeout=ANSWER_LIMIT_MS)
    tell(page, watch, "Ik heb slecht nieuws. We zetten uw contract stop.")
    expect(trainee_lines(page)).to_have_count(2)
    page.get_by_role("button", name="Stop", exact=True).click()
    # Not in the report as it prints: no script runs there, and the clock that was set is one.
    turns = page.locator("report-turn .turn.trainee .said")
    expect(turns).to_have_text(["Dag, ga zitten.", "Ik heb slecht nieuws. We zetten uw contract stop."])
    assert_clean_but_for_the_network(watch)


def test_lines_typed_while_the_network_is_away_arrive_in_order(open_page: OpenPage, network: Network) -> None:
    page, watch = open_through(network, open_page)
    start_typed(page)
    network.cut(for_s=2.0)
    expect(page.get_by_text(AWAY)).to_be_visible()
    tell(page, watch, "Ik heb slecht nieuws. We zetten uw contract stop.")
    expect(trainee_lines(page)).to_have_count(1)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(report_frame(page).locator("body")).to_contain_text("We zetten uw contract stop")
    assert_clean_but_for_the_network(watch)


def test_a_talk_that_is_gone_or_taken_over_is_said_to_be_so(
    open_page: OpenPage, network: Network, service: str
) -> None:
    page, watch = open_through(network, open_page)
    ticket = start_typed(page)
    url = f"{service}/v1/realtime?session_id={ticket['session_id']}".replace("http", "ws", 1)
    secret = Subprotocol(f"simulator.secret.{ticket['resume_handle']}")
    with connect(url, subprotocols=[Subprotocol("simulator.v1"), secret]):
        expect(page.get_by_role("alert")).to_contain_text("in een ander venster")
        expect(page.get_by_role("button", name="Naar het verslag")).to_have_count(0)
        page.get_by_role("button", name="Opnieuw beginnen").click()

    ticket = start_typed(page)
    network.cut(for_s=1.0)
    request = urllib.request.Request(f"{service}/v1/sessions/{ticket['session_id']}", method="DELETE")
    urllib.request.urlopen(request, timeout=10).close()
    expect(page.get_by_role("alert")).to_contain_text("De verbinding is weg", timeout=15_000)
    assert_clean_but_for_the_network(watch)
