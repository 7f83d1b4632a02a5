"""A client of the real websocket: what it sends, what it has been told so far, and how long each answer took."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from simulator.api.protocol import BinaryFrame, FrameFlag, FrameKind
from simulator.audio import to_pcm16
from simulator.errors import RechtuitError
from simulator.flow import clock
from simulator.flow.audio import Samples

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
    is_in_turn: bool = False
    """Speech was heard, and the turn is not over."""
    responses_open: int = 0
    response_ms: int = 0
    response_id: str = ""
    response_since_s: float = 0.0
    acked_sample: int = 0
    final: Event | None = None
    failure: str | None = None
    timings: list[ReplyTiming] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        """Every turn so far is over and dealt with, and the persona has fallen silent."""
        return not self.is_in_turn and set(self.committed) <= self.dealt_with and self.responses_open == 0


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

    def mark_speech_end(self, *, ago_s: float = 0.0) -> None:
        """From here the trainee waits for an answer; the last word was heard `ago_s` before."""
        self._speech_end_s = time.perf_counter() - ago_s

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
            case "input_audio_buffer.speech_started":
                heard.is_in_turn = True
            case "input_audio_buffer.committed":
                heard.is_in_turn = False
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


async def open_client(created: dict[str, Any], on_event: Callable[[Event], None]) -> TalkClient:
    """Connects with the single-use secret of a created session."""
    socket = await connect(
        created["ws_url"],
        subprotocols=[Subprotocol("simulator.v1"), Subprotocol(f"simulator.secret.{created['client_secret']}")],
        compression=None,
        max_size=1 << 20,
    )
    return TalkClient(socket, on_event)
