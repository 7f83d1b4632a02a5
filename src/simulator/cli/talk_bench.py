"""Spoken talks in real time, one or many at once, with what each answer took."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.cli.microphones import PacedMicrophone
from simulator.cli.talk_client import open_client
from simulator.cli.talk_player import play_talk
from simulator.cli.talk_rest import create_session
from simulator.flow.audio import Samples
from simulator.session.rooms import TalkRequest


@dataclass(slots=True)
class TalkFigures:
    """What one talk measured."""

    first_packet_s: list[float] = field(default_factory=list)
    first_voice_s: list[float] = field(default_factory=list)
    """From the last word of the trainee to the first of the persona; the packets before it may be silence."""
    stage_ms: list[dict[str, float]] = field(default_factory=list)


async def run_talks(
    base_url: str, request: TalkRequest, turns: Sequence[Samples], *, sessions: int
) -> list[TalkFigures]:
    """Plays the same talk in `sessions` sessions at once."""
    async with asyncio.TaskGroup() as group:
        talks = [group.create_task(_run_talk(base_url, request, turns)) for _ in range(sessions)]
    return [talk.result() for talk in talks]


async def _run_talk(base_url: str, request: TalkRequest, turns: Sequence[Samples]) -> TalkFigures:
    figures = TalkFigures()

    def note(event: dict[str, Any]) -> None:
        if event["type"] == "simulator.latency":
            figures.stage_ms.append(event["stage_ms"])

    asked = {"scenario_id": request.scenario_id, "persona_id": request.persona_id, "seed": request.seed}
    created = await asyncio.to_thread(create_session, base_url, asked)
    client = await open_client(created, note)
    microphone = PacedMicrophone(client)
    try:
        await client.send({"type": "session.update", "session": {"events": ["latency"]}})
        await play_talk(client, microphone, turns)
    finally:
        await microphone.close()
        await client.close()
    figures.first_packet_s = [timing.first_packet_s for timing in client.heard.timings]
    figures.first_voice_s = [timing.first_voice_s for timing in client.heard.timings]
    return figures
