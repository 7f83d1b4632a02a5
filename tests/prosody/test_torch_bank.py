"""The bank on torch against the bank of numba: on a CPU the very code that a GPU runs, on CUDA where there is one."""

import itertools
import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest
import structlog
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import formant
from corpus.conditions import degrade
from simulator.prosody import Frames, PitchBank, bank_choice, bank_for
from simulator.prosody.bank import joined
from simulator.prosody.on_torch.bank import TorchBank
from simulator.prosody.on_torch.level import LONGEST_BLOCK_FRAMES
from simulator.prosody.on_torch.peaks import _highest
from simulator.prosody.peaks import N_PEAKS, NO_PEAK

HINDRANCE = bank_choice.cuda_hindrance()
NEEDS_GPU = pytest.mark.skipif(bool(HINDRANCE), reason=f"runs on a GPU only: {HINDRANCE}")
DEVICES = ("cpu", pytest.param("cuda", marks=NEEDS_GPU))
RECORDINGS = list(formant.recordings("test", seconds=25, seed=11))
NOISY = degrade(RECORDINGS[0], "white10", seed=5)[: 16_000 * 4]
RNG = np.random.default_rng(3)
HISS = RNG.normal(size=48_000).astype(np.float32)
ODD = {
    "silence": np.zeros(48_000, np.float32),
    "offset": np.full(48_000, 0.3, np.float32),
    "offset under speech": np.clip(NOISY * 0.3 + np.float32(0.6), -1, 1),
    "far too quiet": NOISY * np.float32(1e-4),
    "clipped": np.clip(NOISY * 30, -1, 1),
    "a click": np.concatenate([np.zeros(16_000), [1.0], np.zeros(16_000)]).astype(np.float32),
    "hiss": np.clip(HISS * 0.3, -1, 1),
    "one period, exactly repeated": np.tile(np.clip(HISS[:80] * 0.2, -1, 1), 500),
    "a square wave": np.sign(np.sin(np.arange(48_000) * 2 * np.pi / 128 + 0.01)).astype(np.float32) * 0.5,
}


def measured(bank: PitchBank, samples: np.ndarray, cuts: list[int] | None = None) -> Frames:
    edges = [0, *sorted(cuts or []), samples.shape[1]]
    parts = [bank.push(samples[:, a:b]) for a, b in itertools.pairwise(edges)]
    return joined([*parts, bank.finish()])


def assert_alike(found: Frames, expected: Frames) -> None:
    assert found.first_frame == expected.first_frame
    is_voiced, should_be = found.f0_hz > 0, expected.f0_hz > 0
    assert (is_voiced == should_be).mean() >= 0.999
    both = is_voiced & should_be
    np.testing.assert_allclose(found.f0_hz[both], expected.f0_hz[both], rtol=1e-3)
    np.testing.assert_allclose(found.voicing, expected.voicing, atol=0.01)
    for name in ("level_db", "band_db"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), atol=0.01)
    np.testing.assert_array_equal(found.clipped, expected.clipped)
    np.testing.assert_allclose(found.change, expected.change, atol=1e-3)
    # A band 45 dB under the others is what rounding left of a difference of lags, in the one bank as in the other.
    is_heard = expected.bands_db > expected.level_db[..., None] - 45
    np.testing.assert_allclose(found.bands_db[is_heard], expected.bands_db[is_heard], atol=0.01)
    np.testing.assert_allclose(found.bands_db, expected.bands_db, atol=2.0)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("condition", ["clean", "white10", "tel"])
def test_the_numbers_of_the_kernel(condition: str, device: str) -> None:
    for recording in RECORDINGS:
        samples = degrade(recording, condition, seed=5)[None]
        found = measured(TorchBank(1, device), samples)
        assert (found.f0_hz > 0).mean() > 0.2
        assert_alike(found, measured(PitchBank(1), samples))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", ODD)
def test_odd_sound(name: str, device: str) -> None:
    samples = ODD[name][None]
    assert_alike(measured(TorchBank(1, device), samples), measured(PitchBank(1), samples))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("n_streams", [1, 5, 64])
def test_streams_side_by_side_in_hops_of_20_ms(n_streams: int, device: str) -> None:
    long = np.tile(np.concatenate([degrade(r, "white10", seed=5) for r in RECORDINGS]), 2)
    samples = np.stack([np.roll(long, -7_919 * k)[:16_000] * np.float32(0.98**k) for k in range(n_streams)])
    hops = list(range(320, 16_000, 320))
    assert_alike(measured(TorchBank(n_streams, device), samples, hops), measured(PitchBank(n_streams), samples, hops))


def test_blocks_as_long_as_a_gpu_takes_them() -> None:
    seconds = LONGEST_BLOCK_FRAMES // 100 + 4
    samples = (np.resize(NOISY, seconds * 16_000) * np.linspace(0.01, 0.5, seconds * 16_000) + 0.2).astype(np.float32)
    bank = TorchBank(1, "cpu", n_rows=1_000_000)
    assert bank._front.block_frames == LONGEST_BLOCK_FRAMES
    assert_alike(measured(bank, samples[None]), measured(PitchBank(1), samples[None]))


