"""The data path of one trainee turn, whole: audio → speech → prosody → language → dialogue → avatar."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from simulator import avatar
from simulator.avatar.sentences import sentences
from simulator.errors import RechtuitError
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.avatar import Performance, SpokenAudio
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Transcript, Utterance, Word
from simulator.session.live_prosody import LiveProsody, spoken_frames
from simulator.session.plan import Plan
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.rooms import Rooms

LONGEST_CONTEXT_SAMPLES: Final = clock.from_ms(8_000)
"""Of what was said before; more context helps no more, and costs time (our choice)."""

BELGIAN: Final[tuple[Language, ...]] = ("nl", "fr")
"""A manager may change from one to the other in the middle of a talk, whatever the persona speaks."""

TAIL_MS: Final = 96
"""Sound kept after the last speech; what voice activity has always heard by the time it says that speech stopped."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The first sentence of a likely reply, while it is made."""

    sentence: str
    making: asyncio.Task[None]


class Pipeline:
    """Joins the rooms for one talk. Each method is one arrow of the picture in the package docstring."""

    def __init__(self, plan: Plan, rooms: Rooms) -> None:
        self.plan = plan
        self.rooms = rooms
        self._is_measuring = plan.consent.delivery_measures
        self.prosody = LiveProsody(rooms.lane if self._is_measuring else None)
        """Hears the sound as it comes, so that pitch and level are known when the turn ends."""
        self._ahead: _Ahead | None = None

    def stop_measuring(self) -> None:
        """The trainee no longer agrees that it is measured how they speak."""
        self._is_measuring = False
        self.prosody.close()
        self.prosody = LiveProsody(None)

    async def recognise(self, utterance: Utterance, from_sample: int, before: Utterance | None = None) -> Transcript:
        """Words of an utterance from a sample on, timed from that sample.

        Only speech and a short tail count, so that they are the same words whenever it is asked.

        Args:
            before: what was said just before it, heard again for the sake of context.
        """
        end = utterance.end_sample - utterance.samples_start + clock.from_ms(TAIL_MS)
        samples = utterance.samples[from_sample - utterance.samples_start : end]
        if before is not None:
            lead = _lead(before, from_sample)
            both = await self._transcribe(np.concatenate([lead, samples]))
            said = _after(both, clock.to_ms(len(lead)))
            if said.words:
                return said
        return await self._transcribe(samples)

    async def _transcribe(self, samples: Samples) -> Transcript:
        plan = self.plan
        also = BELGIAN if plan.language in BELGIAN else plan.persona.languages
        return await self.rooms.transcribe(samples, plan.language, self._hotwords, also)

    async def draft(self, utterance: Utterance, from_sample: int) -> str | None:
        """Words so far from a sample on, for a caption; None when nobody has time for it."""
        samples = utterance.samples[from_sample - utterance.samples_start :]
        return await self.rooms.draft(samples, self.plan.language, self._hotwords)

    @property
    def _hotwords(self) -> tuple[str, ...]:
        plan = self.plan
        names = [persona.name.split()[0] for persona in plan.at_table]
        return (*plan.scenario.hotwords.get(plan.language, ()), *names)

    async def finished_prob(self, utterance: Utterance) -> float | None:
        """How finished the turn sounds, 0-1; None when nothing can tell."""
        return await self.rooms.finished_prob(utterance.samples)

    async def measure(self, item_id: str, utterance: Utterance, transcript: Transcript) -> HeardTurn:
        """Words and delivery of one utterance, on the input clock.

        Args:
            transcript: its words, timed from its first sample; they confirm filled pauses and get a level each.
        """
        delivery = await self._measure(utterance, transcript.words)
        return HeardTurn.spoken(item_id, utterance, transcript, delivery)

    async def word(self, rehearsal: Rehearsal, reaction: Reaction) -> Reaction:
        """The reply in the actor's words; talks of others go on meanwhile."""
        return await self.rooms.word(partial(rehearsal.worded, reaction)) if reaction.text else reaction

    async def speak(self, reaction: Reaction, *, intensity: float) -> AsyncIterator[tuple[SpokenAudio, Performance]]:
        """The reply as sound and movement, sentence by sentence."""
        plan = self.plan
        ahead = self._ahead
        if ahead is not None and ahead.sentence in sentences(reaction.text)[:1]:  # no need to make it twice
            await asyncio.wait([ahead.making])
        async for spoken in self.rooms.speak(
            reaction.text, plan.speaker(reaction.speaker), plan.language, reaction.mood
        ):
            yield spoken, avatar.perform(spoken, mood=reaction.mood, intensity=intensity)

    def speak_ahead(self, reaction: Reaction) -> None:
        """Makes the first sentence of a reply that is likely, so that `speak` finds it made."""
        for first in sentences(reaction.text)[:1]:
            if self._ahead is None or self._ahead.sentence != first:  # what was likely in an earlier silence runs out
                self._ahead = _Ahead(first, asyncio.create_task(self._make(first, reaction)))

    async def _make(self, sentence: str, reaction: Reaction) -> None:
        plan = self.plan
        try:
            async for _ in self.rooms.speak(sentence, plan.speaker(reaction.speaker), plan.language, reaction.mood):
                pass
        except RechtuitError:  # whoever needs the sentence is told
            return

    def estimate(self, reaction: Reaction, *, intensity: float) -> tuple[SpokenAudio, Performance]:
        """The reply without sound: lips from a duration model."""
        spoken = avatar.estimate(reaction.text, self.plan.language)
        return spoken, avatar.perform(spoken, mood=reaction.mood, intensity=intensity)

    async def _measure(self, utterance: Utterance, words: Sequence[Word]) -> Delivery | None:
        if not self._is_measuring:
            return None
        frames = await self.prosody.frames(utterance)
        if frames is None:
            frames = await self.rooms.measure(utterance.samples, spoken_frames(utterance))
        return await self.rooms.describe(frames, words) if frames is not None else None


def _lead(before: Utterance, until_sample: int) -> Samples:
    """The end of an utterance, and silence from there to a later sample."""
    n_silent = max(0, until_sample - before.samples_start - len(before.samples))
    heard = before.samples[: until_sample - before.samples_start]
    return np.concatenate([heard[-LONGEST_CONTEXT_SAMPLES:], np.zeros(n_silent, np.float32)])


def _after(transcript: Transcript, at_ms: int) -> Transcript:
    """The words that begin at a time or later, timed from it."""
    words = tuple(word for word in transcript.words if word.start_ms >= at_ms)
    return Transcript(" ".join(word.text for word in words), transcript.language, words).shifted(-at_ms)
