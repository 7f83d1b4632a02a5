"""The talk clock moves with sound and with typed turns, and back only when the trainee goes back."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio import SampleTimeline
from simulator.session.talk_clock import TalkClock


def test_clock_counts_samples() -> None:
    timeline = SampleTimeline()
    clock = TalkClock(timeline)
    timeline.accept(0, np.zeros(16_000, np.float32))
    assert clock.now_ms == 1000


@given(st.lists(st.one_of(st.integers(0, 60_000), st.integers(1, 8_000).map(lambda n: -n)), max_size=20))
def test_clock_never_runs_back(steps: list[int]) -> None:
    """A positive step is a time to move to, a negative one a number of samples heard."""
    timeline = SampleTimeline()
    clock = TalkClock(timeline)
    for step in steps:
        before_ms = clock.now_ms
        if step < 0:
            timeline.accept(timeline.next_sample, np.zeros(-step, np.float32))
        else:
            clock.advance_to(step)
            assert clock.now_ms >= step
        assert clock.now_ms >= before_ms


def test_a_sample_keeps_its_place_after_a_typed_turn() -> None:
    timeline = SampleTimeline()
    clock = TalkClock(timeline)
    timeline.accept(0, np.zeros(8_000, np.float32))
    clock.advance_to(4_500)
    timeline.accept(8_000, np.zeros(1_600, np.float32))
    assert clock.at(9_600) == clock.now_ms == 4_600


def test_a_talk_that_goes_back_goes_on_from_there() -> None:
    timeline = SampleTimeline()
    clock = TalkClock(timeline)
    timeline.accept(0, np.zeros(16_000, np.float32))
    clock.advance_to(5000)
    clock.go_back_to(3000, 16_000)
    assert clock.now_ms == 3000
    timeline.accept(16_000, np.zeros(16_000, np.float32))
    assert clock.now_ms == 4000
    clock.go_back_to(9000, 32_000)  # not there yet
    assert clock.now_ms == 4000


def test_what_is_said_after_it_was_asked_to_go_back_comes_after_that_moment() -> None:
    timeline = SampleTimeline()
    clock = TalkClock(timeline)
    timeline.accept(0, np.zeros(48_000, np.float32))
    clock.go_back_to(0, 32_000)
    assert (clock.at(32_000), clock.at(40_000), clock.now_ms) == (0, 500, 1000)
