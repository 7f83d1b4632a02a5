import pytest

from simulator.prosody.bench_delivery import run_delivery_bench, score_pauses


def test_pauses_match_by_overlap() -> None:
    score = score_pauses([(1.01, 1.5), (3.0, 3.1), (4.0, 4.3)], [(1.0, 1.48), (2.0, 2.4)])
    assert (score.known, score.missed, score.false) == (2, 1, 1)
    assert score.onset_errors_ms == pytest.approx([10])
    assert score.offset_errors_ms == pytest.approx([20])


def test_clean_speech_is_described_within_bounds() -> None:
    table = run_delivery_bench(seconds=24, seed=9, conditions=("clean",))
    (row,) = table.rows
    assert row.missed_pct == row.false_pct == 0
    assert row.onset_median_ms <= 20
    assert abs(row.syllable_count_error_pct) <= 5
    assert 0 < table.cpu_ms_per_audio_s < 20
