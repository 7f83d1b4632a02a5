"""Who starts a talk is told first that the colleague is artificial, whichever door is used (art. 50(1))."""

import asyncio
import io
import json
import urllib.request
from pathlib import Path

import pypdf
import pytest
from websockets.asyncio.client import connect

from simulator import report
from simulator.feedback import assess
from simulator.flow.labels import LANGUAGES, Audience, Language
from simulator.report.texts import texts
from simulator.session.notice import NOTICE
from tests.api.test_doors import new_session, protocols
from tests.cli.test_bad_input import run
from tests.feedback.talks import c4_scenario, good_talk, report_of

ARTIFICIAL = {"nl": "AI", "fr": "IA", "en": "AI"}
SPOKEN = {"nl": "stem", "fr": "voix", "en": "voice"}
PLAIN = {"nl": NOTICE.nl, "fr": NOTICE.fr, "en": NOTICE.en}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_the_machine_and_the_voice(language: Language) -> None:
    for told in (NOTICE.in_language(language), texts(language)("page.ai_notice")):
        assert ARTIFICIAL[language] in told
        assert SPOKEN[language] in told


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
async def test_rest_tells_it_before_and_with_a_new_talk(service_url: str) -> None:
    def catalog() -> dict[str, object]:
        with urllib.request.urlopen(f"{service_url}/v1/catalog", timeout=60) as answer:
            return dict(json.load(answer))

    assert (await asyncio.to_thread(catalog))["notice"] == PLAIN
    assert (await new_session(service_url))["notice"] == PLAIN


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("subprotocol", ["simulator.v1", "realtime"])
async def test_the_first_event_of_the_websocket_tells_it(service_url: str, subprotocol: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, subprotocol)) as opened:
        first = json.loads(await opened.recv())
    assert first["type"] == "session.created"
    assert first["notice"] == PLAIN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "persona", "line"),
    [("nl", "roger", "Wij beëindigen uw contract."), ("fr", "thierry", "Nous mettons fin à votre contrat.")],
)
def test_the_terminal_tells_it_before_the_first_line(
    language: Language, persona: str, line: str, tmp_path: Path
) -> None:
    script = tmp_path / "turns.txt"
    script.write_text(f"{line}\n", encoding="utf-8")
    asked = ("rehearse", "c4-ontslag", "--persona", persona, "--lang", language, "--script", str(script))
    shown = run(*asked, "--report", str(tmp_path / "report.html"))
    assert shown.stdout.splitlines()[0] == PLAIN[language]
    as_data = run(*asked, "--json", "--report", str(tmp_path / "report.html"))
    assert PLAIN[language] in as_data.stderr
    assert json.loads(as_data.stdout)["ai_notice"] == texts(language)("page.ai_notice")


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_tells_it_to_whoever_reads_it(audience: Audience, language: Language) -> None:
    talk = good_talk(spoken=True)
    whole = report_of(talk, assess(talk, c4_scenario()))
    told = texts(language)("page.ai_notice")
    page = report.render(whole, format="html", audience=audience, language=language).decode()
    assert told in page.replace("&#39;", "'")
    document = json.loads(report.render(whole, format="json", audience=audience, language=language))
    assert document["ai_notice"] == told


@pytest.mark.slow
def test_the_printed_report_tells_it() -> None:
    talk = good_talk(spoken=True)
    printed = report.render(report_of(talk, assess(talk, c4_scenario())), format="pdf", audience="hr", language="nl")
    read = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert texts("nl")("page.ai_notice") in " ".join(read.split())
