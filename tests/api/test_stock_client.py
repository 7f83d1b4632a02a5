"""The stock `openai` Python client drives a rehearsal, unchanged: subprotocol `realtime`, base64 audio at 24 kHz."""

import asyncio
import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection

from simulator import audio
from simulator.cli.talk_rest import create_session
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

ASKED = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 3}


async def until(connection: AsyncRealtimeConnection, event_type: str) -> list[Any]:
    """Everything the client hands out up to and with the event that is waited for."""
    seen = []
    async with asyncio.timeout(60):
        async for event in connection:
            seen.append(event)
            if event.type == "error":
                raise AssertionError(event.error.message)
            if event.type == event_type:
                return seen
    raise AssertionError(f"the connection closed before {event_type}")


async def test_a_spoken_turn_is_heard_and_answered_aloud(service_url: str, shared_audio: Path) -> None:
    created = await asyncio.to_thread(create_session, service_url, ASKED)
    client = AsyncOpenAI(api_key=created["client_secret"], base_url=f"{service_url}/v1")
    turn = audio.resample(spoken_turns(shared_audio, "c4-direct")[0], 16_000, 24_000)
    sound = np.concatenate([turn, np.zeros(24_000 * 2, np.float32)])
    async with client.realtime.connect(extra_query={"session_id": created["session_id"]}) as connection:
        opening = await until(connection, "response.done")
        assert opening[0].type == "session.created"
        pcm = audio.to_pcm16(sound)
        for start in range(0, len(pcm), 9_600):
            await connection.input_audio_buffer.append(audio=base64.b64encode(pcm[start : start + 9_600]).decode())
            await asyncio.sleep(0.05)
        events = await until(connection, "response.done")
    said = next(e for e in events if e.type == "conversation.item.input_audio_transcription.completed")
    assert "contract" in said.transcript.lower()
    heard = b"".join(base64.b64decode(e.delta) for e in events if e.type == "response.output_audio.delta")
    assert len(heard) > 24_000, "half a second of sound"
    assert "".join(e.delta for e in events if e.type == "response.output_audio_transcript.delta").strip()
    assert events[-1].response.status == "completed"


async def test_typed_turns_work_too(service_url: str) -> None:
    created = await asyncio.to_thread(create_session, service_url, ASKED)
    client = AsyncOpenAI(api_key=created["client_secret"], base_url=f"{service_url}/v1")
    async with client.realtime.connect(extra_query={"session_id": created["session_id"]}) as connection:
        await until(connection, "response.done")
        await connection.session.update(session={"type": "realtime", "output_modalities": ["text"]})
        await connection.conversation.item.create(
            item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Alles goed thuis?"}]}
        )
        await connection.response.create()
        events = await until(connection, "response.done")
    assert any(e.type == "response.output_text.delta" for e in events)
    assert not any(e.type == "response.output_audio.delta" for e in events)
