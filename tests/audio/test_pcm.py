import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio import from_pcm16, to_pcm16
from simulator.errors import BadInput


@given(st.binary(max_size=400).filter(lambda data: len(data) % 2 == 0))
def test_bytes_survive_the_round_trip(data: bytes) -> None:
    assert to_pcm16(from_pcm16(data)) == data


def test_scale_and_byte_order() -> None:
    assert from_pcm16(b"\x00\x80\x00\x40\xff\x7f").tolist() == pytest.approx([-1.0, 0.5, 32767 / 32768])
    assert from_pcm16(b"\x00\x00").dtype == np.float32


def test_beyond_full_scale_is_clipped_not_wrapped() -> None:
    assert from_pcm16(to_pcm16(np.array([2.0, -2.0], dtype=np.float32))).tolist() == [32767 / 32768, -1.0]


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(BadInput, match="3 bytes"):
        from_pcm16(b"abc")
