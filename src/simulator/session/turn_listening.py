"""Words of a turn while it is still being said: decoded at its silences, so that they are there when it ends."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from simulator.flow import clock
from simulator.flow.speech import Transcript, Utterance
from simulator.session.captions import AgreedWords
from simulator.session.pipeline import Pipeline

CLOSED_FROM_SAMPLES: Final = clock.from_ms(8_000)
"""A part this long is decoded once and for all when the trainee goes on after it: the last silence of a long turn then
costs no more than that of a short one, and Whisper has context enough (our choice)."""


CONTEXT_SAMPLES: Final = clock.from_ms(1_500)
"""A turn that begins so soon after the last one is heard with it: nobody had answered, and short pieces are misheard
(shared/audio, cut at its pauses: 20 % word errors in pieces, 18 % with the piece before, 16 % whole)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Sound from one silence to another, and its words, timed from its first sample."""

    start_sample: int
    end_sample: int
    words: asyncio.Task[Transcript]


class TurnListener:
    """Listens to the turn under way; the parts depend on where its silences lie, never on how fast it is decoded.

    Args:
        show: called with words of a caption, each once, while the turn is under way.
    """

    def __init__(self, pipeline: Pipeline, *, show: Callable[[str], None] = lambda _: None) -> None:
        self._pipeline, self._show = pipeline, show
        self._captions = AgreedWords()
        self._draft: asyncio.Task[None] | None = None
        self._turn_start: int | None = None
        self._before: Utterance | None = None
        """The last turn that was heard."""
        self._closed: list[_Part] = []
        self._open: _Part | None = None
        """The last one, as it is if the silence ends the turn."""

    def sketch(self, utterance: Utterance) -> None:
        """Hears for a caption what is being said; a sketch that is not done before the next is due is not doubled."""
        if self._turn_start != utterance.samples_start:
            self._begin(utterance)
        if self._draft is None or self._draft.done():
            self._draft = asyncio.create_task(self._sketch(utterance, self._open_start(utterance)))

    def begin(self, utterance: Utterance) -> None:
        """Starts to hear the words at the very beginning of a silence; most silences last, and `so_far` comes next."""
        self._listen(utterance)

    async def so_far(self, utterance: Utterance) -> Transcript:
        """The words of the turn in a silence, as they are if it ends the turn; timed from its first sample."""
        parts = self._listen(utterance)
        heard = await self._joined(parts, utterance)
        self._caption(self._captions.take((await asyncio.shield(parts[-1].words)).text.split()))
        return heard

    async def hear(self, utterance: Utterance) -> Transcript:
        """The words of the finished turn, timed from its first sample."""
        parts = self._listen(utterance)
        self._clear()
        self._before = utterance
        return await self._joined(parts, utterance)

    async def _joined(self, parts: Sequence[_Part], utterance: Utterance) -> Transcript:
        # Who asks may lose interest; the words are wanted again when the turn ends.
        heard = [await asyncio.shield(part.words) for part in parts]
        offsets_ms = [clock.to_ms(part.start_sample - utterance.samples_start) for part in parts]
        timed = [words.shifted(by_ms) for words, by_ms in zip(heard, offsets_ms, strict=True)]
        text = " ".join(words.text for words in timed if words.text)
        return Transcript(text, timed[-1].language, tuple(word for words in timed for word in words.words))

    def forget(self) -> None:
        """Drops the turn under way; what is already being decoded runs out unheard."""
        for part in (*self._closed, *([self._open] if self._open else [])):
            part.words.cancel()
        self._clear()

    def _clear(self) -> None:
        if self._draft is not None:
            self._draft.cancel()
        self._turn_start, self._closed, self._open, self._draft = None, [], None, None
        self._captions = AgreedWords()

    def _begin(self, utterance: Utterance) -> None:
        self.forget()
        self._turn_start = utterance.samples_start

    def _open_start(self, utterance: Utterance) -> int:
        return self._closed[-1].end_sample if self._closed else utterance.samples_start

    def _listen(self, utterance: Utterance) -> list[_Part]:
        """Starts decoding what is new since the last silence; all parts of the turn, the open one last."""
        if self._turn_start != utterance.samples_start:
            self._begin(utterance)
        before = self._open
        if before is not None and before.end_sample == utterance.end_sample:
            return [*self._closed, before]
        if before is not None and before.end_sample - before.start_sample >= CLOSED_FROM_SAMPLES:
            self._close(before)
        elif before is not None:
            before.words.cancel()
        start = self._open_start(utterance)
        words = asyncio.create_task(self._pipeline.recognise(utterance, start, self._context(utterance, start)))
        self._open = _Part(start, utterance.end_sample, words)
        return [*self._closed, self._open]

    def _context(self, utterance: Utterance, start: int) -> Utterance | None:
        """The turn before, where this one goes straight on."""
        before = self._before
        is_first = start == utterance.samples_start
        goes_on = before is not None and 0 <= utterance.start_sample - before.end_sample <= CONTEXT_SAMPLES
        return before if is_first and goes_on else None

    def _close(self, part: _Part) -> None:
        self._closed.append(part)
        if part.words.done() and not part.words.cancelled() and part.words.exception() is None:
            self._caption(self._captions.close(part.words.result().text.split()))

    async def _sketch(self, utterance: Utterance, from_sample: int) -> None:
        text = await self._pipeline.draft(utterance, from_sample)
        if text and from_sample == self._open_start(utterance):
            self._caption(self._captions.take(text.split()))

    def _caption(self, words: Sequence[str]) -> None:
        if words:
            self._show(" ".join(words) + " ")
