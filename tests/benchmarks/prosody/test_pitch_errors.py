import numpy as np
import pytest

from benchmarks.prosody.pitch_errors import at_centres, lag_ms, score_pitch


def test_voicing_and_gross_errors_are_counted_and_unknown_frames_and_pitches_beyond_the_range_are_not() -> None:
    truth = np.array([0, 0, 100, 100, 100, np.nan, 700, 55], np.float32)
    found = np.array([0, 90, 0, 125, 101, 50, 350, 110], np.float32)
    errors = score_pitch([found], [truth])
    assert errors.n_frames == 5
    assert errors.ffe_pct == pytest.approx(60)
    assert errors.vde_pct == pytest.approx(40)
    assert errors.gpe_pct == pytest.approx(50)
    assert errors.cents_rms == pytest.approx(1200 * np.log2(1.01), rel=1e-4)


def test_a_track_that_ends_early_is_wrong_where_it_is_silent() -> None:
    truth = np.full(10, 100, np.float32)
    assert score_pitch([truth[:5]], [truth]).ffe_pct == pytest.approx(50)


def test_recordings_are_scored_together() -> None:
    silent, voiced = np.zeros(30, np.float32), np.full(10, 100, np.float32)
    assert score_pitch([silent, silent[:10]], [silent, voiced]).ffe_pct == pytest.approx(25)


def test_nothing_to_score_is_nan() -> None:
    assert np.isnan(score_pitch([np.zeros(2)], [np.full(2, np.nan, np.float32)]).ffe_pct)


def test_a_track_is_read_at_frame_centres_between_its_own_times() -> None:
    read = at_centres(np.array([0.001, 0.011, 0.021, 0.031]), np.array([100.0, 110.0, 0.0, 300.0]), 480)
    np.testing.assert_allclose(read, [104, 110, 0])


def test_nothing_is_read_far_from_any_time() -> None:
    read = at_centres(np.array([0.5, 0.51]), np.array([100.0, 100.0]), 16_000)
    assert np.flatnonzero(read).tolist() == [48, 49, 50, 51, 52]


@pytest.mark.parametrize("late_ms", [-10, 0, 10])
def test_a_lag_is_found(late_ms: int) -> None:
    at_s = (np.arange(300) + 0.5) / 100
    contour = 150 * 2 ** (0.3 * np.sin(2 * np.pi * 3 * at_s))
    found = 150 * 2 ** (0.3 * np.sin(2 * np.pi * 3 * (at_s - late_ms / 1000)))
    assert lag_ms([found], [contour]) == late_ms
