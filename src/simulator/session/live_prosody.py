"""A talk's sound through the shared lane, so that how a turn was said is known when it ends and not a while later."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import structlog

from simulator import prosody
from simulator.engine.live import FramesGone, Lane, LaneFull, LaneLost, LaneOptions, LaneStream
from simulator.engine.live.kernel import Records
from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted, Utterance
from simulator.prosody import Frames
from simulator.session.frame_records import FRAME_SAMPLES, SETTLE_FRAMES, kernel_on, to_frames
from simulator.settings import ProsodySettings
from simulator.speech import TurnEvent
from simulator.speech.held_audio import HeldAudio

log = structlog.get_logger(__name__)

LEAD_IN_SAMPLES: Final = clock.from_ms(200)
"""As the segmenter has it; if it had another, turns would be measured from their audio."""
_PRE_ROLL_SAMPLES: Final = clock.from_ms(500)
"""A start is found up to 164 ms after it happened (speech/voice_activity), and the lead-in lies before it."""
_KEPT_TURNS: Final = 2
_LONGEST_BACKLOG_SAMPLES: Final = clock.from_ms(10_000)
"""Sound of one turn that may wait beside its queue; 640 KB, and only in a talk that outruns real time."""


def open_lane(settings: ProsodySettings) -> Lane:
    """The lane of a service, on the device that the settings ask for."""
    options = LaneOptions(
        tick_s=settings.tick_ms / 1000,
        deadline_s=settings.deadline_ms / 1000,
        patience_s=settings.patience_ms / 1000,
        queue_s=settings.queue_ms / 1000,
        kept_s=settings.kept_s,
        largest_group=settings.streams_per_bank,
        n_threads=settings.threads,
    )
    return Lane(kernel_on(prosody.device_for(settings.device)), sample_rate=clock.INPUT_RATE_HZ, options=options)


async def warm_lane(lane: Lane) -> None:
    """Runs a second of silence through the lane, so that its first bank is built before the first talk."""
    stream = lane.open()
    await stream.push(np.zeros(clock.INPUT_RATE_HZ, np.float32))
    await stream.records(0, 100)
    stream.close()


class _Turn:
    """A turn in the lane, with the sound for which its queue there had no room yet."""

    def __init__(self, first_sample: int, stream: LaneStream) -> None:
        self.first_sample, self.stream = first_sample, stream
        self.is_ended = False
        self._backlog = HeldAudio()
        self._end_sample = first_sample

    def feed(self, samples: Samples) -> None:
        """Take what follows; what does not fit now goes along later.

        Raises:
            LaneLost: the kernel failed.
            LaneFull: the lane is so far behind that it cannot be waited for.
        """
        self._backlog.append(AudioChunk(self._end_sample, samples))
        self._end_sample += len(samples)
        self.catch_up()
        if self._n_waiting > _LONGEST_BACKLOG_SAMPLES:
            raise LaneFull("the lane is too far behind for this turn.")

    def catch_up(self) -> None:
        """Push what fits, in order."""
        n_fits = min(self._n_waiting, self.stream.room)
        if n_fits:
            next_sample = self._end_sample - self._n_waiting
            self.stream.push_now(self._backlog.between(next_sample, next_sample + n_fits))
            self._backlog.drop_before(next_sample + n_fits)
        if self.is_ended and not self._n_waiting:
            self.stream.finish()

    async def records(self, n_frames: int) -> Records | None:
        """The first frames, or None when the lane interrupted them."""
        needed = (n_frames + SETTLE_FRAMES) * FRAME_SAMPLES
        self.catch_up()
        while self._n_waiting and self.stream.n_samples < needed:
            # What is still waiting found the queue full, so that a hop is sure to come.
            await self.stream.next_hop()
            self.catch_up()
        records = await self.stream.records(0, n_frames)
        return None if self.stream.is_interrupted(0, n_frames) else records

    @property
    def _n_waiting(self) -> int:
        return self._end_sample - self.first_sample - self.stream.n_samples


class LiveProsody:
    """One talk's turns in the lane, each a stream of its own, so that a number depends on the sound of its turn alone.

    A turn that outruns the lane by far leaves it, and one that the lane had to interrupt is not used: `frames` then
    gives None, and the same numbers come from the turn's stored audio (`measured_alone`): to the last bit where the
    lane runs on the CPU, within rounding where it runs on CUDA.
    """

    def __init__(self, lane: Lane | None) -> None:
        """`lane`: None for a talk whose delivery is not measured."""
        self._lane = lane
        self._recent = HeldAudio()
        self._fed_sample = 0
        """The turn under way has been given everything before this sample."""
        self._floor = 0
        """No turn reaches back before this sample."""
        self._turn: _Turn | None = None
        self._is_in_turn = False
        self._ended: list[_Turn] = []

    def hear(self, chunk: AudioChunk, found: Sequence[TurnEvent]) -> None:
        """Takes in the samples that follow the last ones, and what the segmenter found in them."""
        self._recent.append(chunk)
        for event in found:
            if isinstance(event, SpeechStarted) and not self._is_in_turn and self._lane is not None:
                self._begin(self._lane, event.at_sample)
            elif isinstance(event, Utterance):
                self.end_turn(event)
        if self._turn is not None:
            self._feed(self._turn, chunk.end_sample)
        self._recent.drop_before(chunk.end_sample - _PRE_ROLL_SAMPLES)

    def end_turn(self, utterance: Utterance) -> None:
        """The turn under way is over; its frames can be had until two more turns are."""
        self._floor, self._is_in_turn = utterance.decided_at_sample, False
        turn, self._turn = self._turn, None
        if turn is not None and self._feed(turn, utterance.decided_at_sample):
            turn.is_ended = True
            turn.catch_up()
            self._ended.append(turn)
            for old in self._ended[:-_KEPT_TURNS]:
                old.stream.close()
            self._ended = self._ended[-_KEPT_TURNS:]

    def forget(self, now_sample: int) -> None:
        """The turn under way never was."""
        self._floor, self._is_in_turn = now_sample, False
        if self._turn is not None:
            self._turn.stream.close()
        self._turn = None

    async def frames(self, utterance: Utterance) -> Frames | None:
        """The whole frames from the first sample of an utterance to the end of its speech.

        Returns:
            None when the lane did not measure all of it in one go, or keeps it no longer.
        """
        turn = next((t for t in self._turns() if t.first_sample == utterance.samples_start), None)
        if turn is None:
            return None
        try:
            records = await turn.records(spoken_frames(utterance))
        except (FramesGone, LaneLost):
            return None
        return None if records is None else to_frames(records)

    def close(self) -> None:
        """The talk is over."""
        for turn in self._turns():
            turn.stream.close()
        self._turn, self._ended, self._is_in_turn = None, [], True

    def _turns(self) -> list[_Turn]:
        return [*self._ended, *([self._turn] if self._turn else [])]

    def _begin(self, lane: Lane, at_sample: int) -> None:
        """Where the segmenter has a turn begin: its lead-in before the first speech."""
        self._is_in_turn = True
        first_sample = max(max(at_sample, self._floor) - LEAD_IN_SAMPLES, self._floor, self._recent.start_sample)
        self._fed_sample = first_sample
        try:
            self._turn = _Turn(first_sample, lane.open())
        except LaneLost:
            self._turn = None

    def _feed(self, turn: _Turn, end_sample: int) -> bool:
        try:
            turn.feed(self._recent.between(self._fed_sample, end_sample))
        except (LaneFull, LaneLost) as problem:
            log.info("a turn left the lane: it is measured from its audio", reason=problem.code)
            turn.stream.close()
            self._turn = None
            return False
        self._fed_sample = end_sample
        return True


def spoken_frames(utterance: Utterance) -> int:
    """Whole frames from its first sample to the end of its speech."""
    return (utterance.end_sample - utterance.samples_start) // FRAME_SAMPLES
