"""How long the trainee waits for an answer, turn by turn, over the real websocket in real time.

Plays the spoken talks of shared/audio: two dismissals, two reviews, 24 turns with pauses inside them. For each answer:
from the last word of the trainee to the first packet of sound, and to the first voiced sample (which the persona's own
silence delays: who was just told that the contract ends is silent for seconds), with what ended the turn.
More than one part: a pause inside the turn was taken for its end.

Run: python -m benchmarks.speech.answer_times [--talks c4-direct review-vague]
"""

import argparse
import asyncio
from typing import Final, NamedTuple

import numpy as np

from benchmarks.speech.clips import Clip, load
from simulator.cli.microphones import PacedMicrophone
from simulator.cli.service_process import running_service
from simulator.cli.talk_client import Event, ReplyTiming, open_client
from simulator.cli.talk_player import play_turn, wait_for_opening
from simulator.cli.talk_rest import create_session
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.settings import load_settings

SCENARIOS: Final = {"c4": "c4-ontslag", "review": "functioneringsgesprek"}
AFTER_LAST_WORD_MS: Final = 60
"""What is kept of a clip after its last word: an answer must not come before the clip has ended."""
PAUSE_MS: Final = 1000
"""From the end of the persona's answer to the next turn."""
STAGES: Final = ("stt", "language", "dialogue", "voice")
TALKS: Final = ("c4-direct", "c4-vague", "review-direct", "review-vague")


class Answered(NamedTuple):
    """One turn and its answer; times in seconds from the last word, NaN where there was none."""

    clip: str
    parts: int
    wait_ms: int
    source: str
    p_end: float | None
    first_packet_s: float
    first_voice_s: float
    stage_ms: dict[str, float]
    """After the turn was found to be over: words, judgement, director, first sound."""


def spoken(clip: Clip) -> Samples:
    """The clip, without the silence after its last word."""
    return clip.samples[: clock.from_ms(clip.words[-1][2] + AFTER_LAST_WORD_MS)]


async def play(base_url: str, talk: str) -> list[Answered]:
    predicted: list[Event] = []
    timed: list[Event] = []

    def note(event: Event) -> None:
        if event["type"] == "simulator.turn.prediction":
            predicted.append(event)
        if event["type"] == "simulator.latency":
            timed.append(event)

    asked = {"scenario_id": SCENARIOS[talk.partition("-")[0]], "language": "nl", "seed": 3}
    client = await open_client(await asyncio.to_thread(create_session, base_url, asked), note)
    await client.send({"type": "session.update", "session": {"events": ["latency"]}})
    microphone = PacedMicrophone(client)
    answered = []
    await wait_for_opening(client, microphone)
    for clip in (clip for clip in load("spoken") if clip.name.startswith(talk)):
        heard = client.heard
        n_items, n_timings = len(heard.committed), len(heard.timings)
        await microphone.hush(PAUSE_MS)
        await play_turn(client, microphone, spoken(clip))
        timing = heard.timings[-1] if len(heard.timings) > n_timings else ReplyTiming(np.nan, np.nan)
        last: Event = predicted[-1] if predicted else {"wait_ms": 0, "source": "none", "p_end": None}
        answered.append(Answered(
            clip.name.removesuffix(".flac"), len(heard.committed) - n_items, last["wait_ms"], last["source"],
            last["p_end"], timing.first_packet_s, timing.first_voice_s, timed[-1]["stage_ms"] if timed else {},
        ))  # fmt: skip
        if heard.final is not None:
            break
    await microphone.close()
    await client.close()
    return answered


async def main(talks: list[str]) -> None:
    async with running_service(load_settings()) as base_url:
        rows = [row for talk in talks for row in await play(base_url, talk)]
    print(f"{'turn':18} parts   wait  ended by  sounds finished  first packet  first word  {'  '.join(STAGES)}")
    for row in rows:
        sounds = "      -" if row.p_end is None else f"{row.p_end:7.2f}"
        print(
            f"{row.clip:18} {row.parts:5} {row.wait_ms:6}  {row.source:8} {sounds:>16} {row.first_packet_s:11.2f} s"
            f" {row.first_voice_s:9.2f} s  "
            + "  ".join(f"{row.stage_ms.get(stage, np.nan):{len(stage)}.0f}" for stage in STAGES)
        )
    for name in ("first_packet_s", "first_voice_s"):
        values = [getattr(row, name) for row in rows if not np.isnan(getattr(row, name))]
        print(f"{name:16} p50 {np.median(values):.2f}, p95 {np.percentile(values, 95):.2f} s, {len(values)} answers")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", nargs="*", default=list(TALKS), choices=TALKS)
    asyncio.run(main(parser.parse_args().talks))
