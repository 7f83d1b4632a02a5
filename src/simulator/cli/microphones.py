"""Two ways to speak a recorded turn: in real time, as a person would, or in lockstep with the service.

`PacedMicrophone` runs in real time; `LockstepMicrophone` sends half a second, waits until it has been heard, and goes
on, so that a talk runs as fast as the machine allows and the same recording gives the same report.
"""

import asyncio
import time
from typing import Protocol

import numpy as np

from simulator.cli.talk_client import ANSWER_WAIT_S, TalkClient
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.speech.voice_activity import stretches_ms

BLOCK_SAMPLES = clock.INPUT_RATE_HZ // 2
FRAME_SAMPLES = clock.from_ms(20)
"""As the pages send it (web/src/audio/framer.ts)."""


class Microphone(Protocol):
    """Sends sound on the input clock."""

    async def speak(self, samples: Samples) -> None: ...

    async def hush(self, duration_ms: int) -> None: ...

    async def close(self) -> None: ...


class LockstepMicrophone:
    """Half a second at a time, each heard before the next: fast, and the same every time."""

    def __init__(self, client: TalkClient) -> None:
        self._client = client

    async def speak(self, samples: Samples) -> None:
        for start in range(0, len(samples), BLOCK_SAMPLES):
            await self._block(samples[start : start + BLOCK_SAMPLES])
        self._client.mark_speech_end()

    async def hush(self, duration_ms: int) -> None:
        for _ in range(-(-clock.from_ms(duration_ms) // BLOCK_SAMPLES)):
            await self._block(np.zeros(0, np.float32))

    async def close(self) -> None:
        return

    async def _block(self, samples: Samples) -> None:
        client = self._client
        padded = np.zeros(BLOCK_SAMPLES, np.float32)
        padded[: len(samples)] = samples
        await client.send_audio(padded)
        sent = client.next_sample
        await client.until(
            lambda h: (
                h.final is not None  # the persona left: nobody hears, or acknowledges, any more
                or (h.acked_sample >= sent and h.responses_open == 0 and set(h.committed) <= h.dealt_with)
            ),
            ANSWER_WAIT_S,
        )


class PacedMicrophone:
    """An open microphone in real time: silence goes over the line too."""

    def __init__(self, client: TalkClient) -> None:
        self._client = client
        self._pending: list[Samples] = []
        self._drained = asyncio.Event()
        self.began_s = 0.0
        """When the last recording began to be spoken, on the wall clock."""
        self._pump = asyncio.create_task(self._run())

    async def speak(self, samples: Samples) -> None:
        frames = -(-len(samples) // FRAME_SAMPLES)
        padded = np.zeros(frames * FRAME_SAMPLES, np.float32)
        padded[: len(samples)] = samples
        stretches = stretches_ms(samples)
        silent_s = clock.to_s(len(padded)) - (stretches[-1][1] / 1000 if stretches else 0.0)
        self._drained.clear()
        self._pending.extend(np.split(padded, frames))
        self.began_s = time.perf_counter()
        await self._drained.wait()
        self._client.mark_speech_end(ago_s=silent_s)

    async def hush(self, duration_ms: int) -> None:
        await asyncio.sleep(max(0, duration_ms) / 1000)

    async def close(self) -> None:
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)

    async def _run(self) -> None:
        started_s, sent = time.monotonic(), 0
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        while True:
            frame = self._pending.pop(0) if self._pending else silence
            sent += 1  # a frame can be sent when it has been spoken
            await asyncio.sleep(max(0.0, started_s + sent * FRAME_SAMPLES / clock.INPUT_RATE_HZ - time.monotonic()))
            await self._client.send_audio(frame)
            if not self._pending:
                self._drained.set()
