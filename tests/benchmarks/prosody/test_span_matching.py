import pytest

from benchmarks.prosody.span_matching import PauseScore, match_times, percentile_of_size, score_pauses


def test_pauses_match_by_overlap() -> None:
    score = score_pauses([(1.01, 1.5), (3.0, 3.1), (4.0, 4.3)], [(1.0, 1.48), (2.0, 2.4)])
    assert (score.n_known, score.n_missed, score.n_false) == (2, 1, 1)
    assert score.onset_errors_ms == pytest.approx([10])
    assert score.offset_errors_ms == pytest.approx([20])


def test_a_silence_too_short_to_be_known_neither_is_missed_nor_makes_a_match_false() -> None:
    score = score_pauses([(1.0, 1.21)], [(1.05, 1.19), (2.0, 2.1)])
    assert (score.n_known, score.n_missed, score.n_false) == (0, 0, 0)


def test_a_pause_is_matched_once() -> None:
    score = score_pauses([(1.0, 1.5), (1.02, 1.5)], [(1.0, 1.5)])
    assert (score.n_missed, score.n_false) == (0, 1)


def test_scores_add_up() -> None:
    both = PauseScore(4, 1, 2, (5.0,)) + PauseScore(4, 1, 0, (-7.0,))
    assert (both.missed_pct, both.false_pct) == (25, 25)
    assert percentile_of_size(both.onset_errors_ms, 50) == 6


def test_moments_are_paired_one_to_one_and_in_order() -> None:
    assert match_times([0.1, 0.11, 0.9], [0.1, 0.5, 0.95], within_s=0.08) == 2
