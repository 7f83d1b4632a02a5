"""Who may come in, and what everybody else is told."""

import asyncio
import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from simulator.api.protocol import BinaryFrame, CloseCode, FrameFlag, FrameKind
from simulator.cli.talk_rest import create_session

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

ASKED = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 1}


async def new_session(base_url: str) -> dict[str, Any]:
    return await asyncio.to_thread(create_session, base_url, ASKED)


def protocols(created: dict[str, Any], *names: str) -> list[Subprotocol]:
    return [*map(Subprotocol, names), Subprotocol(f"simulator.secret.{created['client_secret']}")]


async def closed_with(url: str, **options: Any) -> tuple[dict[str, Any], int]:
    """The one event a refused client gets, and the close code."""
    async with connect(url, **options) as socket:
        event = json.loads(await asyncio.wait_for(socket.recv(), 10))
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd is not None
        return event, closed.value.rcvd.code


async def test_an_unknown_subprotocol_is_refused_with_the_known_ones(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        assert socket.subprotocol == "simulator.v1"
    event, code = await closed_with(created["ws_url"], subprotocols=[Subprotocol("chat.v9")])
    assert code == CloseCode.PROTOCOL
    assert "chat.v9" in event["error"]["message"]
    assert "simulator.v1" in event["error"]["message"]


@pytest.mark.parametrize(("secret", "told"), [(None, "no secret"), ("simulator.secret.wrong", "wrong or was used")])
async def test_without_the_right_secret_nobody_comes_in(service_url: str, secret: str | None, told: str) -> None:
    created = await new_session(service_url)
    offered = ["simulator.v1", *([secret] if secret else [])]
    event, code = await closed_with(created["ws_url"], subprotocols=[Subprotocol(name) for name in offered])
    assert code == CloseCode.UNAUTHENTICATED
    assert told in event["error"]["message"]
    assert event["fatal"] is True


async def test_a_secret_works_once(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        assert json.loads(await socket.recv())["type"] == "session.created"
    _, code = await closed_with(created["ws_url"], subprotocols=protocols(created, "simulator.v1"))
    assert code == CloseCode.UNAUTHENTICATED


async def test_an_unknown_session_is_not_found(service_url: str) -> None:
    url = service_url.replace("http", "ws") + "/v1/realtime?session_id=nobody"
    event, code = await closed_with(url, subprotocols=[Subprotocol("simulator.v1")])
    assert code == CloseCode.NO_SUCH_SESSION
    assert "nobody" in event["error"]["message"]


async def test_a_page_of_another_site_may_not_connect(service_url: str) -> None:
    created = await new_session(service_url)
    event, code = await closed_with(
        created["ws_url"], subprotocols=protocols(created, "simulator.v1"), origin=Origin("https://evil.example")
    )
    assert code == CloseCode.FORBIDDEN
    assert "https://evil.example" in event["error"]["message"]


async def next_of(socket: ClientConnection, event_type: str) -> dict[str, Any]:
    while True:
        message = await asyncio.wait_for(socket.recv(), 30)
        if isinstance(message, str):
            event: dict[str, Any] = json.loads(message)
            if event["type"] == event_type:
                return event


async def test_broken_messages_get_one_error_each_and_the_talk_lives_on(service_url: str) -> None:
    created = await new_session(service_url)
    frame = BinaryFrame(FrameKind.IN, FrameFlag.NONE, 0, 0, 0, b"\0\0" * 320).encode()
    late = BinaryFrame(FrameKind.IN, FrameFlag.NONE, 0, 1, 16_000 * 3600, b"\0\0" * 320).encode()
    broken: list[tuple[str | bytes, str]] = [
        ("{", "JSON"),
        ('{"no": "type"}', "type"),
        ('{"type": "session.update", "session": {"events": "evidence"}}', "events"),
        (frame[:7], "16-byte header"),
        (frame[:-1], "odd number"),
        (b"\x09" + frame[1:], "kind"),
        (late, "gap"),
        ('{"type": "input_audio_buffer.commit"}', "no speech"),
        ('{"type": "simulator.control", "action": "rewind"}', "no turn"),
    ]
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        for message, told in broken:
            await socket.send(message)
            event = await next_of(socket, "error")
            assert told in event["error"]["message"]
            assert "\n" not in event["error"]["message"]
            assert event["fatal"] is False
        await socket.send('{"type": "vendor.unknown"}')
        await socket.send(json.dumps(said("We zetten uw contract stop.")))
        while (item := (await next_of(socket, "conversation.item.done"))["item"])["role"] != "user":
            pass
        assert item["content"][0]["text"] == "We zetten uw contract stop."
        assert (await next_of(socket, "response.done"))["response"]["status"] == "completed"


def said(text: str) -> dict[str, Any]:
    item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
    return {"type": "conversation.item.create", "item": item}


async def test_a_client_that_comes_back_gets_what_it_missed(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        done = await next_of(socket, "response.done")
    again = [Subprotocol("simulator.v1"), Subprotocol(f"simulator.secret.{created['resume_handle']}")]
    async with connect(created["ws_url"], subprotocols=again) as socket:
        resume = {"type": "session.resume", "handle": created["resume_handle"], "last_server_seq": done["seq"] - 3}
        await socket.send(json.dumps(resume | {"next_input_sample": 0}))
        replayed = [json.loads(await socket.recv())["seq"] for _ in range(3)]
        assert replayed == [done["seq"] - 2, done["seq"] - 1, done["seq"]]
        updated = await next_of(socket, "session.updated")
        assert updated["next_input_sample"] == 0


async def test_a_second_connection_takes_over(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as first:
        await next_of(first, "session.created")
        again = [Subprotocol("simulator.v1"), Subprotocol(f"simulator.secret.{created['resume_handle']}")]
        async with connect(created["ws_url"], subprotocols=again):
            with pytest.raises(ConnectionClosed) as closed:
                await next_of(first, "nothing of this type ever comes")
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == CloseCode.TAKEN_OVER


def problem_of(base_url: str, path: str, body: dict[str, Any] | None = None, method: str = "GET") -> dict[str, Any]:
    """The problem a request is answered with."""
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(base_url + path, data=data, headers=headers, method=method)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    with refused.value as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"scenario_id": "nergens"}, 404, "c4-ontslag"),
        ({"scenario_id": "c4-ontslag", "persona_id": "niemand"}, 404, "lieve"),
        ({"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "fr"}, 422, "nl"),
        ({"scenario_id": "c4-ontslag", "consent": {"recordings": True}}, 422, "recordings"),
        ({}, 422, "scenario_id"),
    ],
)
async def test_a_talk_that_cannot_be_is_refused_in_one_line(
    service_url: str, body: dict[str, Any], status: int, told: str
) -> None:
    problem = await asyncio.to_thread(problem_of, service_url, "/v1/sessions", body, "POST")
    assert problem["status"] == status
    assert told in problem["detail"]


async def test_hr_sees_nothing_without_consent(service_url: str) -> None:
    created = await new_session(service_url)
    path = f"/v1/sessions/{created['session_id']}/report?audience=hr"
    assert (await asyncio.to_thread(problem_of, service_url, path))["status"] == 403


async def test_an_erased_talk_is_gone(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        await next_of(socket, "response.done")
        await socket.send(json.dumps(said("We zetten uw contract stop.")))
        await next_of(socket, "response.done")
        await socket.send('{"type": "simulator.control", "action": "end"}')
        await next_of(socket, "simulator.feedback.final")
    path = f"/v1/sessions/{created['session_id']}"
    request = urllib.request.Request(service_url + path, method="DELETE")
    with await asyncio.to_thread(urllib.request.urlopen, request) as answer:
        assert answer.status == 200
    assert (await asyncio.to_thread(problem_of, service_url, path + "/report"))["status"] == 404
    assert (await asyncio.to_thread(problem_of, service_url, path))["status"] == 404


async def test_prometheus_reads_how_full_the_service_is(service_url: str) -> None:
    def read() -> str:
        with urllib.request.urlopen(f"{service_url}/metrics", timeout=10) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain")
            return str(answer.read().decode())

    assert "rechtuit_places 50.0" in await asyncio.to_thread(read)
