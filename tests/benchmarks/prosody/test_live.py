"""The live benchmark says what a bank and its lane do: how late, how large, and how many talks a core carries."""

import pytest

from benchmarks.prosody import live_section
from benchmarks.prosody.live import LiveTable, run_live_bench, talk_of
from simulator import prosody


@pytest.fixture(scope="module")
def table() -> LiveTable:
    return run_live_bench(n_streams=(3,), hops_ms=(20, 100), seconds=4.0)


def test_the_lane_and_the_kernel_are_as_late_as_the_kernel_says(table: LiveTable) -> None:
    assert [(row.what, row.hop_ms) for row in table.rows] == [
        ("kernel", 20), ("lane", 20), ("kernel", 100), ("lane", 100),
    ]  # fmt: skip
    for row in table.rows:
        # A hop ends where the next frame would have been decided, at the worst.
        assert 10 * prosody.LAG_FRAMES - 10 <= row.lag_ms <= 10 * prosody.LAG_FRAMES
        assert row.lateness_ms == row.lag_ms + row.hop_ms - 10
    assert all(row.lateness_ms <= 150 for row in table.rows if row.hop_ms == 20)


def test_the_cost_is_that_of_a_push(table: LiveTable) -> None:
    for row in table.rows:
        assert 0 < row.push_us_p50 <= row.push_us_p99
        assert row.n_streams * 1000 * row.hop_ms / row.push_us_p99 <= row.streams_per_core
    by_hop = {(row.what, row.hop_ms): row.push_us_p50 for row in table.rows}
    assert by_hop["kernel", 100] > by_hop["kernel", 20]


def test_a_talk_holds_less_than_256_kilobytes(table: LiveTable) -> None:
    # A minute of frames of 20 bytes and a second of sound, to begin with.
    assert table.lane_kb_per_stream >= (6000 * 20 + 64_000) / 1024
    assert 1 < table.kernel_kb_per_stream < 256 - table.lane_kb_per_stream
    assert "memory per stream at 64" in table.as_text()
    assert table.as_dict()["rows"][0]["what"] == "kernel"


def test_each_stream_hears_another_talk() -> None:
    talk = talk_of(5, 2.0, seed=1)
    assert talk.shape[0] == 5
    assert all(abs(talk[a] - talk[b]).max() > 0.01 for a in range(5) for b in range(a))


def test_the_section_names_its_rows() -> None:
    section = live_section.measure(is_quick=True, seed=1)
    speed, memory = section.tables
    assert [row.name for row in speed.rows] == ["kernel 64 x 20 ms", "lane 64 x 20 ms"]
    assert float(speed.figure("lane 64 x 20 ms", "late ms") or 999) <= 150
    assert float(memory.figure("KB", "both") or 999) < 256
