"""A connection that breaks in the middle of a talk: what was missed comes once, what was sent twice counts once."""

import asyncio
import json
from typing import Any

import numpy as np
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from simulator.api.protocol import BinaryFrame, FrameFlag, FrameKind
from tests.api.test_doors import new_session, next_of, protocols, said

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

Message = dict[str, Any] | BinaryFrame


def returning(created: dict[str, Any]) -> list[Subprotocol]:
    return [Subprotocol("simulator.v1"), Subprotocol(f"simulator.secret.{created['resume_handle']}")]


def resume(created: dict[str, Any], last_seq: int, next_sample: int = 0) -> str:
    event = {"type": "session.resume", "handle": created["resume_handle"], "last_server_seq": last_seq}
    return json.dumps(event | {"next_input_sample": next_sample})


async def read(socket: ClientConnection, until: str, count: int = 1) -> list[Message]:
    """Everything up to so many events of a type."""
    found: list[Message] = []
    while count:
        message = await asyncio.wait_for(socket.recv(), 30)
        found.append(json.loads(message) if isinstance(message, str) else BinaryFrame.decode(message))
        count -= isinstance(found[-1], dict) and found[-1]["type"] == until
    return found


def sound(messages: list[Message]) -> list[BinaryFrame]:
    return [message for message in messages if isinstance(message, BinaryFrame)]


def seqs(messages: list[Message]) -> list[int]:
    return [message["seq"] for message in messages if isinstance(message, dict)]


async def test_a_reply_that_a_broken_connection_cut_in_two_is_heard_whole(service_url: str) -> None:
    """Events and sound: each once, in order, and none missing."""
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        before = await read(socket, "response.animation_viseme.delta", 5)
    await asyncio.sleep(1.0)
    async with connect(created["ws_url"], subprotocols=returning(created)) as socket:
        await socket.send(resume(created, seqs(before)[-1]))
        after = await read(socket, "response.done")
    assert seqs(before) + seqs(after) == list(range(1, len(seqs(before + after)) + 1))
    known = [frame.seq for frame in sound(before)]
    fresh = [frame for frame in sound(after) if frame.seq not in known]
    heard = sound(before) + fresh
    assert [frame.seq for frame in heard] == list(range(1, len(heard) + 1))
    ends = np.cumsum([len(frame.pcm) // 2 for frame in heard])
    assert [frame.t_samples for frame in heard] == [0, *ends[:-1]]
    assert heard[-1].flags is FrameFlag.LAST


async def test_a_returning_client_gets_nothing_before_it_says_what_it_has(service_url: str) -> None:
    created = await new_session(service_url)
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        await next_of(socket, "response.created")
    async with connect(created["ws_url"], subprotocols=returning(created)) as socket:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.recv(), 0.7)
        await socket.send('{"type": "session.update", "session": {}}')
        await next_of(socket, "session.updated")


async def test_a_line_that_is_sent_again_after_a_reconnect_counts_once(service_url: str) -> None:
    created = await new_session(service_url)
    line = json.dumps(said("We zetten uw contract stop.") | {"event_id": "page_1"})
    other = json.dumps(said("Het spijt me.") | {"event_id": "page_2"})
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        await next_of(socket, "response.done")
        await socket.send(line)
        last = (await next_of(socket, "response.created"))["seq"]
    async with connect(created["ws_url"], subprotocols=returning(created)) as socket:
        await socket.send(resume(created, last))
        await socket.send(line)
        await socket.send(other)
        told = await read(socket, "response.done", 2)
        items = [m["item"] for m in told if isinstance(m, dict) and m["type"] == "conversation.item.added"]
    assert [item["content"][0]["text"] for item in items if item["role"] == "user"] == ["Het spijt me."]


async def test_sound_of_a_gap_is_taken_at_once(service_url: str) -> None:
    """Eight seconds of it: more than the burst that a client may otherwise send."""
    created = await new_session(service_url)
    quiet = b"\0\0" * 1600
    async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
        last = (await next_of(socket, "response.done"))["seq"]
        await socket.send(BinaryFrame(FrameKind.IN, FrameFlag.NONE, 0, 0, 0, quiet).encode())
        await socket.send('{"type": "session.update", "session": {}}')
        last = (await next_of(socket, "session.updated"))["seq"]
    await asyncio.sleep(3.5)
    loop = asyncio.get_running_loop()
    async with connect(created["ws_url"], subprotocols=returning(created)) as socket:
        await socket.send(resume(created, last, 81 * 1600))
        updated = await next_of(socket, "session.updated")
        assert updated["next_input_sample"] == 1600
        began_s = loop.time()
        for number in range(1, 81):
            frame = BinaryFrame(FrameKind.IN, FrameFlag.NONE, 0, number, number * 1600, quiet)
            await socket.send(frame.encode())
        while (await next_of(socket, "input_audio_buffer.ack"))["next_sample"] < 80 * 1600:
            pass
        assert loop.time() - began_s < 1.5  # at 1.2 times real time the last 3 s would take 2.5 s
