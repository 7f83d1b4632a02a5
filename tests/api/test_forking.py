"""A sentence tried again over the wire, and a talk that is over heard again."""

import io
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import soundfile
from httpx2 import AsyncClient
from websockets.asyncio.client import connect

from simulator.avatar.wav import MARK
from tests.api.serving import House, light_settings, serving
from tests.api.test_doors import next_of, protocols, said

pytestmark = pytest.mark.slow

ASKED = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 3}
VAGUE = (
    "Dag Lieve, ga zitten.",
    "We moeten eens kijken hoe we dat anders gaan invullen.",
    "Ik zie dat dit hard aankomt.",
)
CLEAR = "Ik heb slecht nieuws: we zetten uw contract stop."

Report = dict[str, Any]


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with serving(light_settings(tmp_path), monkeypatch) as opened:
        yield opened


@pytest.fixture
async def client(house: House) -> AsyncIterator[AsyncClient]:
    async with house.program() as opened:
        yield opened


async def talk(client: AsyncClient, texts: Sequence[str], **asked: Any) -> str:
    """Types these turns, ends the talk, and says which session it was."""
    created = (await client.post("/v1/sessions", json=asked or ASKED)).json()
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        session = {"output_modalities": ["text"], "pacing": "none"}
        await socket.send(json.dumps({"type": "session.update", "session": session}))
        await next_of(socket, "response.done")
        for text in texts:
            await socket.send(json.dumps(said(text)))
            await next_of(socket, "response.done")
        await socket.send(json.dumps({"type": "simulator.control", "action": "end"}))
        await next_of(socket, "simulator.feedback.final")
    return str(created["session_id"])


def fork(session_id: str, item_id: str) -> dict[str, Any]:
    return {"scenario_id": "c4-ontslag", "fork": {"session_id": session_id, "item_id": item_id}}


async def report_of(client: AsyncClient, session_id: str) -> Report:
    return dict((await client.get(f"/v1/sessions/{session_id}/report?format=json")).json())


async def test_the_same_words_end_in_the_same_report_and_others_in_another(client: AsyncClient) -> None:
    whole = await talk(client, VAGUE)
    same = await talk(client, VAGUE[1:], **fork(whole, "trainee_002"))
    was, again = await report_of(client, whole), await report_of(client, same)
    assert again["forked_from"] == {
        "item_id": "trainee_002",
        "taken_over": ["persona_001", "trainee_001"],
        "is_forgotten": False,
    }
    assert [turn["text"] for turn in again["taken_back"]] == [VAGUE[1]]
    # To the millisecond only in a talk without a wall clock: tests/session/test_forking.py.
    assert [(turn["item_id"], turn["text"]) for turn in again["turns"]] == [
        (turn["item_id"], turn["text"]) for turn in was["turns"]
    ]
    assert (again["outcome"], again["criteria"], again["news_turn"]) == (
        was["outcome"], was["criteria"], was["news_turn"],
    )  # fmt: skip
    assert [found["evidence_id"] for found in again["evidence"]] == [found["evidence_id"] for found in was["evidence"]]
    clear = await report_of(client, await talk(client, [CLEAR], **fork(whole, "trainee_002")))
    assert [turn["text"] for turn in clear["turns"] if turn["who"] == "trainee"] == [VAGUE[0], CLEAR]
    assert clear["outcome"]["total"] > was["outcome"]["total"]
    assert clear["earlier"] != [], "the whole talk is an attempt"
    later = await report_of(client, await talk(client, VAGUE))
    assert len(later["earlier"]) == 1, "a fork is none"


async def test_a_list_says_which_talk_is_a_fork_of_which_as_long_as_that_is_kept(client: AsyncClient) -> None:
    whole = await talk(client, VAGUE[:1])
    tried = await talk(client, [CLEAR], **fork(whole, "trainee_001"))
    summary = (await client.get(f"/v1/sessions/{tried}")).json()
    assert (summary["is_fork"], summary["fork_of"]) == (True, whole)
    assert summary["seed"] == ASKED["seed"]
    attempts = (await client.get("/v1/attempts?scenario_id=c4-ontslag")).json()["attempts"]
    assert [one["session_id"] for one in attempts] == [whole]
    assert (await client.delete(f"/v1/sessions/{whole}")).status_code == 200
    listed = (await client.get("/v1/sessions")).json()["sessions"]
    assert [(one["session_id"], one["is_fork"], one["fork_of"]) for one in listed] == [(tried, True, None)]
    assert (await report_of(client, tried))["taken_back"][0]["text"] == VAGUE[0]


