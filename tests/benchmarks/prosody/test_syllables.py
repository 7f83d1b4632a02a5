import math

import pytest

from benchmarks.prosody.syllables import syllable_figures


def test_counts_places_and_rates() -> None:
    known, count, recall, precision, rate = syllable_figures([[0.1, 0.5, 0.9], [0.2]], [[0.1, 0.5], [0.2, 0.8]])
    assert known == 4
    assert count == pytest.approx(0)
    assert (recall, precision) == (75, 75)
    assert rate == pytest.approx(50)


def test_nothing_found_has_no_precision() -> None:
    _, count, recall, precision, _ = syllable_figures([[]], [[0.1]])
    assert (count, recall) == (-100, 0)
    assert math.isnan(precision)
