"""Audio as a binary websocket message (subprotocol `simulator.v1`): a 16-byte header, then PCM16 mono."""

import struct
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.api.protocol.wire import MAX_MESSAGE_BYTES
from simulator.errors import BadInput

_HEADER: Final = struct.Struct("<BBHIQ")
HEADER_BYTES: Final = _HEADER.size


class FrameKind(IntEnum):
    IN = 1
    """Trainee to service."""
    OUT = 2
    """Service to trainee."""


class FrameFlag(IntFlag):
    NONE = 0
    LAST = 1
    """Last frame of this stream."""
    DISCONTINUITY = 2
    """Audio was lost before this frame, and the sender knows it."""


@dataclass(frozen=True, slots=True)
class BinaryFrame:
    """One frame of sound. `t_samples` is the index of its first sample on the stream's own clock."""

    kind: FrameKind
    flags: FrameFlag
    """Bits we do not know are kept and mean nothing."""
    stream: int
    """u16: numbers the streams of one kind; a response is one stream."""
    seq: int
    """u32, counts frames."""
    t_samples: int
    """u64; 16 kHz clock in, 24 kHz clock out."""
    pcm: bytes
    """PCM16 little endian mono, at least one sample."""

    def encode(self) -> bytes:
        """Header and sound.

        Raises:
            BadInput: a number that does not fit its field, or sound that is empty, odd or too long.
        """
        _check_pcm(self.pcm)
        try:
            header = _HEADER.pack(self.kind, self.flags, self.stream, self.seq, self.t_samples)
        except struct.error as problem:
            raise _refused(f"header does not fit u8 u8 u16 u32 u64 ({problem}).") from None
        return header + self.pcm

    @classmethod
    def decode(cls, message: bytes) -> "BinaryFrame":
        """Reads one binary message.

        Raises:
            BadInput: short header, unknown kind, empty or odd sound, or more than 64 KiB.
        """
        if len(message) < HEADER_BYTES:
            raise _refused(f"expected a {HEADER_BYTES}-byte header, but got {len(message)} bytes.")
        kind, flags, stream, seq, t_samples = _HEADER.unpack_from(message)
        if kind not in (FrameKind.IN, FrameKind.OUT):
            raise _refused(f"expected kind 1 (in) or 2 (out), but got {kind}.")
        pcm = message[HEADER_BYTES:]
        _check_pcm(pcm)
        return cls(FrameKind(kind), FrameFlag(flags), stream, seq, t_samples, pcm)

    @property
    def samples(self) -> NDArray[np.int16]:
        """The sound, shape (n_samples,)."""
        return np.frombuffer(self.pcm, dtype="<i2")

    @property
    def is_last(self) -> bool:
        return FrameFlag.LAST in self.flags

    @property
    def is_discontinuity(self) -> bool:
        return FrameFlag.DISCONTINUITY in self.flags


def _check_pcm(pcm: bytes) -> None:
    if not pcm:
        raise _refused("expected sound after the header, but got none.")
    if len(pcm) % 2:
        raise _refused(f"expected 16-bit samples, but got {len(pcm)} bytes of sound, an odd number.")
    if HEADER_BYTES + len(pcm) > MAX_MESSAGE_BYTES:
        raise _refused(f"expected at most {MAX_MESSAGE_BYTES} bytes, but got {HEADER_BYTES + len(pcm)}.")


def _refused(what: str) -> BadInput:
    return BadInput(what, where="binary frame", remedy="See docs/protocol, binary audio frame.")
