import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio import SampleTimeline
from simulator.errors import BadInput

TALK = np.arange(1, 2001, dtype=np.float32)
STEPS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 200), st.booleans()), max_size=10)
"""Per frame: how far it reaches back over what was sent, how much it adds, whether it is sent again."""


def deliver(steps: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Frames [start, end) of TALK in order, with overlaps and repeats."""
    frames = []
    at = 0
    for overlap, fresh, is_repeated in steps:
        frame = (max(0, at - overlap), at + fresh)
        frames += [frame, frame] if is_repeated else [frame]
        at += fresh
    return frames


@given(STEPS)
def test_any_cutting_and_doubling_gives_the_same_samples(steps: list[tuple[int, int, bool]]) -> None:
    frames = deliver(steps)
    timeline = SampleTimeline()
    accepted = [timeline.accept(start, TALK[start:end]) for start, end in frames]
    chunks = [a.chunk for a in accepted if a.chunk]
    length = sum(fresh for _, fresh, _ in steps)
    got = np.concatenate([TALK[:0], *(c.samples for c in chunks)])
    assert got.tolist() == TALK[:length].tolist()
    assert [c.start_sample for c in chunks[1:]] == [c.end_sample for c in chunks[:-1]]
    assert timeline.next_sample == length
    assert sum(a.dropped_duplicate_samples for a in accepted) == sum(end - start for start, end in frames) - length
    assert all(a.gap_samples == 0 for a in accepted)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 300)), min_size=1, max_size=10))
def test_gaps_become_silence_and_the_clock_stays_exact(steps: list[tuple[int, int]]) -> None:
    timeline = SampleTimeline()
    expected = np.zeros(0, dtype=np.float32)
    for gap, size in steps:
        frame = np.full(size, 0.5, dtype=np.float32)
        accepted = timeline.accept(timeline.next_sample + gap, frame)
        expected = np.concatenate([expected, np.zeros(gap, dtype=np.float32), frame])
        assert accepted.gap_samples == gap
        assert accepted.chunk is not None
        assert accepted.chunk.samples.tolist() == expected[accepted.chunk.start_sample :].tolist()
    assert timeline.next_sample == len(expected)


def test_a_late_frame_does_not_change_what_was_accepted() -> None:
    timeline = SampleTimeline()
    timeline.accept(0, TALK[:100])
    timeline.accept(200, TALK[200:300])
    late = timeline.accept(100, TALK[100:200])
    assert late.chunk is None
    assert late.dropped_duplicate_samples == 100


def test_resume_goes_on_from_a_sample() -> None:
    timeline = SampleTimeline(next_sample=500)
    accepted = timeline.accept(400, TALK[400:600])
    assert accepted.chunk is not None
    assert (accepted.chunk.start_sample, accepted.dropped_duplicate_samples) == (500, 100)


def test_empty_frame_changes_nothing() -> None:
    timeline = SampleTimeline()
    assert timeline.accept(50, TALK[:0]).chunk is None
    assert timeline.next_sample == 0


@pytest.mark.parametrize("start", [-1, 160_001])
def test_a_clock_that_was_lost_is_refused_and_changes_nothing(start: int) -> None:
    timeline = SampleTimeline()
    with pytest.raises(BadInput, match=str(start)):
        timeline.accept(start, TALK)
    assert timeline.next_sample == 0


def test_a_gap_of_ten_seconds_is_still_filled() -> None:
    assert SampleTimeline().accept(160_000, TALK).gap_samples == 160_000
