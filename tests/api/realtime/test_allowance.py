"""Sound is read at 1.2 times real time after a burst of five seconds, and what a gap held back at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.api.realtime.allowance import AUDIO_BURST_S, AUDIO_RATE_RATIO, Allowance


def test_a_burst_passes_and_more_waits() -> None:
    allowance = Allowance(100.0)
    assert allowance.spend(5.0, 100.0) == 0
    assert allowance.spend(1.2, 100.0) == pytest.approx(1.0)


def test_what_was_said_in_a_gap_may_come_at_once_and_is_not_allowed_twice() -> None:
    allowance = Allowance(160.0, heard_s=100.0)
    assert allowance.spend(65.0, 160.0) == 0
    assert allowance.spend(1.2, 160.0) == pytest.approx(1.0)
    allowance = Allowance(160.0, heard_s=100.0)
    assert allowance.spend(1.0, 500.0) == 0
    assert allowance.spend(65.0, 500.0) > 0


@given(st.lists(st.tuples(st.floats(0.02, 3), st.floats(0, 3)), max_size=60))
def test_no_more_is_read_than_the_burst_and_the_rate_allow(sound: list[tuple[float, float]]) -> None:
    """Whoever waits as long as asked before the next packet."""
    allowance, now_s, read_s = Allowance(0.0), 0.0, 0.0
    for audio_s, pause_s in sound:
        now_s += pause_s
        read_s += audio_s
        now_s += allowance.spend(audio_s, now_s)
        assert read_s <= AUDIO_BURST_S + AUDIO_RATE_RATIO * now_s + 1e-6
