"""The persona's side of a live talk: reaction → sound and lips, in time, cut off when the trainee takes the turn."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.flow import clock
from simulator.flow.avatar import Performance, SpokenAudio
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.talk import Turn
from simulator.session import events
from simulator.session.archive import TakenBack
from simulator.session.pipeline import Pipeline
from simulator.session.rehearsal import Rehearsal
from simulator.session.response import Pacer, Response
from simulator.session.talk_clock import TalkClock

Emit = Callable[[events.SessionEvent], None]
KeepTurn = Callable[[Turn | TakenBack], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SpeakingStyle:
    """How replies leave: with sound or only as text, and how fast."""

    has_voice: bool = True
    """False: text only, lips from a duration model."""
    is_paced: bool = True
    """False: sound is sent as fast as it is made (tools that run faster than real time)."""


class Speaker:
    """Speaks one reply at a time."""

    def __init__(
        self, rehearsal: Rehearsal, pipeline: Pipeline, talk_clock: TalkClock, *, emit: Emit, keep_turn: KeepTurn
    ) -> None:
        self.style = SpeakingStyle()
        self.response: Response | None = None
        self._rehearsal, self._pipeline, self._clock = rehearsal, pipeline, talk_clock
        self._emit, self._keep_turn = emit, keep_turn
        self._count = 0
        self._pacer: Pacer | None = None
        self._is_paused = False
        self._is_unattended = False

    @property
    def heard_until_ms(self) -> int:
        """Where the last reply is heard to end."""
        return self.response.end_ms if self.response else 0

    async def answer(self, reaction: Reaction, state_before: PersonaState) -> float:
        """Speaks one reply to its end, or until it is cut off.

        Returns:
            Wall-clock milliseconds until the first packet, for operators.
        """
        since_s = time.perf_counter()
        now_ms = self._clock.now_ms
        turn = self._rehearsal.answer(reaction, start_ms=now_ms + reaction.delay_ms, end_ms=now_ms + reaction.delay_ms)
        self._count += 1
        response = Response(f"response_{self._count:03d}", turn.item_id, reaction, state_before, now_ms)
        self.response = response
        samples_before = self._clock.heard_samples
        self._emit(
            events.ResponseStarted(
                response.response_id, response.item_id, self._rehearsal.plan.speaker(reaction.speaker).id
            )
        )
        if self._is_unattended:
            self.hold(response)
        first_ms = await self._send(response, since_s)
        if not response.is_cancelled:
            response.is_done = True
            self._settle_clock(response, samples_before)
            self.settle(response)
            await self._keep(turn.item_id)
            self._emit(self._ended(response, "completed", response.text, response.made_ms))
        else:
            await self._keep(turn.item_id)
        return first_ms

    def cut_off(self, response: Response, reason: events.EndReason) -> None:
        """The trainee takes the turn: the record keeps only what was heard."""
        now_ms = self._clock.now_ms
        if response.is_cancelled or (response.is_done and now_ms >= response.end_ms):
            return
        was_done = response.is_done
        response.cut.set()
        self._apply_pause()
        heard_text, heard_ms = response.heard_text(now_ms), response.heard_ms(now_ms)
        response.left_to_say = response.unheard(heard_ms) if reason == "turn_detected" else None
        self._rehearsal.correct_timing(
            response.item_id,
            start_ms=response.voice_start_ms,
            end_ms=max(response.voice_start_ms, response.heard_until_ms(now_ms)),
            cut_off_text=heard_text,
        )
        if not was_done:
            self._emit(self._ended(response, reason, heard_text, heard_ms))

    def hold(self, response: Response) -> None:
        """Stops in the middle of a reply, to hear what the trainee says."""
        now_ms = self._clock.now_ms
        response.hold(now_ms)
        self._apply_pause()
        self._emit(events.ResponseHeld(response.response_id, response.item_id, response.heard_ms(now_ms)))

    def go_on(self, response: Response) -> None:
        """Goes on with a reply that was held, where it stopped; one that was not is left alone.

        While nobody is there to hear it, it waits.
        """
        if not response.is_held or response.is_cancelled or self._is_unattended:
            return
        now_ms = self._clock.now_ms
        response.go_on(now_ms)
        self._apply_pause()
        self._emit(events.ResponseResumed(response.response_id, response.item_id, response.heard_ms(now_ms)))

    def set_paused(self, is_paused: bool) -> None:
        """While paused no sound leaves; the reply goes on after it."""
        self._is_paused = is_paused
        self._apply_pause()

    def wait_for_client(self) -> None:
        """Nobody is there to hear: no sound leaves, and a reply waits where it is."""
        self._is_unattended = True
        response = self.response
        if response is not None and response.is_under_way and not response.is_held and self.style.is_paced:
            self.hold(response)
        self._apply_pause()

    def attend(self) -> None:
        """Somebody is there again, and has been heard up to now: the reply goes on."""
        self._is_unattended = False
        self._apply_pause()
        if self.response is not None:
            self.go_on(self.response)

    def _apply_pause(self) -> None:
        response = self.response
        if self._pacer is None or response is None:
            return
        if not response.is_cancelled and (self._is_paused or self._is_unattended or response.is_held):
            self._pacer.stop()
        else:
            self._pacer.go_on()

    @property
    def is_interrupted(self) -> bool:
        """The reply was cut off by a sound that may yet prove to be no turn."""
        return self.response is not None and self.response.left_to_say is not None

    async def take_up(self) -> None:
        """Goes on with the reply that was cut off by no turn at all: a cough, a door, "ja ja"."""
        cut = self.response
        if cut is not None and cut.left_to_say is not None:
            rest, cut.left_to_say = cut.left_to_say, None
            await self.answer(rest, cut.state_before)

    def keep_silent(self) -> None:
        """The trainee did take the turn: what was cut off stays unsaid."""
        if self.response is not None:
            self.response.left_to_say = None

    def withdraw(self, response: Response) -> None:
        """The trainee went on before a word was heard: the reply never was, nor what it changed in the persona."""
        response.cut.set()
        self._apply_pause()
        self._rehearsal.take_back(response.state_before, response.reaction)
        self._rehearsal.forget(response.item_id)
        self._emit(self._ended(response, "turn_detected", "", 0))

    def forget(self) -> None:
        """The talk went back to before the last reply: there is nothing to interrupt or to take up."""
        self.response = None

    def settle(self, response: Response) -> None:
        """Writes down when the reply was heard."""
        end_ms = max(response.voice_start_ms, response.end_ms)
        self._rehearsal.correct_timing(response.item_id, start_ms=response.voice_start_ms, end_ms=end_ms)

    async def _send(self, response: Response, since_s: float) -> float:
        pacer = self._pacer = Pacer(is_paced=self.style.is_paced, now_s=asyncio.get_running_loop().time)
        self._apply_pause()
        made: _Made = asyncio.Queue(maxsize=2)
        maker = asyncio.create_task(_fill(made, self._sentences(response.reaction)))
        try:
            await self._send_silence(response, pacer)
            first_ms = await self._send_speech(response, pacer, made, since_s)
            await pacer.until_heard(response.cut)  # it can be cut off until its last word has been heard
            return first_ms
        finally:
            maker.cancel()

    async def _send_silence(self, response: Response, pacer: Pacer) -> None:
        """The persona's own silence before the first word leaves at once, while the voice is still being made."""
        response.made_samples = clock.from_ms(response.reaction.delay_ms, clock.OUTPUT_RATE_HZ)
        silence = np.zeros(response.made_samples if self.style.has_voice else 0, np.int16)
        for packet in pacer.packets(silence):
            await pacer.wait_before(packet)
            if response.is_cancelled:
                return
            self._emit(response.packet(packet))

    async def _send_speech(self, response: Response, pacer: Pacer, made: "_Made", since_s: float) -> float:
        """Sentence by sentence, the next one being made while this one is sent."""
        first_ms = 0.0
        held: events.ResponseAudio | None = None
        while (sentence := await made.get()) is not None:
            if isinstance(sentence, BaseException):
                raise sentence
            if response.is_cancelled:
                return first_ms
            spoken, performance = sentence
            self._announce(response, spoken, performance, response.made_ms)
            response.made_samples += clock.from_ms(spoken.duration_ms, clock.OUTPUT_RATE_HZ)
            first_ms = first_ms or 1000 * (time.perf_counter() - since_s)
            for packet in pacer.packets(spoken.pcm):
                await pacer.wait_before(packet)
                if response.is_cancelled:
                    return first_ms
                if held is not None:
                    self._emit(held)
                held = response.packet(packet)
        if held is not None:
            self._emit(replace(held, is_last=True))
        return first_ms

    async def _sentences(self, reaction: Reaction) -> AsyncIterator[tuple[SpokenAudio, Performance]]:
        intensity = self._rehearsal.state.tension
        if not reaction.text:
            return
        if self.style.has_voice:
            async for made in self._pipeline.speak(reaction, intensity=intensity):
                yield made
        else:
            yield self._pipeline.estimate(reaction, intensity=intensity)

    def _announce(self, response: Response, spoken: SpokenAudio, performance: Performance, offset_ms: int) -> None:
        if spoken.text:
            response.announce(spoken.text)
        visemes = tuple(replace(v, offset_ms=v.offset_ms + offset_ms) for v in performance.visemes)
        self._emit(
            events.ResponseSpoken(
                response.response_id, response.item_id, spoken.text, visemes, offset_ms, spoken.estimated
            )
        )
        for cue in performance.cues:
            self._emit(events.CueShown(replace(cue, at_ms=cue.at_ms + offset_ms), response.response_id))

    def _settle_clock(self, response: Response, samples_before: int) -> None:
        """A client that sends no audio while it listens (typed turns, simple clients) still spent that time."""
        is_clock_still = self._clock.heard_samples == samples_before
        if is_clock_still and (self.style.is_paced or not self.style.has_voice):
            self._clock.advance_to(response.end_ms)

    def _ended(self, response: Response, reason: events.EndReason, text: str, end_ms: int) -> events.ResponseEnded:
        return events.ResponseEnded(response.response_id, response.item_id, reason, text, end_ms)

    async def _keep(self, item_id: str) -> None:
        """Stores the turn as it stands in the record, where it was not withdrawn."""
        for turn in self._rehearsal.talk().avatar_turns:
            if turn.item_id == item_id:
                await self._keep_turn(turn)


_Made = asyncio.Queue[tuple[SpokenAudio, Performance] | BaseException | None]
"""Sentences as they are made; what went wrong in their place, and None after the last."""


async def _fill(made: _Made, sentences: AsyncIterator[tuple[SpokenAudio, Performance]]) -> None:
    try:
        async for sentence in sentences:
            await made.put(sentence)
        await made.put(None)
    except Exception as problem:  # handed over to whoever waits for the next sentence
        await made.put(problem)
