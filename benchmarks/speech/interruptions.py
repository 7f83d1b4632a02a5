"""A trainee who speaks over the persona, over the real websocket: when is it noticed, when does the persona stop?

Both ways of a client: one that holds the persona's sound where it is (as the pages do), and one that only ducks it.
Recorded sentences take the turn; small words ("ja", "d'accord") and noises must leave the reply alone.

Run: python -m benchmarks.speech.interruptions [--count 10]   (some twenty minutes: the talk goes on between)
"""

import argparse
import asyncio
import random
import time
from collections.abc import Sequence
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
TIMES_EACH: Final = 2
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


@dataclass(slots=True)
class Measured:
    """Milliseconds from the first sound of the trainee; infinite where it never came."""

    noticed: list[float] = field(default_factory=list)
    stopped: list[float] = field(default_factory=list)
    cancelled: list[float] = field(default_factory=list)
    dips: list[float] = field(default_factory=list)
    """How long a small word stopped the persona."""
    kept: int = 0
    """Small words that did not end the reply."""

    def print(self, barge_in: str) -> None:
        print(f"a client that can {barge_in}")
        rows = (("noticed (speech_started)", self.noticed), ("stopped", self.stopped), ("cancelled", self.cancelled))
        for name, values in rows:
            p50, p95 = np.percentile(values, [50, 95])
            never = sum(np.isinf(values))
            print(f"  {name:26} p50 {p50:4.0f} ms, p95 {p95:4.0f} ms, {never} of {len(values)} never")
        print(f"  small words that left the reply alone: {self.kept} of {TIMES_EACH * len(SIGNS)}")
        if self.dips:
            p50, p95 = np.percentile(self.dips, [50, 95])
            print(f"  they stopped it for            p50 {p50:4.0f} ms, p95 {p95:4.0f} ms ({len(self.dips)})")


async def measure(base_url: str, barge_in: str, count: int, signs: Sequence[Samples]) -> Measured:
    clips = [from_onset(clip.samples)[: clock.from_ms(1_500)] for clip in load("real")]
    draw, found, ear = random.Random(1), Measured(), Ear()
    created = await asyncio.to_thread(create_session, base_url, _REQUEST)
    client = await open_client(created, ear.hear)
    await client.send({"type": "session.update", "session": {"barge_in": barge_in}})
    microphone = PacedMicrophone(client)
    stop = "simulator.response.held" if barge_in == "hold" else "response.done.cancelled"
    for sound in draw.sample(clips, count):
        began_s = await interrupt(client, ear, microphone, sound, draw.uniform(0.1, 0.8))
        found.noticed.append(ear.first_after("input_audio_buffer.speech_started", began_s) or float("inf"))
        found.stopped.append(ear.first_after(stop, began_s) or float("inf"))
        found.cancelled.append(ear.first_after("response.done.cancelled", began_s) or float("inf"))
    for sign in (sign for sign in signs for _ in range(TIMES_EACH)):
        began_s = await interrupt(client, ear, microphone, from_onset(sign), draw.uniform(0.1, 0.8))
        found.kept += ear.first_after("response.done.cancelled", began_s) is None
        held, resumed = (ear.first_after(f"simulator.response.{e}", began_s) for e in ("held", "resumed"))
        if held is not None and resumed is not None:
            found.dips.append(resumed - held)
    await microphone.close()
    await client.close()
    return found


async def main(count: int) -> None:
    settings = load_settings()
    # Lines that are made meanwhile would take the processor from what is measured.
    settings = settings.model_copy(update={"voice": settings.voice.model_copy(update={"prepare": False})})
    signs, _ = await asyncio.to_thread(avatar.speak_talk, SIGNS, "nl", settings)
    async with running_service(settings) as base_url:
        for barge_in in ("duck", "hold"):
            (await measure(base_url, barge_in, count, signs)).print(barge_in)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    asyncio.run(main(parser.parse_args().count))
