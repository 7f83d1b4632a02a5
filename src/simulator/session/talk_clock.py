"""The one clock of a talk: it moves with the audio that arrives, and for typed turns with an estimate."""

from simulator.audio import SampleTimeline
from simulator.flow import clock


class TalkClock:
    """Milliseconds since the talk began. Never the wall clock: a slow network cannot change a score."""

    def __init__(self, timeline: SampleTimeline) -> None:
        self._timeline = timeline
        self._offset_ms = 0

    @property
    def now_ms(self) -> int:
        return self.at(self._timeline.next_sample)

    @property
    def offset_ms(self) -> int:
        """How far typed turns have moved the clock ahead of the audio."""
        return self._offset_ms

    @property
    def heard_samples(self) -> int:
        return self._timeline.next_sample

    def at(self, sample: int) -> int:
        """Time of an input sample."""
        return clock.to_ms(sample) + self._offset_ms

    def go_back_to(self, at_ms: int, from_sample: int) -> None:
        """The talk goes on from an earlier moment, and `from_sample` is that moment now."""
        self._offset_ms -= max(0, self.at(from_sample) - at_ms)

    def advance_to(self, at_ms: int) -> None:
        """Moves the clock forward where no audio moves it."""
        self._offset_ms += max(0, at_ms - self.now_ms)
