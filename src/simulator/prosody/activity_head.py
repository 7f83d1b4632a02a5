"""inputs of a turn's frames → how sure the head is of speech, of the middle of a vowel, and of a filled pause.

A learned stage (training/prosody): an embedding of each frame and three layers over ever wider neighbourhoods, each
added to what came before. Its weights are heads/activity.npz; docs/models/activity-head.md says what they are worth.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.activity_inputs import head_inputs, turn_of
from simulator.prosody.bank import Frames
from simulator.prosody.compiled import compiled
from simulator.prosody.layers import read_weights, rectify

SPACINGS: Final = (1, 3, 9)
"""Frames between the taps of each layer."""
N_TAPS: Final = 5
REACH_FRAMES: Final = N_TAPS // 2 * sum(SPACINGS)
"""Frames on either side that the head reads: 260 ms."""
N_OUTPUTS: Final = 16
SPEECH: Final = slice(0, 2)
"""Outputs: log odds of speech in each half of the frame."""
NUCLEUS: Final = 2
FILLER: Final = 3
_BLOCK_FRAMES: Final = 1_024


@dataclass(frozen=True, slots=True, eq=False)
class ActivityHead:
    """The weights, float32, input side first."""

    embed: NDArray[np.float32]
    """(32, width)."""
    embed_bias: NDArray[np.float32]
    near: NDArray[np.float32]
    """(5 * width, width), as `middle` and `far`."""
    near_bias: NDArray[np.float32]
    middle: NDArray[np.float32]
    middle_bias: NDArray[np.float32]
    far: NDArray[np.float32]
    far_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    """(width, 16)."""
    output_bias: NDArray[np.float32]

    @property
    def layers(self) -> tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]:
        return (self.near, self.near_bias), (self.middle, self.middle_bias), (self.far, self.far_bias)


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What the head makes of one turn, log odds, float32."""

    speech: NDArray[np.float32]
    """(2 * n_frames,): steps of 5 ms."""
    nucleus: NDArray[np.float32]
    """(n_frames,)."""
    filler: NDArray[np.float32]
    """(n_frames,)."""


@cache
def shipped_head() -> ActivityHead:
    """The head that lies in the package; stored as float16, used as float32."""
    return read_weights(ActivityHead, "activity.npz")


def hear(frames: Frames, stream: int = 0, head: ActivityHead | None = None) -> Heard:
    """Run the head over a whole turn, block by block; empty in, empty out."""
    n_frames = frames.f0_hz.shape[1]
    outputs = np.zeros((n_frames, FILLER + 1), np.float32)
    if n_frames:
        turn, weights = turn_of(frames, stream), head or shipped_head()
        rows = Rows.empty(min(n_frames, _BLOCK_FRAMES) + 2 * REACH_FRAMES, weights)
        for start in range(0, n_frames, _BLOCK_FRAMES):
            end = min(n_frames, start + _BLOCK_FRAMES)
            inputs = head_inputs(turn, start - REACH_FRAMES, end + REACH_FRAMES)
            outputs[start:end] = run_head(inputs, weights, rows)[:, : FILLER + 1]
    return Heard(outputs[:, SPEECH].reshape(-1), outputs[:, NUCLEUS], outputs[:, FILLER])


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Room for the values between layers, taken once a turn: fresh memory for each costs as much as the products."""

    values: NDArray[np.float32]
    """(2, n_rows, width): before and after a layer."""
    wide: NDArray[np.float32]
    """(n_rows, 5 * width)."""

    @classmethod
    def empty(cls, n_rows: int, head: ActivityHead) -> "Rows":
        n_wide, width = head.near.shape
        return cls(np.empty((2, n_rows, width), np.float32), np.empty((n_rows, n_wide), np.float32))


def run_head(inputs: NDArray[np.float32], head: ActivityHead, rows: Rows | None = None) -> NDArray[np.float32]:
    """Inputs of n_frames + 2 * REACH_FRAMES frames → outputs of those with all their neighbours, (n_frames, 16)."""
    rows = rows or Rows.empty(len(inputs), head)
    before, after = rows.values
    n_rows = len(inputs)
    np.matmul(inputs, head.embed, out=before[:n_rows])
    rectify(before[:n_rows], head.embed_bias)
    for (weights, bias), spacing in zip(head.layers, SPACINGS, strict=True):
        n_rows -= (N_TAPS - 1) * spacing
        wide, sums = rows.wide[:n_rows], after[:n_rows]
        _side_by_side(before, spacing, wide)
        np.matmul(wide, weights, out=sums)
        add_rectified(before[N_TAPS // 2 * spacing :], bias, sums)
        before, after = after, before
    return np.asarray(before[:n_rows] @ head.output + head.output_bias)


@compiled(fastmath={"contract"})
def add_rectified(before: NDArray[np.float32], bias: NDArray[np.float32], rows: NDArray[np.float32]) -> None:
    """Add the bias, cut at zero, and add what came before, in place of `rows`."""
    for n in range(rows.shape[0]):
        row, old = rows[n], before[n]
        for k in range(len(bias)):
            row[k] = max(row[k] + bias[k], np.float32(0.0)) + old[k]


@compiled()
def _side_by_side(values: NDArray[np.float32], spacing: int, wide: NDArray[np.float32]) -> None:
    """Each row: five rows of `values`, `spacing` apart, end to end."""
    width = values.shape[1]
    for n in range(len(wide)):
        row = wide[n]
        for tap in range(N_TAPS):
            source = values[n + tap * spacing]
            for k in range(width):
                row[tap * width + k] = source[k]
