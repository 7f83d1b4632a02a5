"""Listens to a turn while its last silence still runs, so that the words are there when the turn ends."""

import asyncio
from typing import Final

from simulator.flow import clock
from simulator.flow.speech import Utterance
from simulator.session.pipeline import Pipeline
from simulator.session.rehearsal import HeardTurn
from simulator.speech import TurnSegmenter

GUESS_AFTER_MS: Final = 300
"""Silence after which the turn may well be over: longer than most pauses inside a sentence, and less than half of the
shortest silence that ends a turn. Each wrong guess costs one decoding."""


class EarlyListener:
    """Hands over a turn that was heard early when it turns out to be the whole turn; else listens now."""

    def __init__(self, pipeline: Pipeline, segmenter: TurnSegmenter) -> None:
        self._pipeline, self._segmenter = pipeline, segmenter
        self._guessed_end: int | None = None
        self._task: asyncio.Task[HeardTurn] | None = None

    def consider(self, item_id: str, now_sample: int) -> None:
        """Starts listening when the silence has lasted long enough; a guess that speech has overtaken is dropped."""
        stopped_at = self._segmenter.stopped_at
        if stopped_at is None or stopped_at == self._guessed_end:
            return
        if now_sample - stopped_at >= clock.from_ms(GUESS_AFTER_MS):
            self.forget()
            self._guessed_end = stopped_at
            self._task = asyncio.create_task(self._pipeline.listen(item_id, self._segmenter.so_far()))

    async def listen(self, item_id: str, utterance: Utterance) -> HeardTurn:
        """Words and delivery of the finished turn."""
        if self._task is not None and self._guessed_end == utterance.end_sample:
            task, self._task, self._guessed_end = self._task, None, None
            return await task
        return await self._pipeline.listen(item_id, utterance)

    def forget(self) -> None:
        """Drops a guess; one that is already being decoded runs out unheard."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._guessed_end = None, None
