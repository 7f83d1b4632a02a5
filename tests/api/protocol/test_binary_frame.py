from contextlib import suppress

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.api.protocol import HEADER_BYTES, MAX_MESSAGE_BYTES, BinaryFrame, FrameFlag, FrameKind
from simulator.errors import BadInput

FRAMES = st.builds(
    BinaryFrame,
    kind=st.sampled_from(FrameKind),
    flags=st.integers(0, 255).map(FrameFlag),
    stream=st.integers(0, 2**16 - 1),
    seq=st.integers(0, 2**32 - 1),
    t_samples=st.integers(0, 2**64 - 1),
    pcm=st.binary(min_size=1, max_size=400).map(lambda half: half * 2),
)


@given(FRAMES)
def test_frame_survives_the_wire(frame: BinaryFrame) -> None:
    assert BinaryFrame.decode(frame.encode()) == frame


def test_header_is_the_documented_one() -> None:
    frame = BinaryFrame(FrameKind.OUT, FrameFlag.LAST, 0x0102, 0x03040506, 0x0708090A0B0C0D0E, b"\x01\x80")
    assert frame.encode().hex(" ") == "02 01 02 01 06 05 04 03 0e 0d 0c 0b 0a 09 08 07 01 80"
    assert HEADER_BYTES == 16


def test_samples_are_signed_little_endian() -> None:
    frame = BinaryFrame(FrameKind.IN, FrameFlag.NONE, 0, 0, 0, np.array([0, 1, -1, -32768], "<i2").tobytes())
    assert frame.samples.tolist() == [0, 1, -1, -32768]


def test_flags_read_apart() -> None:
    both = BinaryFrame(FrameKind.IN, FrameFlag(3), 0, 0, 0, b"\0\0")
    neither = BinaryFrame(FrameKind.IN, FrameFlag(4), 0, 0, 0, b"\0\0")
    assert (both.is_last, both.is_discontinuity) == (True, True)
    assert (neither.is_last, neither.is_discontinuity) == (False, False)


@given(st.binary(max_size=200))
@example(b"")
def test_arbitrary_bytes_raise_nothing_but_bad_input(message: bytes) -> None:
    with suppress(BadInput):
        assert BinaryFrame.decode(message).encode() == message


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (b"\x01" * 15, "expected a 16-byte header, but got 15 bytes"),
        (bytes([3]) + bytes(17), "expected kind 1 (in) or 2 (out), but got 3"),
        (bytes([1]) + bytes(15), "expected sound after the header, but got none"),
        (bytes([1]) + bytes(18), "got 3 bytes of sound, an odd number"),
        (bytes([1]) + bytes(MAX_MESSAGE_BYTES + 1), "expected at most 65536 bytes, but got 65538"),
    ],
)
def test_bad_frame_says_what_arrived(message: bytes, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        BinaryFrame.decode(message)
    assert says in str(caught.value)


def test_largest_frame_is_accepted() -> None:
    message = bytes([1]) + bytes(MAX_MESSAGE_BYTES - 1)
    assert BinaryFrame.decode(message).encode() == message


@pytest.mark.parametrize(("field", "value"), [("stream", 2**16), ("seq", -1), ("t_samples", 2**64)])
def test_number_that_does_not_fit_is_refused(field: str, value: int) -> None:
    numbers = {"stream": 0, "seq": 0, "t_samples": 0} | {field: value}
    with pytest.raises(BadInput, match="does not fit"):
        BinaryFrame(FrameKind.IN, FrameFlag.NONE, pcm=b"\0\0", **numbers).encode()
