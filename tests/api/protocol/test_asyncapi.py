import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.api.protocol import CloseCode
from simulator.api.protocol.asyncapi import (
    asyncapi_document,
    client_messages,
    documents,
    event_type,
    schemas,
    server_messages,
    write_documents,
)

DOCS = Path(__file__).parents[3] / "docs/protocol"
REGENERATE = "run: .venv/bin/python -m simulator.api.protocol.asyncapi docs/protocol"


@pytest.mark.parametrize("name", documents())
def test_committed_document_is_what_the_models_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == documents()[name], REGENERATE


def test_no_schema_of_a_forgotten_event_is_left() -> None:
    committed = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.json")}
    assert committed == set(documents()), REGENERATE


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi_document()
    for reference in _references(document):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        assert isinstance(target, dict)


def test_directions_and_summaries() -> None:
    document = asyncapi_document()
    received = {step["$ref"].rsplit("/", 1)[1] for step in document["operations"]["receive"]["messages"]}
    sent = {step["$ref"].rsplit("/", 1)[1] for step in document["operations"]["send"]["messages"]}
    assert received - {"binary_audio_frame"} == {event_type(message) for message in client_messages()}
    assert sent - {"binary_audio_frame"} == {event_type(message) for message in server_messages()}
    for message in document["components"]["messages"].values():
        assert message["summary"]


def test_the_wire_asks_for_type_and_sends_every_field() -> None:
    schemas = asyncapi_document()["components"]["schemas"]
    for client in client_messages():
        assert "type" in schemas[client.__name__]["required"]
    for server in server_messages():
        assert set(schemas[server.__name__]["required"]) == set(server.model_fields)


def test_the_contract_lists_every_event_of_the_protocol() -> None:
    """The names of protocol version 1; taking one away breaks every front end."""
    published = {event_type(message) for message in client_messages()}
    published |= {event_type(message) for message in server_messages()}
    assert published >= {
        "session.update",
        "session.resume",
        "input_audio_buffer.append",
        "input_audio_buffer.commit",
        "input_audio_buffer.clear",
        "conversation.item.create",
        "conversation.item.truncate",
        "response.cancel",
        "simulator.playback",
        "simulator.control",
        "simulator.ack",
        "session.created",
        "session.updated",
        "session.resumption_update",
        "session.go_away",
        "input_audio_buffer.ack",
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "input_audio_buffer.timeout_triggered",
        "simulator.turn.prediction",
        "conversation.item.input_audio_transcription.delta",
        "conversation.item.input_audio_transcription.completed",
        "conversation.item.input_audio_transcription.failed",
        "simulator.prosody.turn",
        "simulator.evidence.added",
        "simulator.evidence.retracted",
        "simulator.persona.state",
        "simulator.persona.cue",
        "response.created",
        "response.output_audio_transcript.delta",
        "response.output_audio.delta",
        "response.done",
        "response.animation_viseme.delta",
        "response.animation_viseme.done",
        "response.animation_blendshapes.delta",
        "simulator.feedback.turn",
        "simulator.feedback.final",
        "simulator.latency",
        "error",
    }


FIELDS = {"session.events", "session.audio.output.synthetic", "response.synthetic"}
"""Names of fields that look like those of events."""


def test_readme_names_every_close_code_and_no_unknown_event() -> None:
    readme = (DOCS / "README.md").read_text(encoding="utf-8")
    for code in CloseCode:
        assert str(code.value) in readme
    known = set(schemas())
    families = ("session", "input_audio_buffer", "response", "simulator", "conversation")
    for named in re.findall(rf"`((?:{'|'.join(families)})\.[a-z_.]+)`", readme):
        assert named in known | FIELDS, named


def test_writer_replaces_and_removes(tmp_path: Path) -> None:
    stale = tmp_path / "schema/gone.json"
    stale.parent.mkdir()
    stale.write_text("{}")
    write_documents(tmp_path)
    assert not stale.exists()
    assert json.loads((tmp_path / "asyncapi.json").read_text(encoding="utf-8"))["asyncapi"] == "3.0.0"


@pytest.mark.slow
def test_module_runs_as_a_command(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "simulator.api.protocol.asyncapi", str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
    assert len(list(tmp_path.rglob("*.json"))) == len(documents())


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
