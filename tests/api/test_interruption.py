"""In real time: the trainee who speaks over the persona takes the turn, and a small word does not."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from simulator.cli.microphones import PacedMicrophone
from simulator.cli.talk_client import open_client
from simulator.cli.talk_rest import create_session
from tests.api.talking import Event
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_speech_over_the_persona_cancels_the_reply(service_url: str, shared_audio: Path) -> None:
    turn = spoken_turns(shared_audio, "c4-vague")[1]
    asked = {"scenario_id": "c4-ontslag", "persona_id": "roger", "language": "nl", "seed": 5}
    created = await asyncio.to_thread(create_session, service_url, asked)
    events: list[Event] = []
    client = await open_client(created, events.append)
    microphone = PacedMicrophone(client)
    try:
        await client.until(lambda h: h.response_id != "" and h.responses_open == 0, 30)
        await microphone.speak(turn)
        await client.until(lambda h: h.responses_open == 1, 30)
        await microphone.speak(np.concatenate([turn, turn]))
        await client.until(lambda h: h.responses_open == 0, 30)
    finally:
        await microphone.close()
        await client.close()
    done = [event["response"] for event in events if event["type"] == "response.done"]
    assert done[1]["status"] == "cancelled"
    assert done[1]["status_details"]["reason"] == "turn_detected"
    assert len(done[1]["spoken_text"].split()) < 30
