"""What survives the packing of frames: every number, to within its step."""

from dataclasses import fields

import numpy as np
import pytest

from simulator.prosody import Frames, PitchBank
from simulator.session.frame_records import RECORD, to_frames, to_records

STEPS = {
    "f0_hz": 1 / 64,
    "voicing": 1 / 255,
    "level_db": 1 / 256,
    "bands_db": 0.5,
    "band_db": 1 / 256,
    "change": 1e-4,
    "clipped": 1,
}


@pytest.fixture(scope="module")
def frames() -> Frames:
    rng = np.random.default_rng(1)
    t = np.arange(32_000) / 16_000
    voice = np.sign(np.sin(2 * np.pi * 140 * t)) * np.hanning(len(t))
    return PitchBank(2).push(np.stack((voice, 0.1 * rng.standard_normal(len(t)))).astype(np.float32))


@pytest.mark.parametrize("stream", [0, 1])
def test_every_field_comes_back_to_within_half_its_step(frames: Frames, stream: int) -> None:
    back = to_frames(to_records(frames)[stream])
    assert set(RECORD.names or ()) == {field.name for field in fields(Frames)} - {"first_frame"}
    for name, step in STEPS.items():
        told, kept = getattr(frames, name)[stream], getattr(back, name)[0]
        assert kept.shape == told.shape
        np.testing.assert_allclose(kept, told, atol=0.501 * step, rtol=1e-6)


def test_unvoiced_stays_exactly_unvoiced(frames: Frames) -> None:
    for stream in range(2):
        back = to_frames(to_records(frames)[stream])
        np.testing.assert_array_equal(back.f0_hz[0] > 0, frames.f0_hz[stream] > 0)


def test_a_record_is_small() -> None:
    assert RECORD.itemsize == 20
