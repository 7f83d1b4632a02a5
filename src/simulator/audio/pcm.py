"""16-bit PCM on the wire ↔ float32 samples in the house."""

from typing import Final

import numpy as np

from simulator.errors import BadInput
from simulator.flow.audio import Samples

_FULL_SCALE: Final = 32768.0


def from_pcm16(data: bytes) -> Samples:
    """Little-endian 16-bit PCM → samples in [-1, 1).

    Raises:
        BadInput: when the data ends in half a sample.
    """
    if len(data) % 2:
        raise BadInput(f"16-bit audio of {len(data)} bytes ends in half a sample.", remedy="Send whole samples.")
    samples: Samples = np.frombuffer(data, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    return samples


def to_pcm16(samples: Samples) -> bytes:
    """Samples → little-endian 16-bit PCM; what lies outside full scale is clipped."""
    scaled = np.clip(np.rint(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    return bytes(scaled.astype("<i2").data)
