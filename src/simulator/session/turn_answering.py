"""The slow lane of a live talk: finished turns and silences go through the pipeline and are answered, one by one.

turn_following ──► Inbox ──► TurnAnswerer ──► pipeline (words, measures) ──► rehearsal (reaction) ──► Speaker
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from simulator.errors import RechtuitError
from simulator.flow.audio import Samples
from simulator.flow.backchannel import is_backchannel
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.speech import Transcript
from simulator.session import events, jobs
from simulator.session.archive import TakenBack
from simulator.session.floor import Floor
from simulator.session.listener_cues import ListenerCues
from simulator.session.own_usual import measured
from simulator.session.pipeline import Pipeline
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.speaking import Emit, KeepTurn, Speaker
from simulator.session.talk_clock import TalkClock
from simulator.session.turn_listening import TurnListener
from simulator.session.typed import THINKING_MS, speaking_ms

log = structlog.get_logger(__name__)

KeepSound = Callable[[str, Samples], None]


class TurnAnswerer:
    """Takes one turn after the other.

    Args:
        emit: called, in order, with what becomes of each turn.
        keep_turn: stores a turn before the client hears of it.
        keep_sound: takes the sound of each turn, by its item; the talk does not wait for it.
        apply_phase: called when the talk may have come into another phase.
        acknowledge: called when a silence was dealt with.
        finish: ends the talk.
    """

    def __init__(
        self,
        rehearsal: Rehearsal,
        pipeline: Pipeline,
        listener: TurnListener,
        speaker: Speaker,
        cues: ListenerCues,
        talk_clock: TalkClock,
        floor: Floor,
        inbox: jobs.Inbox,
        *,
        emit: Emit,
        keep_turn: KeepTurn,
        keep_sound: KeepSound,
        apply_phase: Callable[[], None],
        acknowledge: Callable[[], None],
        finish: Callable[[], Awaitable[None]],
    ) -> None:
        self._rehearsal, self._pipeline, self._listener, self._speaker = rehearsal, pipeline, listener, speaker
        self._cues, self._clock, self._floor, self._inbox = cues, talk_clock, floor, inbox
        self._emit, self._keep_turn, self._keep_sound = emit, keep_turn, keep_sound
        self._apply_phase, self._acknowledge, self._finish = apply_phase, acknowledge, finish

    async def work(self) -> None:
        """Opens the talk, and answers until it is over."""
        await self._guarded(self._open())
        while not self._floor.is_talk_over:
            job = await self._inbox.next()
            await self._guarded(self._take(job))

    @property
    def _has_trainee_gone_on(self) -> bool:
        """Another turn is under way, or waits already."""
        return self._floor.is_taken or not self._inbox.is_empty

    async def _guarded(self, work: Awaitable[None]) -> None:
        """One failed turn must not end the talk."""
        try:
            await work
        except RechtuitError as problem:
            self._emit(events.ProblemArose(problem.code, str(problem)))
        except Exception as problem:
            # The message may quote what was said: only its type goes to the log.
            log.error("turn failed", session=self._rehearsal.plan.session_id, error=type(problem).__name__)
            self._emit(events.ProblemArose("internal", "This turn could not be handled; please say it again."))

    async def _open(self) -> None:
        if self._rehearsal.plan.fork is not None:
            self._emit(events.PersonaMoved(self._rehearsal.state, ()))
        await self._speaker.answer(self._rehearsal.opening, self._rehearsal.state)

    async def _take(self, job: jobs.Job) -> None:
        match job:
            case jobs.Spoken():
                await self._take_speech(job)
            case jobs.Typed(text):
                await self._take_text(text)
            case jobs.Repeat(reaction):
                await self._speaker.answer(reaction, self._rehearsal.state)
            case jobs.Silence(silence_ms):
                await self._take_silence(silence_ms)
            case jobs.Rewind(turn_id, asked_at_sample):
                await self._go_back(turn_id, asked_at_sample)

    async def _go_back(self, turn_id: str | None, asked_at_sample: int) -> None:
        rewound = self._rehearsal.rewind(turn_id)
        await self._keep_turn(TakenBack(tuple(turn.item_id for turn in rewound.gone)))
        self._speaker.forget()
        self._clock.go_back_to(rewound.at_ms, asked_at_sample)
        self._floor.go_back_to(self._clock.now_ms)
        self._emit(events.TurnsTakenBack(rewound.gone, rewound.last_item_id))
        self._emit(events.PersonaMoved(self._rehearsal.state, ()))
        self._apply_phase()
        await self._speaker.answer(rewound.reaction, self._rehearsal.state)

    async def _take_silence(self, silence_ms: int) -> None:
        state = self._rehearsal.state
        reaction = None if self._floor.is_taken else self._rehearsal.hear_silence(silence_ms)
        if reaction is not None:
            await self._answer(reaction, state)
        self._acknowledge()

    async def _take_speech(self, job: jobs.Spoken) -> None:
        transcript = await self._listener.hear(job.utterance)
        heard = await self._pipeline.measure(job.item_id, job.utterance, transcript)
        heard = heard.shifted(self._clock.offset_ms)
        self._emit(events.TurnTranscribed(job.item_id, Transcript(heard.text, heard.language, heard.words)))
        is_listening_sign = job.overlap_ms > 0 and is_backchannel(heard.text, self._rehearsal.plan.language)
        if not heard.text.strip() or is_listening_sign:
            if not self._has_trainee_gone_on:
                await self._speaker.take_up()
            self._tell_timing(job.item_id, {})
            return
        self._keep_sound(job.item_id, job.utterance.samples)
        waited_ms = job.utterance.silence_ms
        stage_ms: dict[events.Stage, float] = {"endpoint": float(waited_ms)}
        await self._react(heard, since_s=job.committed_s, waited_ms=waited_ms, stage_ms=stage_ms)

    async def _take_text(self, text: str) -> None:
        start_ms = max(self._clock.now_ms, self._speaker.heard_until_ms) + THINKING_MS
        self._floor.take()
        item_id, self._floor.is_taken = self._floor.item_id, False
        heard = HeardTurn(item_id, text, self._rehearsal.plan.language, start_ms, start_ms + speaking_ms(text))
        self._emit(events.TurnTyped(item_id, text))
        self._cues.await_answer()
        self._clock.advance_to(heard.end_ms)
        self._floor.quiet_since_ms = heard.end_ms
        await self._react(heard, since_s=time.perf_counter(), stage_ms={})

    async def _react(
        self, heard: HeardTurn, *, since_s: float, stage_ms: dict[events.Stage, float], waited_ms: int = 0
    ) -> None:
        """Judges a turn and answers it; a reply that it cut off is not taken up any more.

        Args:
            since_s: when it ended, on the wall clock.
            stage_ms: what was measured of it so far.
            waited_ms: silence after it in which it was not yet known to be over; part of the persona's own silence.
        """
        self._speaker.keep_silent()
        state_before = self._rehearsal.state
        heard_s = time.perf_counter()
        judged = self._rehearsal.judge(heard)
        judged_s = time.perf_counter()
        turn, reaction = self._rehearsal.react(heard, *judged)
        stage_ms |= {
            "stt": 1000 * (heard_s - since_s),
            "language": 1000 * (judged_s - heard_s),
            "dialogue": 1000 * (time.perf_counter() - judged_s),
        }
        await self._keep_turn(turn)
        if turn.delivery is not None:
            self._emit(measured(turn, turn.delivery, self._rehearsal.talk().turns))
        for evidence in turn.evidence:
            self._emit(events.EvidenceFound(evidence))
        if self._has_trainee_gone_on:  # before an answer came
            self._rehearsal.take_back(state_before, reaction)
            self._tell_timing(heard.item_id, stage_ms)
            return
        self._emit(events.PersonaMoved(self._rehearsal.state, reaction.because))
        self._apply_phase()
        left_ms = max(0, reaction.delay_ms - waited_ms)
        stage_ms["voice"] = await self._answer(replace(reaction, delay_ms=left_ms), state_before)
        self._tell_timing(heard.item_id, stage_ms)

    async def _answer(self, reaction: Reaction, state_before: PersonaState) -> float:
        asked_s = time.perf_counter()
        worded = await self._pipeline.word(self._rehearsal, reaction)
        took_ms = round(1000 * (time.perf_counter() - asked_s))  # is part of the persona's silence
        reaction = replace(worded, delay_ms=max(0, worded.delay_ms - took_ms))
        first_ms = await self._speaker.answer(reaction, state_before)
        if reaction.ends_talk and self._rehearsal.state.ended:  # a reply that was withdrawn ended nothing
            await self._finish()
        await self._let_second_add()
        return first_ms

    async def _let_second_add(self) -> None:
        """Who sits at the table too may say something behind the answer, where the trainee leaves room for it."""
        given = self._speaker.response
        is_free = not (self._has_trainee_gone_on or self._floor.is_talk_over)
        if not is_free or given is None or given.is_cancelled:
            return
        state_before = self._rehearsal.state
        reaction = self._rehearsal.add()
        if reaction is not None:
            self._emit(events.PersonaMoved(self._rehearsal.state, reaction.because))
            reaction = await self._pipeline.word(self._rehearsal, reaction)
            # A client that is sent more than real time has not heard the answer yet.
            left_ms = max(0, self._speaker.heard_until_ms - self._clock.now_ms)
            await self._speaker.answer(replace(reaction, delay_ms=reaction.delay_ms + left_ms), state_before)

    def _tell_timing(self, item_id: str, stage_ms: dict[events.Stage, float]) -> None:
        """Also for a turn that gets no answer: it says that the turn has been dealt with."""
        self._cues.stop_awaiting()
        self._emit(events.TurnTimed(item_id, {name: round(ms, 1) for name, ms in stage_ms.items()}))
