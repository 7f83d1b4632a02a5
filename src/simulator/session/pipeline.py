"""The data path of one trainee turn, whole: audio → speech → prosody → language → dialogue → avatar."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from simulator import avatar
from simulator.flow import clock
from simulator.flow.avatar import Performance, SpokenAudio
from simulator.flow.dialogue import Reaction
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Transcript, Utterance
from simulator.session.plan import Plan
from simulator.session.rehearsal import HeardTurn
from simulator.session.rooms import Rooms


class Pipeline:
    """Joins the rooms for one talk. Each method is one arrow of the picture in the package docstring."""

    def __init__(self, plan: Plan, rooms: Rooms) -> None:
        self.plan = plan
        self.rooms = rooms
        self.stage_ms: dict[str, float] = {}

    async def listen(self, item_id: str, utterance: Utterance) -> HeardTurn:
        """Words and delivery of one utterance, on the input clock."""
        offset_ms = clock.to_ms(utterance.samples_start)
        with self._timed("stt"):
            transcript, delivery = await asyncio.gather(self._transcribe(utterance), self._measure(utterance))
        transcript = transcript.shifted(offset_ms)
        return HeardTurn(
            item_id=item_id,
            text=transcript.text,
            language=transcript.language,
            start_ms=utterance.start_ms,
            end_ms=utterance.end_ms,
            words=transcript.words,
            delivery=delivery.shifted(offset_ms) if delivery else None,
        )

    async def speak(self, reaction: Reaction, *, intensity: float) -> AsyncIterator[tuple[SpokenAudio, Performance]]:
        """The reply as sound and movement, sentence by sentence."""
        plan = self.plan
        async for spoken in self.rooms.speak(reaction.text, plan.persona, plan.language, reaction.mood):
            yield spoken, avatar.perform(spoken, mood=reaction.mood, intensity=intensity)

    def estimate(self, reaction: Reaction, *, intensity: float) -> tuple[SpokenAudio, Performance]:
        """The reply without sound: lips from a duration model."""
        spoken = avatar.estimate(reaction.text, self.plan.language)
        return spoken, avatar.perform(spoken, mood=reaction.mood, intensity=intensity)

    async def _transcribe(self, utterance: Utterance) -> Transcript:
        plan = self.plan
        hotwords = (*plan.scenario.hotwords, plan.persona.name)
        return await self.rooms.transcribe(utterance.samples, plan.language, hotwords)

    async def _measure(self, utterance: Utterance) -> Delivery | None:
        if not self.plan.consent.delivery_measures:
            return None
        speech = utterance.samples[: utterance.end_sample - utterance.samples_start]
        return await self.rooms.measure(speech)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.stage_ms[stage] = round(1000 * (time.perf_counter() - started), 1)