def test_of_equal_peaks_the_shortest_lags_stay() -> None:
    height = torch.zeros(2, 206)
    height[0, 20:200:10] = 0.5
    height[0, 150] = 0.6
    height[1, 40] = 1e-30
    found = _highest(height, -torch.arange(206.0).expand(2, -1)).tolist()
    assert found[0] == [-150, -20, -30, -40, -50, -60]
    assert found[1] == [-40, *[NO_PEAK] * (N_PEAKS - 1)]


WHOLE = measured(TorchBank(1, "cpu"), NOISY[None])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, len(NOISY)), max_size=12))
def test_chunking_does_not_change_the_numbers(cuts: list[int]) -> None:
    assert_alike(measured(TorchBank(1, "cpu"), NOISY[None], cuts), WHOLE)


@pytest.mark.parametrize(("chunk", "n_samples"), [(1, 2_500), (7, 8_000), (159, 32_000), (161, 32_000)])
def test_even_chunks_from_one_sample_on(chunk: int, n_samples: int) -> None:
    samples = NOISY[None, :n_samples]
    found = measured(TorchBank(1, "cpu"), samples, list(range(chunk, n_samples, chunk)))
    assert_alike(found, measured(TorchBank(1, "cpu"), samples))


@pytest.mark.parametrize("at", [16_000, 16_100, 16_399])
def test_reset_forgets_one_stream_only_and_the_same_as_the_kernel(at: int) -> None:
    samples = np.stack([NOISY[:48_000] + np.float32(0.1)] * 2)
    banks = TorchBank(2, "cpu"), PitchBank(2)
    after = []
    for bank in banks:
        bank.push(samples[:, :at])
        bank.reset(0)
        after.append(measured(bank, samples[:, at:]))
    assert_alike(*after)
    assert not np.allclose(after[0].level_db[0, :100], after[0].level_db[1, :100], atol=0.01)


def test_a_finished_bank_starts_afresh() -> None:
    bank = TorchBank(1, "cpu")
    first, again = measured(bank, NOISY[None]), measured(bank, NOISY[None])
    for part in fields(Frames):
        np.testing.assert_array_equal(getattr(first, part.name), getattr(again, part.name))


def test_a_nan_stays_in_its_stream_until_reset() -> None:
    bank, samples = TorchBank(2, "cpu"), np.stack([NOISY[:32_000]] * 2)
    samples[0, 5_000] = np.nan
    found = bank.push(samples)
    np.testing.assert_allclose(found.f0_hz[1], WHOLE.f0_hz[0, : found.f0_hz.shape[1]], rtol=1e-5)
    bank.reset(0)
    rest = bank.push(np.stack([NOISY[32_000:]] * 2))
    assert np.isfinite(rest.level_db).all()


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"expected float32 samples of shape \(2, n\)"):
        TorchBank(2, "cpu").push(np.zeros((3, 10), np.float32))


def test_products_keep_all_bits_of_a_float() -> None:
    before = torch.get_float32_matmul_precision()
    try:
        torch.set_float32_matmul_precision("high")
        TorchBank(1, "cpu")
        assert torch.get_float32_matmul_precision() == "highest"
    finally:
        torch.set_float32_matmul_precision(before)


def test_the_cpu_never_imports_torch() -> None:
    script = (
        "import sys; from simulator.prosody import bank_for; bank_for(1, 'cpu'); bank_for(1, 'auto');"
        "sys.exit('torch' in sys.modules)"
    )
    if HINDRANCE != "no CUDA device is there":
        script = script.replace(" bank_for(1, 'auto');", "")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.skipif(not HINDRANCE, reason="a GPU is there: nothing to fall back from")
def test_without_a_gpu_cuda_falls_back_with_one_line() -> None:
    bank_choice.device_for.cache_clear()
    with structlog.testing.capture_logs() as lines:
        banks = [bank_for(2, "cuda") for _ in range(2)]
    assert [type(bank) for bank in banks] == [PitchBank, PitchBank]
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", f"prosody runs on the CPU, with the same numbers: {HINDRANCE}")
    ]


def test_auto_and_cpu_say_nothing_where_there_is_no_gpu() -> None:
    bank_choice.device_for.cache_clear()
    with structlog.testing.capture_logs() as lines:
        assert bank_for(2, "cpu").n_streams == bank_for(2, "auto").n_streams == 2
    assert not lines or HINDRANCE != "no CUDA device is there"


def test_what_hinders_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bank_choice.cuda_hindrance(count_devices=lambda: 0) == "no CUDA device is there"
    if not torch.cuda.is_available():
        assert "cannot use the CUDA device" in bank_choice.cuda_hindrance(count_devices=lambda: 1)
    monkeypatch.setitem(sys.modules, "torch", None)
    assert "pip install 'rechtuit[gpu]'" in bank_choice.cuda_hindrance(count_devices=lambda: 1)


@NEEDS_GPU
def test_with_a_gpu_auto_takes_it() -> None:
    bank_choice.device_for.cache_clear()
    assert isinstance(bank_for(1, "auto"), TorchBank)
