"""Who is waited for, and for how long; time is a number here."""

import numpy as np
import pytest

from simulator.engine.live.pacing import Pacing

BOTH = np.array([True, True])


def pacing() -> Pacing:
    made = Pacing(2, patience_s=0.1, longest_packet_s=0.25)
    made.note_packet(0, 0.02, now_s=1.0)
    made.note_packet(1, 0.02, now_s=1.0)
    return made


def test_all_advance_by_what_the_slowest_sender_has() -> None:
    assert pacing().hop_frames(np.array([4, 2]), BOTH, now_s=1.01) == 2


def test_a_sender_is_waited_for_until_its_packet_is_overdue() -> None:
    waiting = np.array([2, 0])
    assert pacing().hop_frames(waiting, BOTH, now_s=1.11) is None
    assert pacing().hop_frames(waiting, BOTH, now_s=1.13) == 2


def test_nobody_is_overdue_for_what_the_service_slept() -> None:
    made = pacing()
    made.excuse(0.5)
    assert made.hop_frames(np.array([2, 0]), BOTH, now_s=1.5) is None
    assert made.hop_frames(np.array([2, 0]), BOTH, now_s=1.63) == 2


def test_long_packets_are_waited_for_as_long_as_queues_allow() -> None:
    made = pacing()
    made.note_packet(1, 0.2, now_s=1.0)
    assert made.hop_frames(np.array([2, 0]), BOTH, now_s=1.29) is None
    made.note_packet(1, 10.0, now_s=1.0)
    assert made.hop_frames(np.array([2, 0]), BOTH, now_s=1.36) == 2


def test_who_takes_no_part_or_was_closed_is_not_waited_for() -> None:
    assert pacing().hop_frames(np.array([2, 0]), np.array([True, False]), now_s=1.0) == 2
    made = pacing()
    made.forget(1)
    assert made.hop_frames(np.array([2, 0]), BOTH, now_s=1.0) == 2


def test_with_no_sound_and_nobody_expected_there_is_nothing_to_do() -> None:
    assert pacing().hop_frames(np.array([0, 0]), BOTH, now_s=2.0) == 0


def test_lateness_counts_from_the_first_packet_that_waits() -> None:
    made = pacing()
    made.note_packet(0, 0.02, now_s=1.05)
    assert made.lateness_s(1.06) == pytest.approx(0.06)
    made.advanced(is_more_waiting=False, now_s=1.06)
    assert made.lateness_s(5.0) == 0.0
