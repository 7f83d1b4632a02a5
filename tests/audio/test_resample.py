import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.audio import StreamResampler, resample

RATES = [8_000, 16_000, 24_000, 44_100, 48_000]


def noise(n_samples: int) -> np.ndarray:
    return np.random.default_rng(7).normal(0, 0.1, n_samples).astype(np.float32)


@pytest.mark.parametrize("rate_hz", RATES)
def test_offline_keeps_duration(rate_hz: int) -> None:
    assert len(resample(noise(rate_hz), rate_hz)) == pytest.approx(16_000, abs=1)


def test_same_rate_is_untouched() -> None:
    samples = noise(100)
    assert resample(samples, 16_000) is samples


@settings(max_examples=30, deadline=None)
@given(rate_hz=st.sampled_from(RATES), cuts=st.lists(st.integers(1, 4_000), min_size=1, max_size=12))
def test_streaming_gives_what_offline_gives_however_it_is_cut(rate_hz: int, cuts: list[int]) -> None:
    samples = noise(sum(cuts))
    pieces = np.split(samples, np.cumsum(cuts)[:-1])
    stream = StreamResampler(rate_hz)
    streamed = np.concatenate([*(stream.push(piece) for piece in pieces), stream.flush()])
    whole = resample(samples, rate_hz)
    assert len(streamed) == len(whole)
    assert streamed == pytest.approx(whole, abs=1e-4)


def test_removes_what_the_new_rate_cannot_hold() -> None:
    time_s = np.arange(48_000) / 48_000
    high = (0.5 * np.sin(2 * np.pi * 12_000 * time_s)).astype(np.float32)
    assert np.abs(resample(high, 48_000)[500:-500]).max() < 0.001
