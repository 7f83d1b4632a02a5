"""The kernel on torch against the kernel of numba, and torch's matrix products (MKL) against numpy's (OpenBLAS)."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.prosody import ours
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.timing import Work, best_cpu_s
from corpus import formant
from simulator.prosody import PitchBank, autocorrelation, bank_choice
from simulator.prosody.front_end import ROWS
from simulator.prosody.on_torch.bank import TorchBank

_RATE_HZ = ours.RATE_HZ
_HOP_SAMPLES = _RATE_HZ // 50
_STREAMS = (1, 64)
_CUDA_STREAMS = (1, 64, 1_024, 8_192)
_OFTEN = 50
_FFT_SAMPLES = autocorrelation._FFT_SAMPLES
_FRAMES_PER_S = 100


def run_torch_bench(*, seconds: float = 10.0, seed: int = 1, repeats: int = 3) -> Section:
    """CPU time on one thread; on CUDA the time on the wall until the frames are in the host's memory."""
    torch.set_num_threads(1)
    samples = _talk(seconds, seed)
    hindrance = bank_choice.cuda_hindrance()
    rows = [Row("torch on CUDA", absent_because=hindrance)] if hindrance else _on_cuda(samples)
    banks = Table(
        "bank, ms per audio second of one stream", ("streams", "recording", "20 ms hops"),
        (*_on_cpu(samples, repeats), *rows), 4,
    )  # fmt: skip
    return Section("torch", (banks, _products()), (f"torch {torch.__version__}, one thread",))


def _on_cpu(samples: NDArray[np.float32], repeats: int) -> list[Row]:
    kinds: dict[str, Callable[[int], PitchBank]] = {"numba": PitchBank, "torch on CPU": lambda n: TorchBank(n, "cpu")}
    works: dict[tuple[str, int, str], Work] = {}
    for n_streams in _STREAMS:
        for name, build in kinds.items():
            works[name, n_streams, "recording"] = _pushing(build(n_streams), samples, len(samples))
            works[name, n_streams, "hops"] = _pushing(build(n_streams), samples, _HOP_SAMPLES)
    taken = best_cpu_s({"/".join(map(str, key)): work for key, work in works.items()}, repeats=repeats)
    return [
        Row(name, (n, *(_ms(taken[f"{name}/{n}/{way}"], samples, n) for way in ("recording", "hops"))))
        for name in kinds
        for n in _STREAMS
    ]


def _on_cuda(samples: NDArray[np.float32]) -> list[Row]:
    rows = []
    for n_streams in _CUDA_STREAMS:
        bank = TorchBank(n_streams)
        taken = [_wall_s(_pushing(bank, samples, chunk)) for chunk in (len(samples), _HOP_SAMPLES)]
        rows.append(Row("torch on CUDA", (n_streams, *(_ms(s, samples, n_streams) for s in taken))))
    return rows


def _pushing(bank: PitchBank, samples: NDArray[np.float32], chunk: int) -> Work:
    heard = np.ascontiguousarray(np.broadcast_to(samples, (bank.n_streams, len(samples))))

    def push() -> None:
        for at in range(0, len(samples), chunk):
            bank.push(heard[:, at : at + chunk])
        bank.finish()

    return push


def _wall_s(work: Work) -> float:
    """The better of two, after one to warm up. Reading the frames waits for the device; the rest is waited for here."""
    work()
    taken = []
    for _ in range(2):
        torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        torch.cuda.synchronize()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _ms(taken_s: float, samples: NDArray[np.float32], n_streams: int) -> float:
    return 1000 * taken_s / (len(samples) / _RATE_HZ * n_streams)


def _talk(seconds: float, seed: int) -> NDArray[np.float32]:
    parts = [recording.samples for recording in formant.recordings("test", seconds=seconds, seed=seed)]
    return np.concatenate(parts)[: int(seconds * _RATE_HZ)]


def _products() -> Table:
    """Every product of the kernel at its own shape, and the FFT that two of them stand for."""
    rng = np.random.default_rng(0)
    works: dict[str, Work] = {}
    for name, (n_in, n_out) in ours.products().items():
        left, right = (rng.normal(size=shape).astype(np.float32) for shape in ((ROWS, n_in), (n_in, n_out)))
        works[f"numpy/{name}"] = _often(np.matmul, left, right)
        works[f"torch/{name}"] = _often(torch.mm, torch.from_numpy(left), torch.from_numpy(right))
    frames = rng.normal(size=(ROWS, _FFT_SAMPLES)).astype(np.float32)
    works[f"numpy/rfft {_FFT_SAMPLES}"] = _often(np.fft.rfft, frames)
    works[f"torch/rfft {_FFT_SAMPLES}"] = _often(torch.fft.rfft, torch.from_numpy(frames))
    taken = best_cpu_s(works, repeats=9)
    names = dict.fromkeys(name.partition("/")[2] for name in works)
    scale = 1000 / _OFTEN * _FRAMES_PER_S / ROWS
    figures = {name: [scale * taken[f"{library}/{name}"] for library in ("numpy", "torch")] for name in names}
    own = [figures[name] for name in ours.products()]
    figures["all products"] = [sum(each) for each in zip(*own, strict=True)]
    rows = tuple(Row(name, (one, other, one / other)) for name, (one, other) in figures.items())
    return Table(f"{ROWS} frames at once, ms per audio second", ("numpy", "torch", "ratio"), rows, 4)


def _often(product: Callable[..., Any], *operands: Any) -> Work:
    def repeat() -> None:
        for _ in range(_OFTEN):
            product(*operands)

    return repeat


if __name__ == "__main__":
    from benchmarks.prosody import tables

    print(tables.as_text([run_torch_bench()]))
