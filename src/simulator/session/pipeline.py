"""The data path of one trainee turn, whole: audio → speech → prosody → language → dialogue → avatar."""

import asyncio
from collections.abc import AsyncIterator, Sequence
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

AHEAD_SENTENCES: Final = 2
"""Of a likely reply that are made ahead: the first may be no more than what leads up to a quotation."""

TAIL_MS: Final = 96
"""Sound kept after the last speech; what voice activity has always heard by the time it says that speech stopped."""


class Pipeline:
    """Joins the rooms for one talk. Each method is one arrow of the picture in the package docstring."""

    def __init__(self, plan: Plan, rooms: Rooms) -> None:
        self.plan = plan
        self.rooms = rooms
        self._is_measuring = plan.consent.delivery_measures
        self.prosody = LiveProsody(rooms.lane if self._is_measuring else None)
        """Hears the sound as it comes, so that pitch and level are known when the turn ends."""
        self._ahead: dict[str, asyncio.Task[None]] = {}
        """The first sentences of a likely reply, while they are made."""

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
        speaker = plan.speaker(reaction.speaker)
        for sentence in sentences(reaction.text):
            if sentence in self._ahead:  # no need to make it twice
                await asyncio.wait([self._ahead[sentence]])
            async for spoken in self.rooms.speak(sentence, speaker, plan.language, reaction.mood):
                yield spoken, avatar.perform(spoken, mood=reaction.mood, intensity=intensity)

    def speak_ahead(self, reaction: Reaction) -> None:
        """Makes the first sentences of a reply that is likely, one by one, so that `speak` finds them made."""
        wanted = tuple(dict.fromkeys(sentences(reaction.text)[:AHEAD_SENTENCES]))
        if tuple(self._ahead) == wanted:
            return
        self._ahead = {}  # what was likely in an earlier silence runs out
        before: asyncio.Task[None] | None = None
        for sentence in wanted:
            before = self._ahead[sentence] = asyncio.create_task(self._make(sentence, reaction, after=before))

    async def _make(self, sentence: str, reaction: Reaction, *, after: "asyncio.Task[None] | None") -> None:
        plan = self.plan
        try:
            if after is not None:
                await asyncio.wait([after])
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
