"""The kernel on torch as tables of this run, or a line that torch is not there."""

from typing import Any

from benchmarks.prosody import absent
from benchmarks.prosody.figures import Row, Section, Table


def measure(*, is_quick: bool, seed: int) -> Section:
    """Two seconds of talk, once, when quick."""
    bench, reason = absent.load_or_reason(_torch_path)
    if bench is None:
        return Section("torch", (Table("bank on torch", (), (Row("torch", absent_because=reason),)),))
    seconds, repeats = (2.0, 1) if is_quick else (10.0, 3)
    section: Section = bench.run_torch_bench(seconds=seconds, seed=seed, repeats=repeats)
    return section


def _torch_path() -> Any:
    from benchmarks.prosody import torch_path

    return torch_path
