"""Sound that the product makes says that a machine made it: in files, and on the wire (art. 50(2))."""

import ast
import asyncio
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from simulator.api.protocol.conversation import Response
from simulator.api.protocol.session_config import AudioOutput, SessionConfig, SessionPatch
from simulator.avatar import best_voice, write_wav
from simulator.avatar.voice_cache import CachedVoice
from simulator.avatar.wav import MARK, SOFTWARE
from simulator.flow.avatar import SpokenAudio
from simulator.flow.persona import PersonaVoice
from simulator.settings import load_settings
from tests.api.test_doors import new_session, next_of, protocols
from tests.avatar.test_voice_cache import TwoBreaths
from tests.compliance.reviewed import ROOT

WRITES_SOUND = {"src/simulator/avatar/wav.py", "src/simulator/audio/flac.py"}
"""The avatar's voice, with its mark; and the trainee's own voice, which is no synthetic one."""


def info_chunk(data: bytes) -> dict[str, str]:
    """The LIST INFO chunk of a WAV file, as any tool would read it."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WAVE"
    found: dict[str, str] = {}
    for name, content in _chunks(data[12:]):
        if name == b"LIST" and content[:4] == b"INFO":
            found |= {key.decode(): text.rstrip(b"\0").decode() for key, text in _chunks(content[4:])}
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        (size,) = struct.unpack_from("<I", data, at + 4)
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def assert_marked(path: Path) -> None:
    info = info_chunk(path.read_bytes())
    assert MARK in info["ICMT"]
    assert info["ISFT"].startswith(SOFTWARE)
    assert info["INAM"] == MARK


def test_a_file_with_the_avatars_voice_says_so(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", [SpokenAudio(np.zeros(2400, np.int16), (), (), "espeak-ng nl")])
    assert_marked(tmp_path / "line.wav")


def test_a_mark_survives_another_programs_reading(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", [SpokenAudio(np.ones(2400, np.int16), (), (), "espeak-ng nl")])
    with soundfile.SoundFile(tmp_path / "line.wav") as opened:
        assert (opened.comment, opened.frames) == (f"{MARK}; espeak-ng nl", 2400)


def test_a_line_that_is_kept_says_so(tmp_path: Path) -> None:
    CachedVoice(TwoBreaths(), tmp_path).prepare(["Goedemorgen."], "nl", PersonaVoice(gender="female"), "neutral")
    (kept,) = tmp_path.rglob("*.npz")
    with np.load(kept) as opened:
        about = json.loads(opened["about"].tobytes())
    assert about["made_by"] == SOFTWARE
    assert MARK in SOFTWARE


@pytest.mark.slow
def test_the_best_voice_of_this_machine_makes_a_marked_file(tmp_path: Path) -> None:
    voice = best_voice("nl", load_settings())
    spoken = list(voice.speak("Goedemorgen.", "nl", PersonaVoice(gender="female"), "neutral"))
    write_wav(tmp_path / "line.wav", spoken)
    assert_marked(tmp_path / "line.wav")
    assert spoken[0].voice_name in info_chunk((tmp_path / "line.wav").read_bytes())["ICMT"]


def test_nothing_else_writes_sound() -> None:
    writing = set()
    for path in (ROOT / "src/simulator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _writes_sound(node):
                writing.add(path.relative_to(ROOT).as_posix())
    assert writing == WRITES_SOUND


def _writes_sound(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name in {"sf.write", "soundfile.write", "wave.open", "wavfile.write"}:
        return True
    return name.endswith("SoundFile") and any(isinstance(a, ast.Constant) and a.value == "w" for a in call.args)


# --- the wire ------------------------------------------------------------------------------------------------------


def test_every_configuration_and_response_is_marked() -> None:
    assert SessionConfig().audio.output.synthetic is True
    assert Response(id="response_001", status="completed").synthetic is True
    for model in (AudioOutput, Response):
        assert model.model_json_schema()["properties"]["synthetic"]["const"] is True, "no other value can be sent"


def test_no_client_switches_the_mark_off() -> None:
    asked = SessionPatch.model_validate({"audio": {"output": {"format": {"rate": 24_000}}}})
    assert SessionConfig().updated_by(asked).audio.output.synthetic is True
    assert "synthetic" not in json.dumps(SessionPatch.model_json_schema())


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("subprotocol", ["simulator.v1", "realtime"])
async def test_a_talk_says_so_at_its_start_and_with_every_reply(service_url: str, subprotocol: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, subprotocol)) as opened:
        assert opened.subprotocol == Subprotocol(subprotocol)
        begun = await next_of(opened, "session.created")
        assert begun["session"]["audio"]["output"]["synthetic"] is True
        off: dict[str, Any] = {"audio": {"output": {"synthetic": False}}}
        await opened.send(json.dumps({"type": "session.update", "session": off}))
        assert (await next_of(opened, "session.updated"))["session"]["audio"]["output"]["synthetic"] is True
        async with asyncio.timeout(120):
            done = await next_of(opened, "response.done")
        assert done["response"]["synthetic"] is True
