"""A client in lockstep against the real service, for tests: what was said, and everything the service told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.cli.microphones import LockstepMicrophone
from simulator.cli.talk_client import open_client
from simulator.cli.talk_player import play_talk
from simulator.cli.talk_rest import create_session, fetch_report
from simulator.flow.audio import Samples

Event = dict[str, Any]


@dataclass(slots=True)
class PlayedTalk:
    """One talk over the wire."""

    session_id: str
    events: list[Event] = field(default_factory=list)

    def of(self, event_type: str) -> list[Event]:
        return [event for event in self.events if event["type"] == event_type]

    @property
    def replies(self) -> list[str]:
        return [event["transcript"] for event in self.of("response.output_audio_transcript.done")]

    @property
    def transcripts(self) -> list[str]:
        return [event["transcript"] for event in self.of("conversation.item.input_audio_transcription.completed")]


async def play(
    base_url: str, turns: Sequence[Samples], *, follow: Callable[[Event], None] = lambda _: None, **asked: Any
) -> PlayedTalk:
    """Speaks the turns to c4-ontslag (or what is asked) and ends the talk; `follow` is told every event."""
    request = {"scenario_id": "c4-ontslag", "language": "nl", "seed": 7, "consent": {"delivery_measures": True}}
    created = await asyncio.to_thread(create_session, base_url, request | asked)
    talk = PlayedTalk(created["session_id"])

    def hear(event: Event) -> None:
        talk.events.append(event)
        follow(event)

    client = await open_client(created, hear)
    try:
        events = ["evidence", "prosody", "latency"]
        await client.send({"type": "session.update", "session": {"events": events, "pacing": "none"}})
        await play_talk(client, LockstepMicrophone(client), turns)
    finally:
        await client.close()
    return talk


async def report_of(base_url: str, talk: PlayedTalk, report_format: str = "html") -> bytes:
    return await asyncio.to_thread(fetch_report, base_url, talk.session_id, report_format, "nl")
