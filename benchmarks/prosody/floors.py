"""The arithmetic the kernel cannot do without, at the speed of this machine's matrix product, and how near we are."""

import numpy as np

from benchmarks.prosody import ours
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library
from benchmarks.prosody.pitch import one_clip
from benchmarks.prosody.timing import Work, best_cpu_s

_FRAMES_PER_S = 100
_ROWS = 256
"""Frames per product, as in the bank."""
_LARGE = 768
_CLIP_S = 60


def measure(library: Library) -> Section:
    """Floor of the kernel: all its multiply-adds at the best rate that one product reached in this run."""
    shapes = ours.products()
    works: dict[str, Work] = {name: _product(_ROWS, *shape) for name, shape in shapes.items()}
    works["large"] = _product(_LARGE, _LARGE, _LARGE)
    samples = one_clip(library, _CLIP_S)
    works[ours.NAME] = lambda: ours.pitch(samples)
    taken = best_cpu_s({name: _often(work, 1 if name == ours.NAME else 50) for name, work in works.items()}, repeats=7)
    rows, total_mflop, products_ms = [], 0.0, 0.0
    for name, (n_in, n_out) in shapes.items():
        mflop = 2 * n_in * n_out * _FRAMES_PER_S / 1e6
        ms = 1000 * taken[name] / 50 * _FRAMES_PER_S / _ROWS
        rows.append(Row(name, (mflop, mflop / ms, ms)))
        total_mflop, products_ms = total_mflop + mflop, products_ms + ms
    rate = 2 * _LARGE**3 / (taken["large"] / 50) / 1e9
    filters = ours.filter_flop_per_frame() * _FRAMES_PER_S / 1e6
    total = total_mflop + filters
    spent_ms = 1000 * taken[ours.NAME] / _CLIP_S
    rows += [
        Row("filters and levels", (filters, None, None)),
        Row(f"sgemm {_LARGE}^3", (None, rate, None)),
        Row("floor: all at that rate", (total, rate, total / rate)),
        Row("products as timed", (total_mflop, total_mflop / products_ms, products_ms)),
        Row("pitch, whole", (total, total / spent_ms, spent_ms)),
        Row("times the floor", (None, None, spent_ms / (total / rate))),
        Row("share in products", (None, None, products_ms / spent_ms)),
    ]
    columns = ("MFLOP/s audio", "GFLOP/s", "ms/s audio")
    return Section("floors", (Table(f"floor of the pitch kernel, {_ROWS} frames at once", columns, tuple(rows), 3),))


def _often(work: Work, times: int) -> Work:
    def repeat() -> None:
        for _ in range(times):
            work()

    return repeat


def _product(n_rows: int, n_in: int, n_out: int) -> Work:
    rng = np.random.default_rng(0)
    left = rng.normal(size=(n_rows, n_in)).astype(np.float32)
    right = rng.normal(size=(n_in, n_out)).astype(np.float32)
    out = np.empty((n_rows, n_out), np.float32)
    return lambda: np.matmul(left, right, out=out)
