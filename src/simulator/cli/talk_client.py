"""A client of the real websocket: speaks recorded turns, waits for the answers, and tells what happens.

Two microphones share one conversation: `PacedMicrophone` runs in real time, as a person would; `LockstepMicrophone`
sends half a second, waits until it has been heard, and goes on, so that a talk runs as fast as the machine allows and
the same recording gives the same report.
"""

import asyncio
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from simulator.api.protocol import BinaryFrame, FrameFlag, FrameKind
from simulator.audio import to_pcm16
from simulator.errors import RechtuitError, Unavailable
from simulator.flow import clock
from simulator.flow.audio import Samples

BLOCK_SAMPLES = clock.INPUT_RATE_HZ // 2
FRAME_SAMPLES = clock.INPUT_RATE_HZ // 10
COMMIT_WAIT_S = 8.0
"""Silence after which a turn that was never found is given up (the longest phase silence is 5 s)."""
ANSWER_WAIT_S = 120.0

Event = dict[str, Any]


@dataclass(slots=True)
class ReplyTiming:
    """Wall-clock seconds from the end of the trainee's speech, measured at the client."""

    first_packet_s: float
    first_voice_s: float
    """When the first voiced sample is heard: the packet's arrival plus the persona's own silence before it."""


@dataclass(slots=True)
class Heard:
    """What the client has been told so far."""

    committed: list[str] = field(default_factory=list)
    dealt_with: set[str] = field(default_factory=set)
    responses_open: int = 0
    response_ms: int = 0
    response_id: str = ""
    response_since_s: float = 0.0
    acked_sample: int = 0
    final: Event | None = None
    failure: str | None = None
    timings: list[ReplyTiming] = field(default_factory=list)


class Microphone(Protocol):
    """Sends sound on the input clock."""

    async def speak(self, samples: Samples) -> None: ...

    async def hush(self, duration_ms: int) -> None: ...

    async def close(self) -> None: ...


class TalkClient:
    """One rehearsal over the wire."""

    def __init__(self, socket: ClientConnection, on_event: Callable[[Event], None]) -> None:
        self._socket = socket
        self._on_event = on_event
        self.heard = Heard()
        self._changed = asyncio.Event()
        self._next_sample = 0
        self._frame_seq = 0
        self._speech_end_s: float | None = None
        self._reader = asyncio.create_task(self._read())

    async def send(self, event: Event) -> None:
        await self._socket.send(json.dumps(event))

    async def send_audio(self, samples: Samples) -> None:
        frame = BinaryFrame(
            kind=FrameKind.IN, flags=FrameFlag.NONE, stream=0, seq=self._frame_seq, t_samples=self._next_sample,
            pcm=to_pcm16(samples),
        )  # fmt: skip
        self._frame_seq += 1
        self._next_sample += len(samples)
        await self._socket.send(frame.encode())

    @property
    def next_sample(self) -> int:
        return self._next_sample

    def mark_speech_end(self) -> None:
        """From here the trainee waits for an answer."""
        self._speech_end_s = time.perf_counter()

    async def until(self, is_true: Callable[[Heard], bool], timeout_s: float) -> bool:
        """Waits for what the server says; False when it did not come in time.

        Raises:
            RechtuitError: the connection broke or the server reported a fatal error.
        """
        deadline = time.monotonic() + timeout_s
        while not is_true(self.heard):
            if self.heard.failure:
                raise RechtuitError(self.heard.failure)
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), max(0.001, deadline - time.monotonic()))
            except TimeoutError:
                return is_true(self.heard)
        return True

    async def close(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for message in self._socket:
                if isinstance(message, bytes):
                    self._hear_audio(BinaryFrame.decode(message))
                else:
                    self._hear_event(json.loads(message))
                self._changed.set()
        finally:
            if self.heard.final is None:
                self.heard.failure = (
                    self.heard.failure or f"the service closed the connection ({self._socket.close_reason})"
                )
            self._changed.set()

    def _hear_audio(self, frame: BinaryFrame) -> None:
        if frame.t_samples == 0:
            self.heard.response_since_s = time.perf_counter()
        if self._speech_end_s is None:
            return
        arrived_s = time.perf_counter() - self._speech_end_s
        pcm = np.frombuffer(frame.pcm, "<i2")
        if frame.t_samples == 0:
            self.heard.timings.append(ReplyTiming(arrived_s, float("nan")))
        voiced = np.flatnonzero(np.abs(pcm) > 64)
        if voiced.size and self.heard.timings and np.isnan(self.heard.timings[-1].first_voice_s):
            timing = self.heard.timings[-1]
            voice_at_s = (frame.t_samples + int(voiced[0])) / clock.OUTPUT_RATE_HZ
            timing.first_voice_s = max(arrived_s, timing.first_packet_s + voice_at_s)
            self._speech_end_s = None

    def _hear_event(self, event: Event) -> None:
        heard = self.heard
        match event["type"]:
            case "input_audio_buffer.ack":
                heard.acked_sample = event["next_sample"]
            case "input_audio_buffer.committed":
                heard.committed.append(event["item_id"])
            case "simulator.latency":
                heard.dealt_with.add(event["item_id"])
            case "response.created":
                heard.responses_open += 1
                heard.response_id = event["response"]["id"]
            case "response.done":
                heard.responses_open -= 1
                heard.response_ms = event["response"]["audio_end_ms"] or 0
            case "simulator.feedback.final":
                heard.final = event
            case "error" if event.get("fatal"):
                heard.failure = event["error"]["message"]
        self._on_event(event)


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
            lambda h: h.acked_sample >= sent and h.responses_open == 0 and set(h.committed) <= h.dealt_with,
            ANSWER_WAIT_S,
        )


