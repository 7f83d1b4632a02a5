"""The section on torch: figures where it is there, a line where it is not."""

import sys

import pytest

from benchmarks.prosody import material, run, tables, torch_section


def test_where_torch_is_missing_the_section_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.endswith(("prosody.torch_path", "on_torch.bank"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("benchmarks.prosody.torch_path", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    assert "not installed" in tables.as_text([torch_section.measure(is_quick=True, seed=1)])


@pytest.mark.slow
def test_both_kernels_are_timed_on_the_same_talk() -> None:
    pytest.importorskip("torch")
    section = run.SECTIONS["torch"](material.Library(seed=1, materials=()), run.QUICK)
    banks, products = section.tables
    assert {row.name for row in banks.rows} >= {"numba", "torch on CPU"}
    assert all(float(row.figures[1] or 0) > 0 for row in banks.rows if not row.absent_because)
    assert float(products.figure("all products", "ratio") or 0) > 0
