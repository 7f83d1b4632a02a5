"""frames → turns: everything a trainee says until the silence that ends the turn. Only the sample clock counts."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from simulator.flow import clock
from simulator.flow.audio import AudioChunk
from simulator.flow.speech import SpeechStarted, SpeechStopped, TurnEndAsked, Utterance
from simulator.speech.engines.silero import FRAME_SAMPLES
from simulator.speech.held_audio import HeldAudio
from simulator.speech.near_voice import NearVoice
from simulator.speech.voice_activity import VoiceActivity

TurnEvent = SpeechStarted | SpeechStopped | TurnEndAsked | Utterance

MAX_TURN_SAMPLES: Final = clock.from_ms(5 * 60 * 1000)
"""A longer turn is cut and handed on: bounds memory and the wait for its transcript (our choice)."""

_NOTICED_LATE_SAMPLES: Final = clock.from_ms(200)
"""Audio kept beyond the lead-in: a start is found up to 164 ms after it happened (voice_activity)."""


@dataclass(slots=True)
class _Turn:
    """The turn under way."""

    start_sample: int
    samples_start: int
    stopped_at: int | None = None
    """Where the latest speech ended; None while the trainee speaks."""
    silence_needed_ms: int | None = None
    """Silence after this stop that ends the turn; None: not known yet."""
    asks_again_ms: int | None = None
    """Silence after this stop at which it is asked once more; None: it was not asked yet."""

    def forget_answers(self) -> None:
        """Of the silence before."""
        self.silence_needed_ms = self.asks_again_ms = None


@dataclass(frozen=True, slots=True)
class _Step:
    """What the audio up to a sample settled; at most one frame of voice activity."""

    end_sample: int
    edges: tuple[SpeechStarted | SpeechStopped, ...]
    is_at_frame_end: bool
    is_starting: bool


class TurnSegmenter:
    """Cuts one stream of audio into turns.

    Args:
        voice_activity: finds the edges of speech; used by this segmenter alone.
        asks_after_ms: silence after which it gives a `TurnEndAsked` and waits for `settle`: what happens after the
            question is held until the answer is there, so that a slow answer ends the turn at the same sample as a
            quick one. None: the silence of the phase ends every turn.
        lead_in_ms: audio kept before the first speech, so that a soft first consonant is not lost.
    """

    def __init__(
        self, voice_activity: VoiceActivity, *, asks_after_ms: int | None = None, lead_in_ms: int = 200
    ) -> None:
        self._voice_activity = voice_activity
        self._asks_after_ms = asks_after_ms
        self._lead_in_samples = clock.from_ms(lead_in_ms)
        self._silence_ms: int | None = 700
        self._held = HeldAudio()
        self._turn: _Turn | None = None
        self._next_sample = 0
        self._asked_at: int | None = None
        """The stop of the open question."""
        self._unsettled: deque[_Step] = deque()
        """What happened since the open question."""
        self._floor = 0
        """No turn reaches back before this sample: it was handed out or cleared."""

    @property
    def silence_ms(self) -> int | None:
        """Silence that ends a turn in this phase; None: only `commit` ends it (push-to-talk)."""
        return self._silence_ms

    @silence_ms.setter
    def silence_ms(self, value: int | None) -> None:
        if value is not None and value < 0:
            raise ValueError(f"silence_ms must be at least 0, got {value}")
        self._silence_ms = value
        if self._turn:
            self._turn.forget_answers()

    def set_noisy_room(self, is_noisy: bool) -> None:
        """From now on voices far from the microphone are, or are not, kept out; what was learned of the room stays."""
        if is_noisy != (self._voice_activity.near_voice is not None):
            self._voice_activity.near_voice = NearVoice() if is_noisy else None

    @property
    def is_in_turn(self) -> bool:
        """Between the first speech of a turn and its end."""
        return self._turn is not None

    @property
    def is_voice_heard(self) -> bool:
        """A voice is heard now, or what may yet turn out to be one; whatever question is open."""
        return self._voice_activity.is_speaking or self._voice_activity.is_starting

    def so_far(self) -> Utterance | None:
        """The turn under way, as it would be if it ended now; None outside a turn."""
        return None if self._turn is None else self._utterance(self._turn, self._next_sample)

    def push(self, chunk: AudioChunk) -> list[TurnEvent]:
        """What this audio settles, in order. The same audio gives the same events, whatever its chunks.

        Raises:
            ValueError: when samples are missing or doubled between two chunks.
        """
        events: list[TurnEvent] = []
        at = 0
        while at < len(chunk.samples):
            size = self._voice_activity.samples_to_frame
            piece = AudioChunk(chunk.start_sample + at, chunk.samples[at : at + size])
            events += self._push_piece(piece)
            at += size
        return events

    def settle(self, stopped_at: int, silence_ms: int, *, asks_again_ms: int | None = None) -> list[TurnEvent]:
        """Answers a question: how much silence after its stop ends the turn.

        Args:
            stopped_at: of the question; an answer to one that is no longer open changes nothing.
            silence_ms: at least 0; no less than what was waited before asking counts.
            asks_again_ms: silence after which the question comes up once more, unless the turn is over by then; ignored
                when that much was waited already.

        Returns:
            What follows from the answer, in order.
        """
        if self._turn is None or self._asked_at != stopped_at:
            return []
        waited_ms = self._asks_at_ms(self._turn)
        assert waited_ms is not None
        if asks_again_ms is not None and waited_ms < asks_again_ms < silence_ms:
            self._turn.asks_again_ms = asks_again_ms
        else:
            self._turn.silence_needed_ms = max(silence_ms, waited_ms)
        self._asked_at = None
        return self._catch_up()

    def moot_question(self, least_ms: int) -> int | None:
        """The stop of the open question, when speech went on before any answer could have ended the turn.

        Args:
            least_ms: the shortest silence that an answer may give.
        """
        if self._asked_at is None:
            return None
        earliest_end = self._asked_at + clock.from_ms(least_ms)
        for step in self._unsettled:
            if any(isinstance(edge, SpeechStarted) for edge in step.edges):
                return self._asked_at
            if step.is_at_frame_end and not step.is_starting and step.end_sample >= earliest_end:
                return None
        return None

    def commit(self) -> Utterance | None:
        """Ends the turn now (push-to-talk); None when no speech was heard."""
        self._drop_question()
        if self._turn is None:
            return None
        if self._voice_activity.is_speaking:  # so that speech that goes on starts a turn of its own
            self._voice_activity.reset()
        return self._end_turn(self._turn, self._next_sample)

    def clear(self) -> None:
        """Drops the turn under way and all audio held; the sample clock runs on."""
        self._turn, self._asked_at = None, None
        self._unsettled.clear()
        self._floor = self._next_sample
        self._held.drop_before(self._next_sample)
        self._voice_activity.reset()

    def _drop_question(self) -> None:
        """Takes in what was held as if the silence had not ended anything."""
        self._asked_at = None
        for step in self._unsettled:
            for edge in step.edges:
                self._take_edge(edge)
        self._unsettled.clear()

    def _push_piece(self, piece: AudioChunk) -> list[TurnEvent]:
        """Takes in at most one frame of voice activity.

        Decides only where a frame ends, so that decisions do not depend on the size of chunks.
        """
        edges = self._voice_activity.push(piece)
        self._held.append(piece)
        self._next_sample = piece.end_sample
        is_at_frame_end = self._voice_activity.samples_to_frame == FRAME_SAMPLES
        self._unsettled.append(_Step(piece.end_sample, tuple(edges), is_at_frame_end, self._voice_activity.is_starting))
        return self._catch_up()

    def _catch_up(self) -> list[TurnEvent]:
        """Takes what happened, up to the next question."""
        events: list[TurnEvent] = []
        while self._unsettled and self._asked_at is None:
            events += self._take(self._unsettled.popleft())
        if self._turn is None:
            self._held.drop_before(self._next_sample - self._lead_in_samples - _NOTICED_LATE_SAMPLES)
        return events

    def _take(self, step: _Step) -> list[TurnEvent]:
        events: list[TurnEvent] = []
        for edge in step.edges:
            events.append(edge)
            self._take_edge(edge)
        if step.is_at_frame_end:
            found = self._end_if_silent(step) or self._cut_if_too_long(step)
            events += [found] if found else []
        return events

    def _take_edge(self, edge: SpeechStarted | SpeechStopped) -> None:
        if isinstance(edge, SpeechStarted):
            if self._turn is None:
                start = max(edge.at_sample, self._floor)
                earliest = max(self._floor, self._held.start_sample)
                self._turn = _Turn(start, max(start - self._lead_in_samples, earliest))
            self._turn.stopped_at = None
            self._turn.forget_answers()
        elif self._turn:
            self._turn.stopped_at = max(edge.at_sample, self._turn.start_sample)

    def _end_if_silent(self, step: _Step) -> Utterance | TurnEndAsked | None:
        turn = self._turn
        if turn is None or turn.stopped_at is None or self._silence_ms is None or step.is_starting:
            return None
        asks_at_ms = self._asks_at_ms(turn)
        if turn.silence_needed_ms is None and asks_at_ms is not None:
            return self._ask(turn, turn.stopped_at + clock.from_ms(asks_at_ms), step)
        needed_ms = self._silence_ms if turn.silence_needed_ms is None else turn.silence_needed_ms
        decided_at = turn.stopped_at + clock.from_ms(needed_ms)
        return self._end_turn(turn, decided_at) if decided_at <= step.end_sample else None

    def _asks_at_ms(self, turn: _Turn) -> int | None:
        """Silence at which the question comes up, or came up last."""
        return turn.asks_again_ms or self._asks_after_ms

    def _ask(self, turn: _Turn, due_at: int, step: _Step) -> TurnEndAsked | None:
        if due_at > step.end_sample:
            return None
        self._asked_at = turn.stopped_at
        return TurnEndAsked(self._utterance(turn, due_at))

    def _cut_if_too_long(self, step: _Step) -> Utterance | None:
        turn = self._turn
        if turn is None or step.end_sample - turn.start_sample < MAX_TURN_SAMPLES:
            return None
        cut_at = turn.start_sample + MAX_TURN_SAMPLES
        utterance = self._end_turn(turn, cut_at)
        if turn.stopped_at is None:
            self._turn = _Turn(cut_at, cut_at)
        return utterance

    def _end_turn(self, turn: _Turn, decided_at: int) -> Utterance:
        self._turn = None
        self._floor = decided_at
        utterance = self._utterance(turn, decided_at)
        self._held.drop_before(decided_at)
        return utterance

    def _utterance(self, turn: _Turn, decided_at: int) -> Utterance:
        end_sample = decided_at if turn.stopped_at is None else turn.stopped_at
        samples = self._held.between(turn.samples_start, decided_at)
        return Utterance(turn.start_sample, end_sample, decided_at, samples, turn.samples_start)
