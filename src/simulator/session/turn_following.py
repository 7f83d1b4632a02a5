"""The fast lane of a live talk: voice activity is followed sample by sample, and nothing here waits.

sound ──► TurnSegmenter ──► TurnFollower ──► finished turns and silences ──► Inbox ──► turn_answering
                                         └─► the floor, open questions, captions, interruptions, receipts
"""

import time
from collections.abc import Sequence
from typing import Final

import numpy as np

from simulator.audio import Accepted
from simulator.flow import clock
from simulator.flow.audio import AudioChunk
from simulator.flow.speech import SpeechStarted, SpeechStopped, TurnEndAsked, Utterance
from simulator.flow.turn_taking import overlap_ms
from simulator.session import events, jobs
from simulator.session.absence import Absence
from simulator.session.barge_in import BargeIn
from simulator.session.floor import Floor
from simulator.session.listener_cues import ListenerCues
from simulator.session.live_options import LiveOptions
from simulator.session.pipeline import Pipeline
from simulator.session.rehearsal import Rehearsal
from simulator.session.speaking import Emit, Speaker
from simulator.session.talk_clock import TalkClock
from simulator.session.turn_closing import Patience, TurnEndOpinion
from simulator.session.turn_listening import TurnListener
from simulator.session.turn_weighing import TurnWeigher
from simulator.speech import TurnEvent, TurnSegmenter

ACK_SAMPLES: Final = clock.INPUT_RATE_HZ // 2
"""Sound between two receipts."""

CAPTION_SAMPLES: Final = clock.INPUT_RATE_HZ
"""Speech between two sketches of a caption."""


