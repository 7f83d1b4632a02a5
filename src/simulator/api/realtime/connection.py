"""One client on one talk: reads its events and sound, writes what happens, and notices when it is gone or too slow."""

import asyncio
import time

from fastapi import WebSocket, WebSocketDisconnect

from simulator import audio
from simulator.api.protocol import (
    BinaryFrame,
    ClientEvent,
    CloseCode,
    FrameKind,
    SessionPatch,
    UnknownEvent,
    error_event,
    parse_client_event,
)
from simulator.api.protocol import client_events as cli
from simulator.api.realtime.allowance import Allowance
from simulator.api.realtime.outgoing import Outgoing
from simulator.api.service import Service
from simulator.api.talks import OpenTalk
from simulator.audio import StreamResampler
from simulator.errors import BadInput, RechtuitError
from simulator.flow import clock
from simulator.session.live import LiveSession
from simulator.session.live_options import LiveOptions
from simulator.session.speaking import SpeakingStyle


class Connection:
    """Serves one websocket until it closes.

    Args:
        is_return: the talk is under way. The client says first from where on it wants to hear; nothing is sent before.
    """

    def __init__(self, websocket: WebSocket, talk: OpenTalk, service: Service, *, is_return: bool = False) -> None:
        talk.connection += 1
        self._number = talk.connection
        self._websocket, self._talk, self._service = websocket, talk, service
        self._resampler: StreamResampler | None = None
        self._allowance = Allowance(time.monotonic(), talk.heard_s if is_return else None)
        self._has_greeted = asyncio.Event()
        self._has_resumed = False
        if not is_return:
            self._has_greeted.set()

    @property
    def _live(self) -> LiveSession:
        assert self._talk.live is not None
        return self._talk.live

    async def run(self) -> None:
        self._talk.left_s = None
        self._talk.wake.set()
        sender = asyncio.create_task(self._send())
        try:
            await self._receive()
        except WebSocketDisconnect:
            pass
        finally:
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            if self._is_in_charge:
                self._service.client_left(self._talk)

    @property
    def _is_in_charge(self) -> bool:
        return self._talk.connection == self._number

    # --- to the client ---------------------------------------------------------------------------------------

    async def _send(self) -> None:
        talk = self._talk
        await self._has_greeted.wait()
        while True:
            await talk.wake.wait()
            if not self._is_in_charge:
                await self._close(CloseCode.TAKEN_OVER, "another connection took over this session")
                return
            talk.wake.clear()
            for message in talk.outbox.take():
                if isinstance(message, bytes):
                    await self._websocket.send_bytes(message)
                else:
                    await self._websocket.send_text(message)
                if not self._is_in_charge:  # what waits now waits for the connection that took over
                    break
            if talk.outbox.is_overfull:
                await self._close(CloseCode.CAPACITY, "this client reads too slowly; come back with the resume handle")
                return

    async def _close(self, code: CloseCode, reason: str) -> None:
        await self._websocket.close(code, reason)

    # --- from the client -------------------------------------------------------------------------------------

    async def _receive(self) -> None:
        while self._is_in_charge:
            try:
                message = await asyncio.wait_for(self._websocket.receive(), self._service.settings.limits.idle_s)
            except TimeoutError:
                await self._close(CloseCode.IDLE, "nothing was heard for too long; come back with the resume handle")
                return
            if message["type"] == "websocket.disconnect" or not self._is_in_charge:
                return
            event_id = None
            try:
                if message.get("bytes") is not None:
                    self._greet()
                    await self._take_frame(message["bytes"])
                else:
                    event = parse_client_event(message.get("text") or "")
                    event_id = None if isinstance(event, UnknownEvent) else event.event_id
                    await self._take_event(event)
            except RechtuitError as problem:
                self._talk.tell(error_event(problem, event_id=event_id))

    async def _take_frame(self, data: bytes) -> None:
        if self._outgoing.subprotocol == "realtime":
            raise BadInput("binary frames belong to simulator.v1.", where="message", remedy="Send base64 in JSON.")
        frame = BinaryFrame.decode(data)
        if frame.kind is not FrameKind.IN:
            raise BadInput("kind 2 is sound from the service.", where="binary frame", remedy="Send kind 1.")
        samples = audio.from_pcm16(frame.pcm)
        await self._limit(len(samples))
        self._live.hear(samples, frame.t_samples)

    async def _take_event(self, event: ClientEvent | UnknownEvent) -> None:
        if isinstance(event, cli.SessionResume):
            self._resume(event)
            return
        self._greet()
        if isinstance(event, UnknownEvent):  # a later protocol's: ignored by contract
            return
        if self._was_taken(event.event_id):
            return
        match event:
            case cli.SessionUpdate(session=patch):
                self._configure(patch)
            case cli.InputAudioAppend(audio=pcm):
                await self._take_appended(pcm)
            case cli.Control():
                await self._control(event)
            case cli.Ack(seq=seq):
                self._talk.outbox.acknowledge(seq)
            case _:
                self._take_turn_event(event)

    def _was_taken(self, event_id: str | None) -> bool:
        """Whether a client that came back sends again what had arrived before the connection broke."""
        if not event_id:
            return False
        is_known = self._has_resumed and event_id in self._talk.taken
        self._talk.taken.append(event_id)
        return is_known

    def _take_turn_event(
        self,
        event: cli.InputAudioCommit
        | cli.InputAudioClear
        | cli.ItemCreate
        | cli.ItemTruncate
        | cli.ResponseCreate
        | cli.ResponseCancel
        | cli.Playback,
    ) -> None:
        live = self._live
        match event:
            case cli.InputAudioCommit():
                live.commit()
            case cli.ResponseCreate():
                live.commit(is_needed=False)
            case cli.InputAudioClear():
                live.clear()
            case cli.ItemCreate(item=item):
                live.say(item.text)
            case cli.ResponseCancel():
                live.interrupt("client_cancelled")
            case cli.ItemTruncate(item_id=item_id, audio_end_ms=end_ms):
                live.truncate(item_id, end_ms)
            case cli.Playback(response_id=response_id, played_ms=played_ms, state=state):
                live.note_playback(response_id, played_ms, state)

    async def _control(self, event: cli.Control) -> None:
        live = self._live
        match event.action:
            case "pause" | "resume":
                live.set_paused(event.action == "pause")
            case "repeat":
                live.repeat()
            case "hint":
                live.hint()
            case "end" | "stop_exercise":
                await live.finish()
            case "rewind":
                live.rewind(event.turn_id)

    async def _take_appended(self, pcm: bytes) -> None:
        samples = audio.from_pcm16(pcm)
        rate_hz = self._outgoing.config.audio.input.format.rate
        if rate_hz != clock.INPUT_RATE_HZ:
            self._resampler = self._resampler or StreamResampler(rate_hz, clock.INPUT_RATE_HZ)
            samples = self._resampler.push(samples)
        await self._limit(len(samples))
        if len(samples):
            self._live.hear(samples)

    async def _limit(self, n_samples: int) -> None:
        """Reads nothing more for a while after sound that came faster than it can have been said."""
        if self._outgoing.config.pacing == "none":
            return
        self._talk.heard_s = now_s = time.monotonic()
        await asyncio.sleep(self._allowance.spend(n_samples / clock.INPUT_RATE_HZ, now_s))

    # --- configuration and resume ----------------------------------------------------------------------------

    @property
    def _outgoing(self) -> Outgoing:
        assert self._talk.outgoing is not None
        return self._talk.outgoing

    def _configure(self, patch: SessionPatch) -> None:
        outgoing = self._outgoing
        outgoing.config = config = outgoing.config.updated_by(patch)
        detection = config.audio.input.turn_detection
        is_held = config.turn_end in {"push_to_talk", "none"}
        self._live.configure(
            LiveOptions(
                style=SpeakingStyle(has_voice="audio" in config.output_modalities, is_paced=config.pacing != "none"),
                is_push_to_talk=is_held,
                is_turn_end_heard=config.turn_end == "semantic_vad",
                turn_silence_ms=detection.silence_ms if detection else None,
                max_wait_ms=detection.max_wait_ms if detection else None,
                has_captions=config.captions,
                is_noisy_room=config.audio.input.noisy_room,
                can_hold=config.barge_in == "hold",
            )
        )
        self._talk.tell(self._service.session_updated(self._talk))

    def _resume(self, event: cli.SessionResume) -> None:
        next_sample = self._live.clock.heard_samples
        self._talk.outbox.replay_after(event.last_server_seq)
        self._talk.tell(self._service.session_updated(self._talk, next_input_sample=next_sample))
        self._live.welcome_back(event.next_input_sample)
        self._has_resumed = True
        self._has_greeted.set()

    def _greet(self) -> None:
        """A client that came back without a word about what it missed gets what waits for it."""
        if not self._has_greeted.is_set():
            self._live.welcome_back(self._live.clock.heard_samples)
            self._has_greeted.set()
