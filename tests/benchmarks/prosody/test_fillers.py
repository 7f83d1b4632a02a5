import pytest

from benchmarks.prosody.fillers import filler_figures


def test_a_filler_is_right_where_it_shares_100_ms() -> None:
    known, found, precision, recall, f1 = filler_figures([[(1.0, 1.3), (3.0, 3.3)]], [[(1.1, 1.4), (3.25, 3.5)]])
    assert (known, found) == (2, 2)
    assert (precision, recall, f1) == pytest.approx((0.5, 0.5, 0.5))


def test_nothing_right_is_a_score_of_zero() -> None:
    assert filler_figures([[]], [[(1.0, 1.4)]])[-1] == 0