class TurnFollower:
    """Follows the turn of the trainee while it is being said.

    Args:
        emit: called, in order, with what is heard.
    """

    def __init__(
        self,
        rehearsal: Rehearsal,
        pipeline: Pipeline,
        segmenter: TurnSegmenter,
        listener: TurnListener,
        speaker: Speaker,
        absence: Absence,
        cues: ListenerCues,
        talk_clock: TalkClock,
        floor: Floor,
        inbox: jobs.Inbox,
        *,
        emit: Emit,
    ) -> None:
        self._options = LiveOptions()
        self._rehearsal, self._pipeline, self._segmenter, self._listener = rehearsal, pipeline, segmenter, listener
        self._speaker, self._absence, self._cues, self._clock = speaker, absence, cues, talk_clock
        self._floor, self._inbox, self._emit = floor, inbox, emit
        self._barge_in = BargeIn(speaker)
        self._weigher = TurnWeigher(
            rehearsal, pipeline, listener, speaker, self._barge_in, talk_clock,
            patience=Patience(rehearsal.plan.scenario.phases[0].turn_silence_ms), answer=self._settle,
        )  # fmt: skip
        self._acked_sample = 0
        self._captioned_sample = 0

    def configure(self, options: LiveOptions) -> None:
        self._options = self._weigher.options = options
        self._segmenter.set_noisy_room(options.is_noisy_room)
        self.apply_phase()

    def apply_phase(self) -> None:
        """The scenario says how long a silence ends a turn here."""
        phase = self._rehearsal.plan.scenario.phase(self._rehearsal.state.scenario_phase)
        silence_ms = self._options.turn_silence_ms or phase.turn_silence_ms
        self._weigher.patience = Patience(silence_ms, phase.silence_is_content, self._options.max_wait_ms)
        self._cues.is_silence_content = phase.silence_is_content
        self._segmenter.silence_ms = None if self._options.is_push_to_talk else silence_ms

    def hear(self, accepted: Accepted) -> None:
        """Takes in sound as the timeline laid it down."""
        if accepted.chunk is not None:
            self._take_in(accepted.chunk, self._segmenter.push(accepted.chunk))
            self._drop_moot_question()
            self._caption_speech()
            self._check_interruption()
            self._absence.catch_up()
            if self._is_silence_due():
                return
        self.acknowledge(accepted.dropped_duplicate_samples, accepted.gap_samples)

    def commit(self) -> bool:
        """What was said so far is the turn; False: nothing was."""
        found = self._segmenter.commit()
        if found is not None:
            self._pipeline.prosody.end_turn(found)
            self._follow(found)
        return found is not None

    def clear(self) -> None:
        """The turn under way never was."""
        self._segmenter.clear()
        self._barge_in.forget()
        self.stop()
        self._pipeline.prosody.forget(self._clock.heard_samples)
        self._floor.leave()

    def stop(self) -> None:
        """Nobody waits any more for what was asked about the turn under way."""
        self._cues.stop_awaiting()
        self._weigher.drop()
        self._listener.forget()

    def acknowledge(self, dropped: int = 0, gap: int = 0) -> None:
        """Gives a receipt where one is due; while a question is open none is.

        Args:
            dropped, gap: samples that had come before, and samples that never came.
        """
        if self._weigher.is_open:
            return
        if dropped or gap or self._clock.heard_samples - self._acked_sample >= ACK_SAMPLES:
            self._acked_sample = self._clock.heard_samples
            self._emit(events.AudioAccepted(self._clock.heard_samples, dropped, gap))

    def _take_in(self, chunk: AudioChunk, found: Sequence[TurnEvent]) -> None:
        self._pipeline.prosody.hear(chunk, found)
        for event in found:
            self._follow(event)

    def _follow(self, found: TurnEvent) -> None:
        self._cues.follow(found)
        floor = self._floor
        match found:
            case SpeechStarted(at_sample):
                floor.take()
                floor.speech_since_sample = at_sample
                self._emit(events.TraineeSpeechStarted(floor.item_id, self._clock.at(at_sample)))
            case SpeechStopped(at_sample):
                floor.speech_since_sample, floor.quiet_since_ms = None, self._clock.at(at_sample)
                self._emit(events.TraineeSpeechStopped(floor.item_id, floor.quiet_since_ms))
                if not self._options.is_push_to_talk and (so_far := self._segmenter.so_far()) is not None:
                    self._listener.begin(so_far)
            case TurnEndAsked():
                self._weigher.ask(found, floor.item_id)
            case Utterance():
                self._end_turn(found)

    def _end_turn(self, utterance: Utterance) -> None:
        job = jobs.Spoken(self._floor.item_id, utterance, self._overlap_ms(utterance), time.perf_counter())
        self._floor.leave()
        self._barge_in.end_turn()
        self._emit(events.TurnCommitted(job.item_id, self._clock.at(utterance.end_sample)))
        self._inbox.put(job)
        self._cues.await_answer()

    def _overlap_ms(self, utterance: Utterance) -> int:
        response = self._speaker.response
        if response is None:
            return 0
        start_ms, end_ms = self._clock.at(utterance.start_sample), self._clock.at(utterance.end_sample)
        return overlap_ms(start_ms, end_ms, response.voice_start_ms, response.end_ms)

    def _settle(self, asked: TurnEndAsked, opinion: TurnEndOpinion) -> None:
        """What happened since the question follows from its answer, and so does the receipt of it."""
        self._emit(events.TurnPredicted(self._floor.item_id, opinion.wait_ms, opinion.source, opinion.p_end))
        self._go_on_from(asked.stopped_at, opinion.wait_ms, opinion.asks_again_ms)
        self.acknowledge()

    def _drop_moot_question(self) -> None:
        """The trainee went on before any answer could have ended the turn: nobody waits for it any more."""
        least_ms = self._weigher.least_wait_ms
        stopped_at = None if least_ms is None else self._segmenter.moot_question(least_ms)
        if least_ms is not None and stopped_at is not None:
            self._weigher.drop()
            self._go_on_from(stopped_at, least_ms)

    def _go_on_from(self, stopped_at: int, wait_ms: int, asks_again_ms: int | None = None) -> None:
        now = AudioChunk(self._clock.heard_samples, np.zeros(0, np.float32))
        self._take_in(now, self._segmenter.settle(stopped_at, wait_ms, asks_again_ms=asks_again_ms))

    def _caption_speech(self) -> None:
        """Sketches what is being said, once for each second of speech."""
        now, since = self._clock.heard_samples, self._floor.speech_since_sample
        if since is None or not self._options.has_captions or self._weigher.is_open:
            return
        if now - max(since, self._captioned_sample) >= CAPTION_SAMPLES:
            self._captioned_sample = now
            if (utterance := self._segmenter.so_far()) is not None:
                self._listener.sketch(utterance)

    def _check_interruption(self) -> None:
        response, now_ms, since = self._speaker.response, self._clock.now_ms, self._floor.speech_since_sample
        if response is None:
            return
        since_ms = None if since is None else self._clock.at(since)
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
        now_ms = self._clock.now_ms
        if not self._absence.is_over:
            self._floor.quiet_since_ms = now_ms  # nobody can answer a persona that does not arrive
            return False
        if self._floor.is_taken or self._inbox.is_busy or self._options.is_push_to_talk:
            return False
        silence_ms = self._floor.silence_due(now_ms, heard_until_ms=self._speaker.heard_until_ms)
        if silence_ms is not None:
            self._inbox.put(jobs.Silence(silence_ms))
        return silence_ms is not None
