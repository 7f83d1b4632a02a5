"""Words of a turn while it is still being said: decoded at its silences, so that they are there when it ends."""

import asyncio
from dataclasses import dataclass
from typing import Final

from simulator.flow import clock
from simulator.flow.speech import Transcript, Utterance
from simulator.session.pipeline import Pipeline

CLOSED_FROM_SAMPLES: Final = clock.from_ms(8_000)
"""A part this long is decoded once and for all when the trainee goes on after it: the last silence of a long turn then
costs no more than that of a short one, and Whisper has context enough (our choice)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Sound from one silence to another, and its words, timed from its first sample."""

    start_sample: int
    end_sample: int
    words: asyncio.Task[Transcript]


class TurnListener:
    """Listens to the turn under way; the parts depend on where its silences lie, never on how fast it is decoded."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._turn_start: int | None = None
        self._closed: list[_Part] = []
        self._open: _Part | None = None
        """The last one, as it is if the silence ends the turn."""

    async def so_far(self, utterance: Utterance) -> str:
        """What the open part of the turn says, in a silence."""
        self._listen(utterance)
        assert self._open is not None
        return (await self._open.words).text

    async def hear(self, utterance: Utterance) -> Transcript:
        """The words of the finished turn, timed from its first sample."""
        self._listen(utterance)
        assert self._open is not None
        parts = [*self._closed, self._open]
        self._turn_start, self._closed, self._open = None, [], None
        heard = [await part.words for part in parts]
        offsets_ms = [clock.to_ms(part.start_sample - utterance.samples_start) for part in parts]
        timed = [words.shifted(by_ms) for words, by_ms in zip(heard, offsets_ms, strict=True)]
        text = " ".join(words.text for words in timed if words.text)
        return Transcript(text, timed[-1].language, tuple(word for words in timed for word in words.words))

    def forget(self) -> None:
        """Drops the turn under way; what is already being decoded runs out unheard."""
        for part in (*self._closed, *([self._open] if self._open else [])):
            part.words.cancel()
        self._turn_start, self._closed, self._open = None, [], None

    def _listen(self, utterance: Utterance) -> None:
        """Starts decoding what is new since the last silence."""
        if self._turn_start != utterance.samples_start:
            self.forget()
            self._turn_start = utterance.samples_start
        before = self._open
        if before is not None and before.end_sample == utterance.end_sample:
            return
        if before is not None and before.end_sample - before.start_sample >= CLOSED_FROM_SAMPLES:
            self._closed.append(before)
        elif before is not None:
            before.words.cancel()
        start = self._closed[-1].end_sample if self._closed else utterance.samples_start
        words = asyncio.create_task(self._pipeline.recognise(utterance, start))
        self._open = _Part(start, utterance.end_sample, words)
