"""Does a talk of two hours hold more memory than one of ten minutes? Over the real websocket, as fast as it is heard.

Plays the recorded sentences of shared/audio into one talk, with the answers listened to. Nobody stays two hours with a
manager who never comes to the point: from the fourth on every turn is taken back, as if the trainee tried it again.
Prints what the process (service and client) holds.

Run: python -m benchmarks.speech.long_talk [--minutes 120]   (a tenth of that on two cores)
"""

import argparse
import asyncio
from itertools import cycle
from pathlib import Path
from typing import Final

from benchmarks.speech.clips import load
from simulator.cli.microphones import LockstepMicrophone
from simulator.cli.service_process import running_service
from simulator.cli.talk_client import open_client
from simulator.cli.talk_player import play_turn, wait_for_opening
from simulator.cli.talk_rest import create_session
from simulator.flow import clock
from simulator.settings import load_settings

PAUSE_MS: Final = 3_000
EVERY_MIN: Final = 10
TRIED_AGAIN_FROM: Final = 4
_REQUEST: Final = {"scenario_id": "conflict-na-vergadering", "language": "nl", "seed": 5}


def resident_mb() -> float:
    """Memory of this process that is in use, as the kernel counts it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def main(minutes: int) -> None:
    async with running_service(load_settings()) as base_url:
        client = await open_client(await asyncio.to_thread(create_session, base_url, _REQUEST), lambda _: None)
        await client.send({"type": "session.update", "session": {"events": ["latency"], "pacing": "none"}})
        microphone = LockstepMicrophone(client)
        await wait_for_opening(client, microphone)
        told = 0
        print("minutes  turns     MB", flush=True)
        for n_turns, clip in enumerate(cycle(load("real")), start=1):
            heard_min = client.next_sample / clock.INPUT_RATE_HZ / 60
            if heard_min >= told:
                print(f"{heard_min:7.1f} {len(client.heard.committed):6} {resident_mb():6.0f}", flush=True)
                told += EVERY_MIN
            if heard_min >= minutes or client.heard.final is not None:
                break
            await play_turn(client, microphone, clip.samples)
            await microphone.hush(PAUSE_MS)
            if n_turns >= TRIED_AGAIN_FROM:
                await client.send({"type": "simulator.control", "action": "rewind"})
        if client.heard.final is not None:
            print("the persona ended the talk")
        await client.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=120)
    asyncio.run(main(parser.parse_args().minutes))
