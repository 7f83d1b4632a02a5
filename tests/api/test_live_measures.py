"""A talk over the real websocket is measured in the lane: nothing is measured a second time from its audio."""

import asyncio
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from simulator.flow.audio import Samples
from simulator.prosody import Frames
from simulator.session.rooms import Rooms
from tests.api.talking import play, report_of
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_every_spoken_turn_comes_out_of_the_lane(
    service_url: str, shared_audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured_again: list[int] = []
    measure = Rooms.measure

    async def watched(rooms: Rooms, samples: Samples, n_frames: int) -> Frames | None:
        measured_again.append(n_frames)
        return await measure(rooms, samples, n_frames)

    monkeypatch.setattr(Rooms, "measure", watched)
    talk = await play(service_url, spoken_turns(shared_audio, "c4-direct")[:3], persona_id="lieve")
    assert len(talk.of("simulator.prosody.turn")) >= 3
    assert measured_again == []


async def test_who_withdraws_in_the_middle_is_measured_no_more_and_nothing_measured_is_left(
    service_url: str, shared_audio: Path
) -> None:
    withdrawals: list[asyncio.Task[None]] = []

    def withdraw_once(event: dict[str, Any]) -> None:
        if event["type"] == "simulator.prosody.turn" and not withdrawals:
            withdrawals.append(asyncio.create_task(asyncio.to_thread(_withdraw, service_url, event["session_id"])))

    talk = await play(service_url, spoken_turns(shared_audio, "c4-direct"), follow=withdraw_once, persona_id="lieve")
    await asyncio.gather(*withdrawals)
    n_heard = len(talk.of("conversation.item.input_audio_transcription.completed"))
    assert 1 <= len(talk.of("simulator.prosody.turn")) < n_heard
    report = (await report_of(service_url, talk, "json")).decode()
    assert '"speech_ms"' not in report
    assert json.loads(report)["turns"]


def _withdraw(base_url: str, session_id: str) -> None:
    request = urllib.request.Request(
        f"{base_url}/v1/sessions/{session_id}/consent",
        json.dumps({"delivery_measures": False}).encode(),
        {"Content-Type": "application/json", "X-Rechtuit": "1"},
        method="PUT",
    )
    with urllib.request.urlopen(request, timeout=30):
        pass
