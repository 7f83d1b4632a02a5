"""No word of a talk reaches a log, whatever the level, and no secret with which somebody comes in."""

import ast
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect

from simulator.cli.talk_rest import create_session
from tests.api.talking import play
from tests.api.test_doors import next_of, protocols, said
from tests.compliance.reviewed import ROOT, must_be_reviewed, must_still_exist
from tests.compliance.surfaces import is_log_call
from tests.conftest import spoken_turns

START_S = 240
SERVE = """
import logging
logging.basicConfig(level=logging.DEBUG)  # what an operator who looks for a fault would do
from simulator.api.server import run_service
from simulator.settings import load_settings
run_service(load_settings())
"""
TYPED = "Ik heb slecht nieuws over het kwartelnest: wij beëindigen uw contract, u bent ontslagen."
CANARIES = ("kwartelnest", "ooievaarsbek", "zonnewijzer", "vuurtorenwachter")
"""Said in a talk, in a broken event, in a refused request, in an id."""


def log_calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((ROOT / "src/simulator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and is_log_call(node):
                yield path.relative_to(ROOT), node


def test_an_event_is_a_fixed_sentence_and_its_facts_are_reviewed() -> None:
    keywords = set()
    for path, call in log_calls():
        where = f"{path}:{call.lineno}"
        assert len(call.args) <= 1, where
        # A name is a text the callers fix; a text that is put together here could hold anything.
        assert all(isinstance(event, ast.Constant | ast.Name) for event in call.args), f"{where}: not a fixed text"
        keywords |= {keyword.arg or f"**{ast.unparse(keyword.value)}" for keyword in call.keywords}
    assert len(keywords) > 5
    must_be_reviewed("logged", keywords)
    must_still_exist("logged", keywords)


@dataclass
class Served:
    """A running service and what it wrote."""

    url: str
    process: "subprocess.Popen[bytes]"
    output: Path
    secrets: list[str] = field(default_factory=list)

    def written(self) -> str:
        self.process.terminate()
        self.process.wait(timeout=30)
        return self.output.read_text("utf-8", "replace")


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ, "SIMULATOR_PORT": str(port), "SIMULATOR_DATA_DIR": str(tmp_path / "data"),
        "SIMULATOR_LOG_LEVEL": "debug", "SIMULATOR_VOICE__PREPARE": "false",
    }  # fmt: skip
    output = tmp_path / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-c", SERVE], env=environment, stdout=file, stderr=file)
    running = Served(f"http://127.0.0.1:{port}", process, output)
    try:
        async with asyncio.timeout(START_S):
            while not await asyncio.to_thread(_is_warm, running):
                await asyncio.sleep(0.5)
        yield running
    finally:
        process.kill()
        process.wait(timeout=30)


def _is_warm(running: Served) -> bool:
    if running.process.poll() is not None:
        pytest.fail(running.output.read_text("utf-8", "replace")[-3000:])
    try:
        with urllib.request.urlopen(f"{running.url}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.asyncio(loop_scope="session")
async def test_no_log_line_holds_a_word_of_a_talk_or_a_secret(served: Served, shared_audio: Path) -> None:
    asked = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 1}
    created = await asyncio.to_thread(create_session, served.url, asked)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as opened:
        await _hold_a_typed_talk(opened)
    for report_format in ("html", "json", "xlsx", "pdf"):
        path = f"/v1/sessions/{created['session_id']}/report?format={report_format}&audience=trainee"
        assert await asyncio.to_thread(_read, served.url + path)
    await asyncio.to_thread(_be_refused, served.url)
    spoken = await play(served.url, spoken_turns(shared_audio, "c4-direct")[3:4], persona_id="lieve")

    written = served.written()
    assert "DEBUG" in written, "the libraries' own logs were caught"
    heard = {word for text in spoken.transcripts for word in re.findall(r"\w{7,}", text)}
    assert len(heard) >= 2, spoken.transcripts
    replies = {word for text in spoken.replies for word in re.findall(r"\w{9,}", text)}
    secrets = {created["client_secret"], created["resume_handle"]}
    for word in (*CANARIES, *heard, *replies, *secrets):
        line = next((line for line in written.splitlines() if word.casefold() in line.casefold()), None)
        assert line is None, f"{word}: {line[:300] if line else ''}"


async def _hold_a_typed_talk(opened: ClientConnection) -> None:
    await next_of(opened, "response.done")
    await opened.send(json.dumps(said(TYPED)))
    await next_of(opened, "response.done")
    await opened.send('{"type": "session.update", "session": {"captions": "ooievaarsbek"}}')
    await next_of(opened, "error")
    await opened.send("{ooievaarsbek")
    await next_of(opened, "error")
    await opened.send('{"type": "simulator.control", "action": "end"}')
    await next_of(opened, "simulator.feedback.final")


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=300) as answer:
        return bytes(answer.read())


def _be_refused(url: str) -> None:
    body: dict[str, Any] = {"scenario_id": "c4-ontslag", "seed": "zonnewijzer"}
    post = urllib.request.Request(
        f"{url}/v1/sessions", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    for request in (post, urllib.request.Request(f"{url}/v1/sessions/vuurtorenwachter/report")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        refused.value.close()
