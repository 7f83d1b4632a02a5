"""A rehearsal by voice: turns found on one input clock, answered on it, and a trainee who may interrupt.

Two lanes. The fast one (`turn_following`) follows voice activity sample by sample and never waits. The slow one
(`turn_answering`) takes finished turns in order through the pipeline. Everything scored is stamped on the talk's clock.

    client ──► LiveSession ──► TurnFollower ──► Inbox ──► TurnAnswerer ──► Speaker ──► client
"""

import asyncio
from collections.abc import Awaitable, Callable

from simulator.audio import SampleTimeline
from simulator.errors import BadInput
from simulator.flow.audio import Samples
from simulator.flow.report import RehearsalReport
from simulator.session import events, jobs
from simulator.session.absence import Absence
from simulator.session.floor import Floor
from simulator.session.listener_cues import ListenerCues
from simulator.session.live_options import LiveOptions
from simulator.session.own_voice import OwnVoice
from simulator.session.pipeline import Pipeline
from simulator.session.plan import Fork, Plan
from simulator.session.rehearsal import Rehearsal
from simulator.session.rooms import Rooms
from simulator.session.speaking import Emit, KeepTurn, Speaker
from simulator.session.talk_clock import TalkClock
from simulator.session.turn_answering import KeepSound, TurnAnswerer
from simulator.session.turn_following import TurnFollower
from simulator.session.turn_listening import TurnListener
from simulator.speech import EchoGate

KeepReport = Callable[[RehearsalReport], Awaitable[str]]


class LiveSession:
    """One talk in progress: the lanes, and what the client does.

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
        self.rehearsal = Rehearsal(plan, rooms.actor)
        self._timeline = SampleTimeline()
        self.clock = TalkClock(self._timeline)
        self._emit, self._keep_report = emit, keep_report
        self._options = LiveOptions()
        self._is_paused = False
        self._worker: asyncio.Task[None] | None = None
        self._floor, self._inbox = Floor(), jobs.Inbox()
        self._pipeline = Pipeline(plan, rooms)
        self._speaker = Speaker(self.rehearsal, self._pipeline, self.clock, emit=self._tell_reply, keep_turn=keep_turn)
        self._absence = Absence(self._speaker, self.clock)
        echo = EchoGate()
        self._own_voice = OwnVoice(echo, self.clock)
        listener = TurnListener(self._pipeline, show=self._show_caption)
        cues = ListenerCues(self.rehearsal, self._speaker, self.clock, self._floor, emit=emit)
        self._follower = TurnFollower(
            self.rehearsal, self._pipeline, rooms.new_segmenter(echo), listener, self._speaker, self._absence, cues,
            self.clock, self._floor, self._inbox, emit=emit,
        )  # fmt: skip
        self._answerer = TurnAnswerer(
            self.rehearsal, self._pipeline, listener, self._speaker, cues, self.clock, self._floor, self._inbox,
            emit=emit, keep_turn=keep_turn, keep_sound=keep_sound, apply_phase=self._follower.apply_phase,
            acknowledge=self._follower.acknowledge, finish=self.finish,
        )  # fmt: skip
        if plan.fork is not None:
            self._take_over(plan.fork)

    def _take_over(self, fork: Fork) -> None:
        """The clock and the names of turns go on from where the earlier talk stood."""
        self.clock.advance_to(fork.at_ms)
        self._floor.quiet_since_ms = self.clock.now_ms
        self._floor.turn_count = fork.trainee_count

    @property
    def is_ended(self) -> bool:
        return self._floor.is_talk_over

    def start(self) -> None:
        """The persona says the first words; from here on the talk listens."""
        self._follower.apply_phase()
        self._worker = asyncio.create_task(self._answerer.work(), name=f"talk {self.plan.session_id}")

    def configure(self, options: LiveOptions) -> None:
        self._options = options
        self._speaker.style = options.style
        self._follower.configure(options)

    def hear(self, samples: Samples, start_sample: int | None = None) -> None:
        """Takes in audio at 16 kHz; `start_sample` None means: right after the last.

        Raises:
            BadInput: a gap that is too large.
        """
        if self.is_ended or self._is_paused:
            return
        start_sample = self.clock.heard_samples if start_sample is None else start_sample
        self._follower.hear(self._timeline.accept(start_sample, samples))

    def say(self, text: str) -> None:
        """A typed turn."""
        if not self.is_ended:
            self._inbox.put(jobs.Typed(text))

    def commit(self, *, is_needed: bool = True) -> None:
        """Push-to-talk: what was said so far is the turn.

        Raises:
            BadInput: no speech was heard, and `is_needed`.
        """
        if not self._follower.commit() and is_needed:
            raise BadInput(
                "no speech was heard since the last turn.",
                where="input_audio_buffer.commit",
                remedy="Check the microphone, or speak before committing.",
            )

    def clear(self) -> None:
        """Forgets what was said and not committed."""
        self._follower.clear()

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
            self._inbox.put(jobs.Repeat(self._speaker.response.reaction))

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
        self._inbox.put(jobs.Rewind(turn_id, self.clock.heard_samples))

    def hint(self) -> None:
        """Shows the goal of the phase the talk is in."""
        phase = self.plan.scenario.phase(self.rehearsal.state.scenario_phase)
        self._emit(events.HintGiven(self._floor.item_id, phase.goal))

    async def finish(self) -> None:
        """Ends the talk and writes its report."""
        if self.is_ended:
            return
        self._floor.is_talk_over = True
        self.interrupt("client_cancelled")
        report = self.rehearsal.report()
        report_id = await self._keep_report(report)
        self._emit(events.TalkEnded(report_id, report.feedback))

    async def close(self) -> None:
        """Stops working; what was kept stays kept."""
        self._follower.stop()
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

    def _show_caption(self, text: str) -> None:
        self._emit(events.TurnCaptioned(self._floor.item_id, text))
