import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.prosody import PitchBank, track
from simulator.prosody.bank import Frames, joined
from tests.prosody.talkers import VOICES, degrade, speak

RECORDING = speak(VOICES[1], seed=5, seconds=3)
NOISY = degrade(RECORDING, "white10", seed=5)
WHOLE = track(NOISY, 16_000)
FIELDS = ("f0_hz", "voicing", "level_db", "band_db", "change", "clipped")


def pushed(samples: np.ndarray, cuts: list[int]) -> Frames:
    bank = PitchBank(len(samples))
    edges = [0, *sorted(cuts), samples.shape[1]]
    parts = [bank.push(samples[:, a:b]) for a, b in itertools.pairwise(edges)]
    return joined([*parts, bank.finish()])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, len(NOISY)), max_size=12))
def test_chunking_does_not_change_the_numbers(cuts: list[int]) -> None:
    frames = pushed(NOISY[None, :], cuts)
    np.testing.assert_allclose(frames.f0_hz[0], WHOLE.f0_hz, rtol=1e-6)
    # A batch of another size is summed in another order: a few float32 steps before the sigmoid.
    np.testing.assert_allclose(frames.voicing[0], WHOLE.voicing, atol=1e-5)
    np.testing.assert_allclose(frames.level_db[0], WHOLE.level_db, atol=1e-6)


@pytest.mark.parametrize("chunk", [1, 7, 159, 160, 161, 320, 4096])
def test_even_chunks_from_one_sample_on(chunk: int) -> None:
    samples = NOISY[: 16_000 if chunk > 1 else 6_000]
    frames = pushed(samples[None, :], list(range(chunk, len(samples), chunk)))
    whole = pushed(samples[None, :], [])
    for name in FIELDS:
        np.testing.assert_allclose(getattr(frames, name), getattr(whole, name), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("n_streams", [2, 5, 64, 300])
def test_streams_do_not_touch_each_other(n_streams: int) -> None:
    samples = np.zeros((n_streams, 24_000), np.float32)
    samples[0] = NOISY[:24_000]
    samples[-1] = NOISY[8_000:32_000]
    frames = pushed(samples, list(range(320, 24_000, 320)))
    for stream, alone in ((0, NOISY[:24_000]), (n_streams - 1, NOISY[8_000:32_000])):
        np.testing.assert_allclose(frames.f0_hz[stream], track(alone, 16_000).f0_hz, rtol=1e-5)
    if n_streams > 2:
        assert not frames.f0_hz[1:-1].any()


def test_frames_come_out_at_most_150_ms_late_and_without_a_hole() -> None:
    bank, next_frame = PitchBank(1), 0
    for at in range(0, 32_000, 320):
        frames = bank.push(NOISY[None, at : at + 320])
        assert frames.first_frame == next_frame
        next_frame += frames.f0_hz.shape[1]
        assert bank.n_samples / 16 - next_frame * 10 - 5 <= 150


def test_reset_forgets_one_stream_only() -> None:
    bank = PitchBank(2)
    bank.push(np.stack([NOISY[:16_000], NOISY[:16_000]]))
    bank.reset(0)
    rest = bank.push(np.stack([np.zeros(16_000, np.float32), NOISY[16_000:32_000]]))
    assert not rest.f0_hz[0, 15:].any()
    late = rest.first_frame
    n_frames = rest.f0_hz.shape[1]
    np.testing.assert_allclose(rest.f0_hz[1], WHOLE.f0_hz[late : late + n_frames], rtol=1e-5)


@pytest.mark.parametrize("used_s", [0.5, 1.0, 2.53])
def test_a_stream_that_was_reset_gives_the_bits_of_a_fresh_one(used_s: float) -> None:
    bank, n_before = PitchBank(2), int(used_s * 16_000) // 160 * 160
    bank.push(np.stack([NOISY[:n_before], NOISY[:n_before]]))
    bank.reset(1)
    after = joined([bank.push(np.stack([NOISY[:24_000], NOISY[:24_000]])), bank.finish()])
    fresh = pushed(NOISY[None, :24_000], [])
    start = n_before // 160 - after.first_frame
    for name in FIELDS:
        step = 2 if name == "band_db" else 1
        again = getattr(after, name)[1, step * start :]
        np.testing.assert_allclose(again, getattr(fresh, name)[0], rtol=1e-5, atol=1e-5, err_msg=name)


def test_a_finished_bank_starts_afresh() -> None:
    bank = PitchBank(1)
    first = joined([bank.push(NOISY[None, :]), bank.finish()])
    again = joined([bank.push(NOISY[None, :]), bank.finish()])
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(first, name), getattr(again, name))


@pytest.mark.parametrize("samples", [np.zeros(10, np.float32), np.zeros((3, 10), np.float32), np.zeros((2, 10))])
def test_wrong_shapes_are_refused(samples: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"expected float32 samples of shape \(2, n\)"):
        PitchBank(2).push(samples)


def test_a_bank_needs_a_stream() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        PitchBank(0)
