"""frames → voice activity, turns, words."""

from dataclasses import dataclass, replace

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import Language


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Voice activity began."""

    at_sample: int


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """Voice activity ended; the turn may still go on."""

    at_sample: int


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Everything the trainee said in one turn, pauses included."""

    start_sample: int
    """First sample of speech on the input clock."""
    end_sample: int
    """Just past the last sample of speech."""
    decided_at_sample: int
    """Where on the input clock the turn was found to be over (speech end plus the silence waited)."""
    samples: Samples
    """From `start_sample` (with a short lead-in) to `decided_at_sample`, 16 kHz."""
    samples_start: int
    """Input-clock index of `samples[0]`; at most `start_sample`."""

    @property
    def silence_ms(self) -> int:
        """Waited after the last speech."""
        return clock.to_ms(self.decided_at_sample - self.end_sample)

    @property
    def start_ms(self) -> int:
        return clock.to_ms(self.start_sample)

    @property
    def end_ms(self) -> int:
        return clock.to_ms(self.end_sample)


@dataclass(frozen=True, slots=True, eq=False)
class TurnEndAsked:
    """The trainee has been silent long enough to ask whether the turn is over; nothing more is found until told."""

    so_far: Utterance
    """The turn as it is if it is over; decided where the question came up."""

    @property
    def stopped_at(self) -> int:
        return self.so_far.end_sample


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    start_ms: int
    end_ms: int
    prob: float
    """Recogniser's own probability, 0-1."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, word by word. Empty text means: no words in this audio."""

    text: str
    language: Language
    words: tuple[Word, ...]

    def shifted(self, by_ms: int) -> "Transcript":
        """The same transcript with every word time moved by `by_ms`."""
        words = tuple(replace(w, start_ms=w.start_ms + by_ms, end_ms=w.end_ms + by_ms) for w in self.words)
        return replace(self, words=words)