async def test_what_cannot_be_tried_again_is_refused_with_a_reason(client: AsyncClient) -> None:
    whole = await talk(client, VAGUE[:1])
    refused = [
        (fork(whole, "persona_001"), 422, "trainee_001"),
        (fork(whole, "trainee_009"), 422, "no turn of yours"),
        (fork("nobody", "trainee_001"), 404, "nobody"),
        (fork(whole, "trainee_001") | {"seed": 4}, 422, "that talk had 3"),
        (fork(whole, "trainee_001") | {"difficulty": "hard"}, 422, "that talk had 'normal'"),
        (fork(whole, "trainee_001") | {"scenario_id": "c4-feiten"}, 422, "that talk had 'c4-ontslag'"),
    ]
    for body, status, told in refused:
        answer = await client.post("/v1/sessions", json=body)
        assert (answer.status_code, told in answer.json()["detail"]) == (status, True), answer.text
    assert len((await client.get("/v1/sessions")).json()["sessions"]) == 1


async def test_going_back_in_a_fork_stays_in_it(client: AsyncClient) -> None:
    whole = await talk(client, VAGUE)
    created = (await client.post("/v1/sessions", json=fork(whole, "trainee_003"))).json()
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        update = {"type": "session.update", "session": {"output_modalities": ["text"], "pacing": "none"}}
        await socket.send(json.dumps(update))
        await next_of(socket, "response.done")
        await socket.send('{"type": "simulator.control", "action": "rewind"}')
        assert "no turn" in (await next_of(socket, "error"))["error"]["message"]
        await socket.send(json.dumps(said(CLEAR)))
        await next_of(socket, "response.done")
        await socket.send('{"type": "simulator.control", "action": "rewind"}')
        await next_of(socket, "response.done")
        await socket.send(json.dumps(said(VAGUE[2])))
        await next_of(socket, "response.done")
        await socket.send('{"type": "simulator.control", "action": "end"}')
        await next_of(socket, "simulator.feedback.final")
    report = await report_of(client, created["session_id"])
    assert [turn["text"] for turn in report["taken_back"]] == [VAGUE[2], CLEAR]
    assert [turn["text"] for turn in report["turns"] if turn["who"] == "trainee"] == list(VAGUE)


async def test_a_talk_that_is_over_is_heard_again_and_nothing_else_is_spoken(client: AsyncClient) -> None:
    whole = await talk(client, VAGUE[:2])
    tried = await talk(client, [CLEAR], **fork(whole, "trainee_002"))
    report = await report_of(client, tried)
    advised = next(found for found in report["taken_back"][0]["evidence"] if found["suggestion"])
    bare = next(found for found in report["evidence"] if not found["suggestion"])
    doors = f"/v1/sessions/{tried}"
    lengths = {}
    for path in (
        "voice/persona_001",
        f"advice/{advised['evidence_id']}",
        f"advice/{advised['evidence_id']}?language=fr",
    ):
        answer = await client.get(f"{doors}/{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav"), answer.text
        with soundfile.SoundFile(io.BytesIO(answer.content)) as sound:
            assert MARK in sound.copy_metadata()["comment"]
            lengths[path] = sound.frames / sound.samplerate
    assert all(seconds > 0.5 for seconds in lengths.values()), lengths
    assert len(set(lengths.values())) == 3
    for path in ("voice/trainee_001", "voice/persona_009", f"advice/{bare['evidence_id']}", "advice/Zeg dit eens"):
        assert (await client.get(f"{doors}/{path}")).status_code == 404, path
    assert (await client.get("/v1/sessions/nobody/voice/persona_001")).status_code == 404
