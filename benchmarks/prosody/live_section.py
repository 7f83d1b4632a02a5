"""The live benchmark as tables of this run."""

from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.live import HOPS_MS, N_STREAMS, LiveRow, run_live_bench

COLUMNS = ("p50 us", "p99 us", "per core", "lag ms", "late ms")
_MEMORY_AT = 64


def measure(*, is_quick: bool, seed: int) -> Section:
    """Every size of bank and both hops; 64 talks at 20 ms when quick."""
    n_streams, hops_ms, seconds = ((_MEMORY_AT,), HOPS_MS[:1], 4.0) if is_quick else (N_STREAMS, HOPS_MS, 10.0)
    found = run_live_bench(n_streams=n_streams, hops_ms=hops_ms, seconds=seconds, seed=seed)
    total_kb = found.kernel_kb_per_stream + found.lane_kb_per_stream
    memory = Row("KB", (found.kernel_kb_per_stream, found.lane_kb_per_stream, total_kb))
    return Section(
        "live",
        (
            Table("live, CPU time of a push", COLUMNS, tuple(map(_row, found.rows)), 0),
            Table(f"live, memory per talk at {_MEMORY_AT}", ("kernel", "queue", "both"), (memory,)),
        ),
    )


def _row(row: LiveRow) -> Row:
    name = f"{row.what} {row.n_streams} x {row.hop_ms} ms"
    return Row(name, (row.push_us_p50, row.push_us_p99, row.streams_per_core, row.lag_ms, row.lateness_ms))
