"""A talk with two colleagues over the wire: who sits there, who speaks, what moved, and who the report names."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from httpx2 import AsyncClient
from websockets.asyncio.client import connect

from simulator import prosody
from tests.api.serving import House, light_settings, serving
from tests.api.test_doors import protocols, said

pytestmark = pytest.mark.slow

ASKED = {"scenario_id": "conflict-na-vergadering", "persona_id": "dirk", "language": "nl", "seed": 3}
TURNS = (
    "Dag Dirk, dag Yasmina. Is er nog een stoel vrij?",
    "Toen u gisteren mijn blad wegschoof zonder het te lezen en ‘volgend punt’ zei, voelde ik mij klein.",
    "Hoe hebt u dat moment zelf beleefd, Dirk?",
    "Yasmina, hoe was die vergadering voor jou?",
    "Ik hoor dat u de agenda moest bewaken, Dirk, en dat u, Yasmina, uw punt niet meer durfde te noemen. Klopt dat?",
)
SPEAKERS = ["dirk", "dirk", "dirk", "dirk", "yasmina", "yasmina", "dirk", "yasmina"]


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with serving(light_settings(tmp_path), monkeypatch) as opened:
        yield opened


@pytest.fixture
async def client(house: House) -> AsyncIterator[AsyncClient]:
    async with house.program() as opened:
        yield opened


async def play(client: AsyncClient, asked: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The ticket, and everything the service told; each turn is typed when the one before was dealt with."""
    ticket = (await client.post("/v1/sessions", json=asked)).json()
    told: list[dict[str, Any]] = []
    async with connect(ticket["ws_url"], subprotocols=protocols(ticket, "simulator.v1")) as socket:

        async def until(kind: str) -> None:
            while not told or told[-1]["type"] != kind:
                message = await socket.recv()
                if isinstance(message, str):
                    told.append(json.loads(message))
            told.append({"type": "-"})

        session = {"output_modalities": ["text"], "pacing": "none", "events": ["latency"]}
        await socket.send(json.dumps({"type": "session.update", "session": session}))
        await until("response.done")
        for text in TURNS:
            await socket.send(json.dumps(said(text)))
            await until("simulator.latency")
        await socket.send(json.dumps({"type": "simulator.control", "action": "end"}))
        await until("simulator.feedback.final")
    return ticket, told


def of(told: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in told if event["type"] == kind]


async def test_both_are_named_from_the_first_event_to_the_report(client: AsyncClient) -> None:
    ticket, told = await play(client, ASKED)
    assert ticket["second_persona_id"] == "yasmina"
    (created,) = of(told, "session.created")
    assert created["personas"] == [{"id": "dirk", "name": "Dirk"}, {"id": "yasmina", "name": "Yasmina"}]
    for kind in ("response.created", "response.done"):
        assert [event["response"]["speaker"] for event in of(told, kind)] == SPEAKERS
    moved = [event["second"] for event in of(told, "simulator.persona.state")]
    assert moved[-1] == {"persona_id": "yasmina", "mood": "relieved", "intensity": 0.0}

    report = (await client.get(f"/v1/sessions/{ticket['session_id']}/report?format=json")).json()
    assert report["second"] == {"id": "yasmina", "name": "Yasmina"}
    assert [turn["speaker"]["id"] for turn in report["turns"] if turn["who"] == "persona"] == SPEAKERS
    page = (await client.get(f"/v1/sessions/{ticket['session_id']}/report?format=html")).text
    assert "<b>Dirk</b>" in page
    assert "<b>Yasmina</b>" in page


async def test_their_turn_is_heard_again_in_their_own_voice(client: AsyncClient) -> None:
    ticket, _ = await play(client, ASKED)
    dirk, yasmina = [
        await median_pitch_hz(client, f"/v1/sessions/{ticket['session_id']}/voice/{item_id}")
        for item_id in ("persona_004", "persona_005")
    ]
    assert yasmina > 1.2 * dirk


async def median_pitch_hz(client: AsyncClient, url: str) -> float:
    sound, rate_hz = soundfile.read(io.BytesIO((await client.get(url)).content), dtype="float32")
    track = prosody.track(sound, rate_hz)
    return float(np.median(track.f0_hz[track.f0_hz > 0]))


async def test_a_talk_between_two_tells_nothing_of_a_second(client: AsyncClient) -> None:
    asked = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 3}
    ticket, told = await play(client, asked)
    assert ticket["second_persona_id"] is None
    assert {event["second"] for event in of(told, "simulator.persona.state")} == {None}
    assert {event["response"]["speaker"] for event in of(told, "response.done")} == {"lieve"}
