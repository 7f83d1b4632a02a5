"""A rehearsal by voice: turns found on one input clock, answered on it, and a trainee who may interrupt.

Two lanes. The fast one (`hear`) follows voice activity sample by sample and never waits. The slow one (`_work`) takes
finished turns in order through the pipeline. Everything scored is stamped on the talk's clock.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import numpy as np
import structlog

from simulator import avatar
from simulator.audio import SampleTimeline
from simulator.errors import BadInput, RechtuitError
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.backchannel import is_backchannel
from simulator.flow.dialogue import PersonaState, Reaction
from simulator.flow.report import RehearsalReport
from simulator.flow.speech import SpeechStarted, SpeechStopped, Transcript, TurnEndAsked, Utterance
from simulator.flow.turn_taking import overlap_ms
from simulator.session import events, jobs
from simulator.session.absence import Absence
from simulator.session.archive import TakenBack
from simulator.session.barge_in import BargeIn
from simulator.session.listening_signs import HEARD_AFTER_MS, ListeningSigns
from simulator.session.live_options import LiveOptions
from simulator.session.own_usual import measured
from simulator.session.own_voice import OwnVoice
from simulator.session.pipeline import Pipeline
from simulator.session.plan import Fork, Plan
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.rooms import Rooms
from simulator.session.silence_watch import SilenceWatch
from simulator.session.speaking import Emit, KeepTurn, Speaker
from simulator.session.talk_clock import TalkClock
from simulator.session.turn_closing import Patience, TurnEndOpinion
from simulator.session.turn_listening import TurnListener
from simulator.session.turn_weighing import TurnWeigher
from simulator.session.typed import THINKING_MS, speaking_ms
from simulator.speech import EchoGate, TurnEvent

log = structlog.get_logger(__name__)

ACK_SAMPLES = clock.INPUT_RATE_HZ // 2
CAPTION_SAMPLES = clock.INPUT_RATE_HZ
"""Speech between two sketches of a caption."""


KeepReport = Callable[[RehearsalReport], Awaitable[str]]
KeepSound = Callable[[str, Samples], None]


class LiveSession:
    """One talk in progress.

    Args:
        emit: called, in order, with everything that happens.
        keep_turn: stores a turn before the client hears of it.
        keep_report: stores the report and returns its id.
        keep_sound: takes the sound of each turn, by its item; the talk does not wait for it.
    """

    def __init__(
        self,
        plan: Plan,
        rooms: Rooms,
        *,
        emit: Emit,
        keep_turn: KeepTurn,
        keep_report: KeepReport,
        keep_sound: KeepSound = lambda _item_id, _samples: None,
    ) -> None:
        self.plan = plan
        self.is_ended = False
        self.rehearsal = Rehearsal(plan, rooms.actor)
        self._timeline = SampleTimeline()
        self.clock = TalkClock(self._timeline)
        self._pipeline = Pipeline(plan, rooms)
        self._speaker = Speaker(self.rehearsal, self._pipeline, self.clock, emit=self._tell_reply, keep_turn=keep_turn)
        self._barge_in = BargeIn(self._speaker)
        self._absence = Absence(self._speaker, self.clock)
        echo = EchoGate()
        self._own_voice = OwnVoice(echo, self.clock)
        self._segmenter = rooms.new_segmenter(echo)
        self._listener = TurnListener(self._pipeline, show=self._show_caption)
        self._emit, self._keep_turn, self._keep_report, self._keep_sound = emit, keep_turn, keep_report, keep_sound
        self._inbox: asyncio.Queue[jobs.Job] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self._weigher = TurnWeigher(
            self.rehearsal, self._pipeline, self._listener, self._speaker, self._barge_in, self.clock,
            patience=Patience(plan.scenario.phases[0].turn_silence_ms), answer=self._settle,
        )  # fmt: skip
        self._options = LiveOptions()
        self._acked_sample = 0
        self._captioned_sample = 0
        self._open_item: str | None = None
        self._turn_count = 0
        self._speech_since_ms: int | None = None
        self._quiet_since_ms = 0
        self._silence = SilenceWatch()
        self._signs = ListeningSigns(plan.persona.personality, plan.seed)
        self._sign_due: asyncio.TimerHandle | None = None
        self._is_busy = True
        self._is_paused = False
        if plan.fork is not None:
            self._take_over(plan.fork)

    def _take_over(self, fork: Fork) -> None:
        """The clock and the names of turns go on from where the earlier talk stood."""
        self.clock.advance_to(fork.at_ms)
        self._quiet_since_ms = self.clock.now_ms
        self._turn_count = fork.trainee_count

    # --- what the client does --------------------------------------------------------------------------------

    def start(self) -> None:
        """The persona says the first words; from here on the talk listens."""
        self._apply_phase()
        self._worker = asyncio.create_task(self._work(), name=f"talk {self.plan.session_id}")

    def configure(self, options: LiveOptions) -> None:
        self._options = self._weigher.options = options
        self._speaker.style = options.style
        self._segmenter.set_noisy_room(options.is_noisy_room)
        self._apply_phase()

    def hear(self, samples: Samples, start_sample: int | None = None) -> None:
        """Takes in audio at 16 kHz; `start_sample` None means: right after the last.

        Raises:
            BadInput: a gap that is too large.
        """
        if self.is_ended or self._is_paused:
            return
        accepted = self._timeline.accept(self.clock.heard_samples if start_sample is None else start_sample, samples)
        if accepted.chunk is not None:
            self._take_in(accepted.chunk, self._segmenter.push(accepted.chunk))
            self._drop_moot_question()
            self._caption_speech()
            self._check_interruption()
            self._absence.catch_up()
            if self._is_silence_due():
                return
        self._acknowledge(accepted.dropped_duplicate_samples, accepted.gap_samples)

    def say(self, text: str) -> None:
        """A typed turn."""
        if not self.is_ended:
            self._enqueue(jobs.Typed(text))

    def commit(self, *, is_needed: bool = True) -> None:
        """Push-to-talk: what was said so far is the turn.

        Raises:
            BadInput: no speech was heard, and `is_needed`.
        """
        found = self._segmenter.commit()
        if found is not None:
            self._pipeline.prosody.end_turn(found)
            self._follow(found)
        elif is_needed:
            raise BadInput(
                "no speech was heard since the last turn.",
                where="input_audio_buffer.commit",
                remedy="Check the microphone, or speak before committing.",
            )

    def clear(self) -> None:
        """Forgets what was said and not committed."""
        self._segmenter.clear()
        self._barge_in.forget()
        self._stop_weighing()
        self._pipeline.prosody.forget(self.clock.heard_samples)
        self._open_item, self._speech_since_ms = None, None

    def set_paused(self, is_paused: bool) -> None:
        """While paused nothing is heard or said, and the talk's clock stands still."""
        self._is_paused = is_paused
        self._speaker.set_paused(is_paused)

    def stop_measuring(self) -> None:
        """From now on nothing is measured of how the trainee speaks."""
        self._pipeline.stop_measuring()

    def wait_for_client(self) -> None:
        """The client is gone: the persona waits where it is."""
        if not self.is_ended:
            self._absence.begin()

    def welcome_back(self, next_sample: int) -> None:
        """The client is there again, and sends what was said up to `next_sample` of the input clock."""
        if not self.is_ended:
            self._absence.end(next_sample)

    def interrupt(self, reason: events.EndReason) -> None:
        """Stops the persona's reply."""
        if self._speaker.response is not None:
            self._speaker.cut_off(self._speaker.response, reason)

    def note_playback(self, response_id: str, played_ms: int, state: str) -> None:
        """The client tells what is really heard; the reply's times follow it.

        Without a voice nothing is: the clock has gone on by what the reply takes to read, and is not put back to it.
        """
        response = self._speaker.response
        if response is None or response.response_id != response_id or response.is_cancelled:
            return
        if state == "started" and self._options.style.has_voice:
            response.start_ms = max(response.start_ms, self.clock.now_ms - played_ms)
            self._speaker.settle(response)

    def truncate(self, item_id: str, audio_end_ms: int) -> None:
        """The client stopped a reply by itself: this much of it was heard."""
        response = self._speaker.response
        if response is not None and response.item_id == item_id:
            response.played_ms = audio_end_ms
            self._speaker.cut_off(response, "client_cancelled")

    def repeat(self) -> None:
        """The persona says its last line again."""
        if self._speaker.response is not None and not self.is_ended:
            self._enqueue(jobs.Repeat(self._speaker.response.reaction))

    def rewind(self, turn_id: str | None) -> None:
        """Back to before a turn, the last one by default: the persona says again what it said, and the trainee retries.

        Raises:
            BadInput: the talk is over, or there is no such turn.
        """
        if self.is_ended:
            raise BadInput("this talk is over.", where="simulator.control", remedy="Start a new one.")
        self.rehearsal.place_of(turn_id)  # before anything is cut off for nothing
        self.interrupt("client_cancelled")
        self.clear()
        self._enqueue(jobs.Rewind(turn_id))

    def hint(self) -> None:
        """Shows the goal of the phase the talk is in."""
        phase = self.plan.scenario.phase(self.rehearsal.state.scenario_phase)
        self._emit(events.HintGiven(f"trainee_{self._turn_count:03d}", phase.goal))

    async def finish(self) -> None:
        """Ends the talk and writes its report."""
        if self.is_ended:
            return
        self.is_ended = True
        self.interrupt("client_cancelled")
        report = self.rehearsal.report()
        report_id = await self._keep_report(report)
        self._emit(events.TalkEnded(report_id, report.feedback))

    async def close(self) -> None:
        """Stops working; what was kept stays kept."""
        self._stop_weighing()
        self._pipeline.prosody.close()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    def _tell_reply(self, event: events.SessionEvent) -> None:
        # Only for a client that is held at the first sound of a voice; and unpaced, a reply is sent faster
        # than it is heard, and nobody knows when.
        if self._options.can_hold and self._options.style.is_paced:
            self._own_voice.follow(event, self._speaker.response)
        self._emit(event)

    # --- fast lane: voice activity ---------------------------------------------------------------------------

    def _take_in(self, chunk: AudioChunk, found: Sequence[TurnEvent]) -> None:
        self._pipeline.prosody.hear(chunk, found)
        for event in found:
            self._follow(event)

    def _follow(self, found: TurnEvent) -> None:
        self._show_listening(found)
        match found:
            case SpeechStarted(at_sample):
                self._begin_item()
                self._speech_since_ms = self.clock.at(at_sample)
                self._emit(events.TraineeSpeechStarted(self._item_id(), self._speech_since_ms))
            case SpeechStopped(at_sample):
                self._speech_since_ms, self._quiet_since_ms = None, self.clock.at(at_sample)
                self._emit(events.TraineeSpeechStopped(self._item_id(), self._quiet_since_ms))
                if not self._options.is_push_to_talk and (so_far := self._segmenter.so_far()) is not None:
                    self._listener.begin(so_far)
            case TurnEndAsked():
                self._weigher.ask(found, self._item_id())
            case Utterance():
                job = jobs.Spoken(self._item_id(), found, self._overlap_ms(found), time.perf_counter())
                self._open_item, self._speech_since_ms = None, None
                self._barge_in.end_turn()
                self._emit(events.TurnCommitted(job.item_id, self.clock.at(found.end_sample)))
                self._enqueue(job)
                self._await_answer()

    def _show_listening(self, found: TurnEvent) -> None:
        nod = self._signs.take(
            found, mood=self.rehearsal.state.mood, is_silence_content=self._weigher.patience.is_silence_content
        )
        if nod is not None and not self._is_persona_heard:
            self._emit(events.CueShown(nod))

    @property
    def _is_persona_heard(self) -> bool:
        response = self._speaker.response
        return response is not None and response.is_audible(self.clock.now_ms)

    def _await_answer(self) -> None:
        """Shows that the turn was heard, should its answer take long; a client in lockstep knows no long."""
        self._stop_awaiting()
        if self._options.style.is_paced:
            self._sign_due = asyncio.get_running_loop().call_later(HEARD_AFTER_MS / 1000, self._show_heard)

    def _stop_awaiting(self) -> None:
        if self._sign_due is not None:
            self._sign_due.cancel()
            self._sign_due = None

    def _show_heard(self) -> None:
        self._sign_due = None
        is_shown = self._is_persona_heard or self._signs.is_fresh(self.clock.heard_samples)
        if not (is_shown or self.is_ended or self._open_item or self._weigher.patience.is_silence_content):
            self._emit(events.CueShown(avatar.sign_of_having_heard(self.rehearsal.state.mood)))

    def _settle(self, asked: TurnEndAsked, opinion: TurnEndOpinion) -> None:
        """What happened since the question follows from its answer, and so does the receipt of it."""
        self._emit(events.TurnPredicted(self._item_id(), opinion.wait_ms, opinion.source, opinion.p_end))
        self._go_on_from(asked.stopped_at, opinion.wait_ms, opinion.asks_again_ms)
        self._acknowledge(0, 0)

    def _drop_moot_question(self) -> None:
        """The trainee went on before any answer could have ended the turn: nobody waits for it any more."""
        least_ms = self._weigher.least_wait_ms
        stopped_at = None if least_ms is None else self._segmenter.moot_question(least_ms)
        if least_ms is not None and stopped_at is not None:
            self._weigher.drop()
            self._go_on_from(stopped_at, least_ms)

    def _go_on_from(self, stopped_at: int, wait_ms: int, asks_again_ms: int | None = None) -> None:
        now = AudioChunk(self.clock.heard_samples, np.zeros(0, np.float32))
        self._take_in(now, self._segmenter.settle(stopped_at, wait_ms, asks_again_ms=asks_again_ms))

    def _caption_speech(self) -> None:
        """Sketches what is being said, once for each second of speech."""
        now, since_ms = self.clock.heard_samples, self._speech_since_ms
        if since_ms is None or not self._options.has_captions or self._weigher.is_open:
            return
        since = clock.from_ms(since_ms - self.clock.offset_ms)
        if now - max(since, self._captioned_sample) >= CAPTION_SAMPLES:
            self._captioned_sample = now
            if (utterance := self._segmenter.so_far()) is not None:
                self._listener.sketch(utterance)

    def _show_caption(self, text: str) -> None:
        self._emit(events.TurnCaptioned(self._item_id(), text))

    def _stop_weighing(self) -> None:
        """The turn under way never was."""
        self._stop_awaiting()
        self._weigher.drop()
        self._listener.forget()

    def _begin_item(self) -> None:
        if self._open_item is None:
            self._turn_count += 1
            self._open_item = f"trainee_{self._turn_count:03d}"

    def _item_id(self) -> str:
        return self._open_item or f"trainee_{self._turn_count:03d}"

    def _overlap_ms(self, utterance: Utterance) -> int:
        response = self._speaker.response
        if response is None:
            return 0
        start_ms, end_ms = self.clock.at(utterance.start_sample), self.clock.at(utterance.end_sample)
        return overlap_ms(start_ms, end_ms, response.voice_start_ms, response.end_ms)

    def _check_interruption(self) -> None:
        response, now_ms, since_ms = self._speaker.response, self.clock.now_ms, self._speech_since_ms
        if response is None:
            return
        if since_ms is not None and response.is_unheard(since_ms):
            self._speaker.withdraw(response)
            return
        style = self._options.style
        self._barge_in.hear(
            now_ms,
            is_voice=self._segmenter.is_voice_heard,
            can_hold=self._options.can_hold and style.has_voice and style.is_paced,
            speech_ms=0 if since_ms is None else now_ms - since_ms,
        )

    def _is_silence_due(self) -> bool:
        """Tells the director, once a second, how long nobody has said anything; the audio is acknowledged after that.

        A client in lockstep thus knows, when it is told to go on, whether the persona has broken the silence.
        """
        if not self._absence.is_over:
            self._quiet_since_ms = self.clock.now_ms  # nobody can answer a persona that does not arrive
            return False
        if self._open_item is not None or self._is_busy or self._options.is_push_to_talk:
            return False
        silence_ms = self._silence.due(self.clock.now_ms - max(self._quiet_since_ms, self._speaker.heard_until_ms))
        if silence_ms is not None:
            self._enqueue(jobs.Silence(silence_ms))
        return silence_ms is not None

    def _acknowledge(self, dropped: int, gap: int) -> None:
        if self._weigher.is_open:
            return
        if dropped or gap or self.clock.heard_samples - self._acked_sample >= ACK_SAMPLES:
            self._acked_sample = self.clock.heard_samples
            self._emit(events.AudioAccepted(self.clock.heard_samples, dropped, gap))

    # --- slow lane: one turn after the other -----------------------------------------------------------------

    def _enqueue(self, job: jobs.Job) -> None:
        self._is_busy = True
        self._inbox.put_nowait(job)

    async def _work(self) -> None:
        await self._guarded(self._open())
        while not self.is_ended:
            self._is_busy = not self._inbox.empty()
            job = await self._inbox.get()
            await self._guarded(self._take(job))

    async def _guarded(self, work: Awaitable[None]) -> None:
        """One failed turn must not end the talk."""
        try:
            await work
        except RechtuitError as problem:
            self._emit(events.ProblemArose(problem.code, str(problem)))
        except Exception as problem:
            # The message may quote what was said: only its type goes to the log.
            log.error("turn failed", session=self.plan.session_id, error=type(problem).__name__)
            self._emit(events.ProblemArose("internal", "This turn could not be handled; please say it again."))

    async def _open(self) -> None:
        if self.plan.fork is not None:
            self._emit(events.PersonaMoved(self.rehearsal.state, ()))
        await self._speaker.answer(self.rehearsal.opening, self.rehearsal.state)

    async def _take(self, job: jobs.Job) -> None:
        match job:
            case jobs.Spoken():
                await self._take_speech(job)
            case jobs.Typed(text):
                await self._take_text(text)
            case jobs.Repeat(reaction):
                await self._speaker.answer(reaction, self.rehearsal.state)
            case jobs.Silence(silence_ms):
                await self._take_silence(silence_ms)
            case jobs.Rewind(turn_id):
                await self._go_back(turn_id)

    async def _go_back(self, turn_id: str | None) -> None:
        rewound = self.rehearsal.rewind(turn_id)
        await self._keep_turn(TakenBack(tuple(turn.item_id for turn in rewound.gone)))
        self._speaker.forget()
        self.clock.go_back_to(rewound.at_ms)
        self._quiet_since_ms, self._silence = self.clock.now_ms, SilenceWatch()
        self._emit(events.TurnsTakenBack(rewound.gone, rewound.last_item_id))
        self._emit(events.PersonaMoved(self.rehearsal.state, ()))
        self._apply_phase()
        await self._speaker.answer(rewound.reaction, self.rehearsal.state)

    async def _take_silence(self, silence_ms: int) -> None:
        state = self.rehearsal.state
        reaction = None if self._open_item else self.rehearsal.hear_silence(silence_ms)
        if reaction is not None:
            await self._answer(reaction, state)
        self._acknowledge(0, 0)

    async def _take_speech(self, job: jobs.Spoken) -> None:
        transcript = await self._listener.hear(job.utterance)
        heard = await self._pipeline.measure(job.item_id, job.utterance, transcript)
        heard = heard.shifted(self.clock.offset_ms)
        self._emit(events.TurnTranscribed(job.item_id, Transcript(heard.text, heard.language, heard.words)))
        is_listening_sign = job.overlap_ms > 0 and is_backchannel(heard.text, self.plan.language)
        if not heard.text.strip() or is_listening_sign:
            if self._open_item is None and self._inbox.empty():
                await self._speaker.take_up()
            self._tell_timing(job.item_id, {})
            return
        self._keep_sound(job.item_id, job.utterance.samples)
        waited_ms = clock.to_ms(job.utterance.decided_at_sample - job.utterance.end_sample)
        stage_ms: dict[events.Stage, float] = {"endpoint": float(waited_ms)}
        await self._react(heard, since_s=job.committed_s, waited_ms=waited_ms, stage_ms=stage_ms)

    async def _take_text(self, text: str) -> None:
        start_ms = max(self.clock.now_ms, self._speaker.heard_until_ms) + THINKING_MS
        self._begin_item()
        item_id, self._open_item = self._item_id(), None
        heard = HeardTurn(item_id, text, self.plan.language, start_ms, start_ms + speaking_ms(text))
        self._emit(events.TurnTyped(item_id, text))
        self._await_answer()
        self.clock.advance_to(heard.end_ms)
        self._quiet_since_ms = heard.end_ms
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
        state_before = self.rehearsal.state
        heard_s = time.perf_counter()
        judged = self.rehearsal.judge(heard)
        judged_s = time.perf_counter()
        turn, reaction = self.rehearsal.react(heard, *judged)
        stage_ms |= {
            "stt": 1000 * (heard_s - since_s),
            "language": 1000 * (judged_s - heard_s),
            "dialogue": 1000 * (time.perf_counter() - judged_s),
        }
        await self._keep_turn(turn)
        if turn.delivery is not None:
            self._emit(measured(turn, turn.delivery, self.rehearsal.talk().turns))
        for evidence in turn.evidence:
            self._emit(events.EvidenceFound(evidence))
        if self._open_item is not None or not self._inbox.empty():  # the trainee went on before an answer came
            self.rehearsal.take_back(state_before, reaction)
            self._tell_timing(heard.item_id, stage_ms)
            return
        self._emit(events.PersonaMoved(self.rehearsal.state, reaction.because))
        self._apply_phase()
        left_ms = max(0, reaction.delay_ms - waited_ms)
        stage_ms["voice"] = await self._answer(replace(reaction, delay_ms=left_ms), state_before)
        self._tell_timing(heard.item_id, stage_ms)

    async def _answer(self, reaction: Reaction, state_before: PersonaState) -> float:
        asked_s = time.perf_counter()
        worded = await self._pipeline.word(self.rehearsal, reaction)
        took_ms = round(1000 * (time.perf_counter() - asked_s))  # is part of the persona's silence
        reaction = replace(worded, delay_ms=max(0, worded.delay_ms - took_ms))
        first_ms = await self._speaker.answer(reaction, state_before)
        if reaction.ends_talk and self.rehearsal.state.ended:  # a reply that was withdrawn ended nothing
            await self.finish()
        await self._let_second_add()
        return first_ms

    async def _let_second_add(self) -> None:
        """Who sits at the table too may say something behind the answer, where the trainee leaves room for it."""
        given = self._speaker.response
        is_free = self._open_item is None and self._inbox.empty() and not self.is_ended
        if not is_free or given is None or given.is_cancelled:
            return
        state_before = self.rehearsal.state
        reaction = self.rehearsal.add()
        if reaction is not None:
            self._emit(events.PersonaMoved(self.rehearsal.state, reaction.because))
            reaction = await self._pipeline.word(self.rehearsal, reaction)
            # A client that is sent more than real time has not heard the answer yet.
            left_ms = max(0, self._speaker.heard_until_ms - self.clock.now_ms)
            await self._speaker.answer(replace(reaction, delay_ms=reaction.delay_ms + left_ms), state_before)

    def _tell_timing(self, item_id: str, stage_ms: dict[events.Stage, float]) -> None:
        """Also for a turn that gets no answer: it says that the turn has been dealt with."""
        self._stop_awaiting()
        self._emit(events.TurnTimed(item_id, {name: round(ms, 1) for name, ms in stage_ms.items()}))

    def _apply_phase(self) -> None:
        """The scenario says how long a silence ends a turn here."""
        phase = self.plan.scenario.phase(self.rehearsal.state.scenario_phase)
        options = self._options
        silence_ms = options.turn_silence_ms or phase.turn_silence_ms
        self._weigher.patience = Patience(silence_ms, phase.silence_is_content, options.max_wait_ms)
        self._segmenter.silence_ms = None if options.is_push_to_talk else silence_ms
