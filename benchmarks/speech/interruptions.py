"""A trainee who speaks over the persona, over the real websocket: when is it noticed, when does the persona stop?

Run: python -m benchmarks.speech.interruptions [--count 20]
"""

import argparse
import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from benchmarks.speech.clips import load
from simulator import avatar
from simulator.cli.microphones import PacedMicrophone
from simulator.cli.service_process import running_service
from simulator.cli.talk_client import Event, TalkClient, open_client
from simulator.cli.talk_rest import create_session
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.settings import load_settings

ONSET_DB: Final = -35.0
"""Below the loudest 10 ms of a clip: speech has begun (our choice)."""
SIGNS: Final = ("Ja.", "Oké.", "Mm.", "Ja ja.", "D'accord.")
_REQUEST: Final = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 5}


@dataclass(slots=True)
class Ear:
    """When what arrived from the service, on the wall clock."""

    at_s: dict[str, list[float]] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        name = event["type"]
        if name == "response.done":
            name += "." + event["response"]["status"]
        self.at_s.setdefault(name, []).append(time.perf_counter())

    def first_after(self, name: str, since_s: float) -> float | None:
        """Milliseconds until the first such event after a moment."""
        return next((1000 * (at - since_s) for at in self.at_s.get(name, ()) if at > since_s), None)


def from_onset(samples: Samples) -> Samples:
    """The clip from where its speech begins."""
    hop = clock.from_ms(10)
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop)
    level_db = 10 * np.log10((frames**2).mean(axis=1) + 1e-12)
    return samples[hop * int(np.argmax(level_db > level_db.max() + ONSET_DB)) :]


async def interrupt(client: TalkClient, ear: Ear, microphone: PacedMicrophone, sound: Samples, wait_s: float) -> float:
    """Lets the persona speak, speaks over it after a while; the moment at which that began."""
    await client.until(lambda h: h.responses_open == 0 and set(h.committed) <= h.dealt_with, 30)
    since_s = time.perf_counter()
    await client.send({"type": "simulator.control", "action": "repeat"})
    while ear.first_after("response.output_audio_transcript.delta", since_s) is None:
        await asyncio.sleep(0.01)
    await asyncio.sleep(wait_s)
    await microphone.speak(sound)
    await microphone.hush(2_500)
    return microphone.began_s


async def measure(count: int) -> None:
    settings = load_settings()
    signs, _ = await asyncio.to_thread(avatar.speak_talk, SIGNS, "nl", settings)
    clips = [from_onset(clip.samples)[: clock.from_ms(1_500)] for clip in load("real")]
    draw = random.Random(1)
    noticed, stopped, kept = [], [], 0
    async with running_service(settings) as base_url:
        created = await asyncio.to_thread(create_session, base_url, _REQUEST)
        ear = Ear()
        client = await open_client(created, ear.hear)
        microphone = PacedMicrophone(client)
        for sound in draw.sample(clips, count):
            began_s = await interrupt(client, ear, microphone, sound, draw.uniform(0.1, 0.8))
            noticed.append(ear.first_after("input_audio_buffer.speech_started", began_s) or float("inf"))
            stopped.append(ear.first_after("response.done.cancelled", began_s) or float("inf"))
        for sign in (sign for sign in signs for _ in range(4)):
            began_s = await interrupt(client, ear, microphone, from_onset(sign), draw.uniform(0.1, 0.8))
            kept += ear.first_after("response.done.cancelled", began_s) is None
        await microphone.close()
        await client.close()
    for name, values in (("noticed (speech_started, -12 dB)", noticed), ("stopped (cancelled)", stopped)):
        p50, p95 = np.percentile(values, [50, 95])
        print(f"{name:34} p50 {p50:4.0f} ms, p95 {p95:4.0f} ms, {sum(np.isinf(values))} of {len(values)} never")
    print(f"small words that left the reply alone: {kept} of {4 * len(signs)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    asyncio.run(measure(parser.parse_args().count))