class PacedMicrophone:
    """An open microphone in real time: silence goes over the line too."""

    def __init__(self, client: TalkClient) -> None:
        self._client = client
        self._pending: list[Samples] = []
        self._drained = asyncio.Event()
        self._pump = asyncio.create_task(self._run())

    async def speak(self, samples: Samples) -> None:
        frames = -(-len(samples) // FRAME_SAMPLES)
        padded = np.zeros(frames * FRAME_SAMPLES, np.float32)
        padded[: len(samples)] = samples
        self._drained.clear()
        self._pending.extend(np.split(padded, frames))
        await self._drained.wait()
        self._client.mark_speech_end()

    async def hush(self, duration_ms: int) -> None:
        await asyncio.sleep(max(0, duration_ms) / 1000)

    async def close(self) -> None:
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)

    async def _run(self) -> None:
        started_s, sent = time.monotonic(), 0
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        while True:
            await self._client.send_audio(self._pending.pop(0) if self._pending else silence)
            if not self._pending:
                self._drained.set()
            sent += 1
            await asyncio.sleep(max(0.0, started_s + sent * FRAME_SAMPLES / clock.INPUT_RATE_HZ - time.monotonic()))


async def play_talk(
    client: TalkClient, microphone: Microphone, turns: Sequence[Samples], *, pause_ms: int = 1000
) -> Event:
    """Speaks each turn, listens to each answer, ends the talk.

    Returns:
        The `simulator.feedback.final` event.
    """
    await client.until(lambda h: h.response_id != "" and h.responses_open == 0, ANSWER_WAIT_S)
    await _listen(client, microphone)
    for turn in turns:
        before = len(client.heard.committed)
        await microphone.speak(turn)
        await _wait_for_commit(client, microphone, before)
        await client.until(lambda h: set(h.committed) <= h.dealt_with and h.responses_open == 0, ANSWER_WAIT_S)
        if client.heard.final is not None:
            return client.heard.final
        await _listen(client, microphone)
        await microphone.hush(pause_ms)
    await client.send({"type": "simulator.control", "action": "end"})
    if not await client.until(lambda h: h.final is not None, ANSWER_WAIT_S) or client.heard.final is None:
        raise Unavailable("the service sent no report within two minutes.", remedy="Look at its log.")
    return client.heard.final


async def _wait_for_commit(client: TalkClient, microphone: Microphone, before: int) -> None:
    waited_ms = 0
    while len(client.heard.committed) == before and waited_ms < 1000 * COMMIT_WAIT_S:
        await microphone.hush(500)
        waited_ms += 500


async def _listen(client: TalkClient, microphone: Microphone) -> None:
    """Stays silent while the last reply is heard, and says so to the service."""
    heard = client.heard
    response_id, response_ms = heard.response_id, heard.response_ms
    if response_ms == 0:
        return
    heard.response_ms = 0
    playback = {"type": "simulator.playback", "response_id": response_id}
    if isinstance(microphone, LockstepMicrophone):
        await client.send({**playback, "played_ms": 0, "state": "started"})
        await microphone.hush(response_ms)
    else:  # the service sends a little ahead of real time: wait for what is still to be heard
        await microphone.hush(round(response_ms - 1000 * (time.perf_counter() - heard.response_since_s)))
    await client.send({**playback, "played_ms": response_ms, "state": "ended"})


def create_session(base_url: str, request: dict[str, Any]) -> dict[str, Any]:
    """POST /v1/sessions.

    Raises:
        RechtuitError: with the service's own sentence.
    """
    body = json.dumps(request).encode()
    post = urllib.request.Request(  # noqa: S310 - http to our own service
        f"{base_url}/v1/sessions", data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(post, timeout=30) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as problem:
        said = json.load(problem)
        raise RechtuitError(said.get("detail", str(problem))) from None
    except urllib.error.URLError as problem:
        raise Unavailable(f"no service answers at {base_url} ({problem.reason}).") from None


def fetch_report(base_url: str, session_id: str, report_format: str, language: str) -> bytes:
    """GET the trainee's report."""
    query = f"format={report_format}&audience=trainee&language={language}"
    with urllib.request.urlopen(f"{base_url}/v1/sessions/{session_id}/report?{query}", timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())


async def open_client(created: dict[str, Any], on_event: Callable[[Event], None]) -> TalkClient:
    """Connects with the single-use secret of a created session."""
    socket = await connect(
        created["ws_url"],
        subprotocols=[Subprotocol("simulator.v1"), Subprotocol(f"simulator.secret.{created['client_secret']}")],
        compression=None,
        max_size=1 << 20,
    )
    return TalkClient(socket, on_event)
