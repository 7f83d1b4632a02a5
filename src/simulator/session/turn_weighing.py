"""The open question whether a turn is over: put to sound, words and phase in each silence, while the talk goes on."""

import asyncio
from collections.abc import Callable

import structlog

from simulator import language
from simulator.flow.speech import Transcript, TurnEndAsked, Utterance
from simulator.session.barge_in import BargeIn
from simulator.session.live_options import LiveOptions
from simulator.session.pipeline import Pipeline
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.speaking import Speaker
from simulator.session.talk_clock import TalkClock
from simulator.session.turn_closing import Patience, TurnEndOpinion, weigh_turn_end, with_own_pause
from simulator.session.turn_listening import TurnListener

log = structlog.get_logger(__name__)


class TurnWeigher:
    """Weighs one silence at a time.

    Args:
        answer: told of each opinion, unless the question was dropped before.
    """

    def __init__(
        self,
        rehearsal: Rehearsal,
        pipeline: Pipeline,
        listener: TurnListener,
        speaker: Speaker,
        barge_in: BargeIn,
        clock: TalkClock,
        *,
        patience: Patience,
        answer: Callable[[TurnEndAsked, TurnEndOpinion], None],
    ) -> None:
        self.patience = patience
        self.options = LiveOptions()
        self._rehearsal, self._pipeline, self._listener, self._speaker = rehearsal, pipeline, listener, speaker
        self._barge_in, self._clock, self._answer = barge_in, clock, answer
        self._weighing: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """A question waits for its answer."""
        return self._weighing is not None

    @property
    def least_wait_ms(self) -> int | None:
        """No answer to the open question ends the turn after a shorter silence; None: any may.

        After a cough over the persona, or a word, what was said decides who goes on, at once.
        """
        return None if self._weighing is None or self._speaker.is_interrupted else self.patience.least_wait_ms

    def ask(self, asked: TurnEndAsked, item_id: str) -> None:
        """Opens the question; what happens meanwhile waits for the answer."""
        self._weighing = asyncio.create_task(self._weigh(asked, item_id))

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        if self._weighing is not None:
            self._weighing.cancel()
            self._weighing = None

    async def _weigh(self, asked: TurnEndAsked, item_id: str) -> None:
        opinion = TurnEndOpinion(self.patience.silence_ms, "silence")
        try:
            words, p_end = await asyncio.gather(self._listener.so_far(asked.so_far), self._finished_prob(asked.so_far))
            self._barge_in.weigh(words)
            opinion = self._opinion(asked.so_far, item_id, words, p_end)
        except Exception as problem:
            # A turn must end whatever fails here; what fails again when the turn is taken is told then.
            log.error("the end of a turn could not be weighed", error=type(problem).__name__)
        self._weighing = None
        self._answer(asked, opinion)

    def _opinion(self, utterance: Utterance, item_id: str, words: Transcript, p_end: float | None) -> TurnEndOpinion:
        if not words.text and self._speaker.is_interrupted:
            return TurnEndOpinion(0, "text", p_end)  # a cough: the persona goes on at once
        last_words = language.last_words(words.text, words.language)
        opinion = weigh_turn_end(p_end, last_words, self.patience, heard_silence_ms=utterance.silence_ms)
        if p_end is None or not words.text:
            return opinion
        heard = HeardTurn.spoken(item_id, utterance, words).shifted(self._clock.offset_ms)
        foreseen = self._rehearsal.foresee(heard)
        if self.options.style.has_voice:
            self._pipeline.speak_ahead(foreseen)
        return with_own_pause(opinion, foreseen.delay_ms)

    async def _finished_prob(self, utterance: Utterance) -> float | None:
        return await self._pipeline.finished_prob(utterance) if self.options.is_turn_end_heard else None
