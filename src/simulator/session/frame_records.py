"""Frames of the kernel ↔ records of 20 bytes, so that a minute of a talk can be kept beside hundreds of others."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulator import prosody
from simulator.engine.live import Decided, KernelKind
from simulator.engine.live.kernel import Records
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.prosody import Frames

FRAME_MS: Final = 10
FRAME_SAMPLES: Final = clock.from_ms(FRAME_MS)
SETTLE_FRAMES: Final = 24
"""240 ms of silence decide all that came before: the kernel's lag is 150 ms, and may grow a little."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A number as an integer of `type`: `number * per_unit`, cut at the ends of the type."""

    type: str
    per_unit: float
    shape: tuple[int, ...] = ()


_FIELDS: Final = {
    "f0_hz": _Field("u2", 64),
    "voicing": _Field("u1", 255),
    "level_db": _Field("i2", 256),
    "bands_db": _Field("u1", -2, (8,)),
    "band_db": _Field("i2", 256, (2,)),
    "change": _Field("u2", 65_535),
    "clipped": _Field("u1", 1),
}
"""Steps of a 64th of a hertz (0.3 cent at 50 Hz) and a 256th of a decibel; half a decibel for the coarse bands, which
lie between -127 and 0 dB."""
_ENDS: Final = {name: (np.iinfo(name).min, np.iinfo(name).max) for name in ("i1", "u1", "i2", "u2")}
RECORD: Final[np.dtype[Any]] = np.dtype([(name, f.type, f.shape) for name, f in _FIELDS.items()])


def to_records(frames: Frames) -> Records:
    """All streams' frames, shape (n_streams, n_frames), cut at the ends of their types; NaN is not allowed."""
    n_streams, n_frames = frames.f0_hz.shape
    records: Records = np.empty((n_streams, n_frames), RECORD)
    for name, field in _FIELDS.items():
        scaled = np.rint(getattr(frames, name) * np.float32(field.per_unit))
        records[name] = np.clip(scaled, *_ENDS[field.type]).reshape(records[name].shape)
    return records


def to_frames(records: Records) -> Frames:
    """The frames of one stream, counted from 0."""
    return Frames(first_frame=0, **{field.name: _column(records, field.name) for field in fields(Frames)[1:]})


def _column(records: Records, name: str) -> NDArray[np.float32]:
    field = _FIELDS[name]
    values = records[name].astype(np.float32) / np.float32(field.per_unit)
    return values.reshape(1, -1) if name == "band_db" else values[None]


class BankKernel:
    """`PitchBank` as a lane wants it.

    The bank has run before, so that the first talk in a place begins like every later one: after a `reset`.
    """

    def __init__(self, n_streams: int) -> None:
        self._bank = prosody.PitchBank(n_streams)
        self._bank.push(np.zeros((n_streams, SETTLE_FRAMES * FRAME_SAMPLES), np.float32))

    def push(self, samples: NDArray[np.float32]) -> Decided:
        frames = self._bank.push(samples)
        first_frame = frames.first_frame - SETTLE_FRAMES
        return Decided(max(0, first_frame), to_records(frames)[:, max(0, -first_frame) :])

    def reset(self, stream: int) -> None:
        self._bank.reset(stream)


def measured_alone(samples: Samples, n_frames: int) -> Frames:
    """The first frames of a recording, the very numbers that the lane would have given.

    Args:
        samples: shape (n_samples,), 16 kHz, finite; what comes after the last frame informs it.
        n_frames: at most what the samples fill.
    """
    n_whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    silence = np.zeros(SETTLE_FRAMES * FRAME_SAMPLES, np.float32)
    kernel = BankKernel(1)
    kernel.reset(0)
    decided = kernel.push(np.concatenate((samples[:n_whole], silence))[None])
    return to_frames(decided.records[0, :n_frames])


CPU_KERNEL: Final = KernelKind(
    build=BankKernel, frame_samples=FRAME_SAMPLES, settle_frames=SETTLE_FRAMES, record=RECORD
)
