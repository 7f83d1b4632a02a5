"""frames → turns: everything a trainee says until the silence that ends the turn. Only the sample clock counts."""

from dataclasses import dataclass
from typing import Final

from simulator.flow import clock
from simulator.flow.audio import AudioChunk
from simulator.flow.speech import SpeechStarted, SpeechStopped, Utterance
from simulator.speech.engines.silero import FRAME_SAMPLES
from simulator.speech.held_audio import HeldAudio
from simulator.speech.turn_end import TurnDetector
from simulator.speech.voice_activity import VoiceActivity

TurnEvent = SpeechStarted | SpeechStopped | Utterance

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
    """The turn detector's answer for this stop; asked once."""


class TurnSegmenter:
    """Cuts one stream of audio into turns.

    Args:
        voice_activity: finds the edges of speech; used by this segmenter alone.
        turn_detector: says how much silence ends a turn.
        lead_in_ms: audio kept before the first speech, so that a soft first consonant is not lost.
    """

    def __init__(self, voice_activity: VoiceActivity, turn_detector: TurnDetector, *, lead_in_ms: int = 200) -> None:
        self._voice_activity = voice_activity
        self._turn_detector = turn_detector
        self._lead_in_samples = clock.from_ms(lead_in_ms)
        self._silence_ms: int | None = 700
        self._held = HeldAudio()
        self._turn: _Turn | None = None
        self._next_sample = 0
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
            self._turn.silence_needed_ms = None

    @property
    def is_in_turn(self) -> bool:
        """Between the first speech of a turn and its end."""
        return self._turn is not None

    @property
    def stopped_at(self) -> int | None:
        """Where the latest speech of the turn under way ended; None while the trainee speaks, or outside a turn."""
        return self._turn.stopped_at if self._turn else None

    def so_far(self) -> Utterance:
        """The turn as it would be if the silence under way ended it now.

        Raises:
            ValueError: outside a turn, or while the trainee speaks.
        """
        turn = self._turn
        if turn is None or turn.stopped_at is None:
            raise ValueError("no silence is under way")
        samples = self._held.between(turn.samples_start, self._next_sample)
        return Utterance(turn.start_sample, turn.stopped_at, self._next_sample, samples, turn.samples_start)

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

    def commit(self) -> Utterance | None:
        """Ends the turn now (push-to-talk); None when no speech was heard."""
        if self._turn is None:
            return None
        if self._voice_activity.is_speaking:  # so that speech that goes on starts a turn of its own
            self._voice_activity.reset()
        return self._end_turn(self._turn, self._next_sample)

    def clear(self) -> None:
        """Drops the turn under way and all audio held; the sample clock runs on."""
        self._turn = None
        self._floor = self._next_sample
        self._held.drop_before(self._next_sample)
        self._voice_activity.reset()

    def _push_piece(self, piece: AudioChunk) -> list[TurnEvent]:
        """Takes in at most one frame of voice activity.

        Decides only where a frame ends, so that decisions do not depend on the size of chunks.
        """
        edges = self._voice_activity.push(piece)
        self._held.append(piece)
        self._next_sample = piece.end_sample
        events: list[TurnEvent] = []
        for edge in edges:
            events.append(edge)
            self._take_edge(edge)
        if self._voice_activity.samples_to_frame == FRAME_SAMPLES:
            utterance = self._end_if_silent() or self._cut_if_too_long()
            events += [utterance] if utterance else []
        if self._turn is None:
            self._held.drop_before(self._next_sample - self._lead_in_samples - _NOTICED_LATE_SAMPLES)
        return events

    def _take_edge(self, edge: SpeechStarted | SpeechStopped) -> None:
        if isinstance(edge, SpeechStarted):
            if self._turn is None:
                start = max(edge.at_sample, self._floor)
                earliest = max(self._floor, self._held.start_sample)
                self._turn = _Turn(start, max(start - self._lead_in_samples, earliest))
            self._turn.stopped_at = self._turn.silence_needed_ms = None
        elif self._turn:
            self._turn.stopped_at = max(edge.at_sample, self._turn.start_sample)

    def _end_if_silent(self) -> Utterance | None:
        turn = self._turn
        if turn is None or turn.stopped_at is None or self._silence_ms is None or self._voice_activity.is_starting:
            return None
        if turn.silence_needed_ms is None:
            samples = self._held.between(turn.samples_start, self._next_sample)
            turn.silence_needed_ms = self._turn_detector.silence_needed_ms(samples, self._silence_ms)
        decided_at = turn.stopped_at + clock.from_ms(turn.silence_needed_ms)
        return self._end_turn(turn, decided_at) if decided_at <= self._next_sample else None

    def _cut_if_too_long(self) -> Utterance | None:
        turn = self._turn
        if turn is None or self._next_sample - turn.start_sample < MAX_TURN_SAMPLES:
            return None
        cut_at = turn.start_sample + MAX_TURN_SAMPLES
        utterance = self._end_turn(turn, cut_at)
        if turn.stopped_at is None:
            self._turn = _Turn(cut_at, cut_at)
        return utterance

    def _end_turn(self, turn: _Turn, decided_at: int) -> Utterance:
        self._turn = None
        self._floor = decided_at
        end_sample = decided_at if turn.stopped_at is None else turn.stopped_at
        samples = self._held.between(turn.samples_start, decided_at)
        self._held.drop_before(decided_at)
        return Utterance(turn.start_sample, end_sample, decided_at, samples, turn.samples_start)
