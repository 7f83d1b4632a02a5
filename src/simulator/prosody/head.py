"""inputs of a frame and its neighbours → how sure the head is of a voice, and of each semitone.

A learned stage (training/prosody): an embedding of each frame, eighteen side by side, two layers. Its weights
are heads/pitch.npz; what they were trained on and what they are worth stands in docs/models/pitch-head.md.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled
from simulator.prosody.front_end import drop
from simulator.prosody.layers import padded, read_weights, rectify

BEFORE_FRAMES: Final = 12
AFTER_FRAMES: Final = 5
"""Neighbours that the head reads; those after it cost lateness, those before it nothing."""
N_SIDE: Final = BEFORE_FRAMES + 1 + AFTER_FRAMES
N_OUTPUTS: Final = 64
N_SEMITONES: Final = 50
"""Bins one semitone apart from 50 Hz on: 49 reach 800 Hz, and one lies beyond."""
VOICED: Final = 0
"""Output: log odds of a voice."""
FIRST_SEMITONE: Final = 1
"""Output: log probability of the lowest bin, but for a constant."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The weights, float32, input side first.

    Widths are multiples of 16: OpenBLAS then rounds a row alike in every product, however many rows go along.
    """

    embed: NDArray[np.float32]
    """(176, n_embedding)."""
    embed_bias: NDArray[np.float32]
    hidden: NDArray[np.float32]
    """(18 * n_embedding, n_hidden)."""
    hidden_bias: NDArray[np.float32]
    second: NDArray[np.float32]
    """(n_hidden, n_second)."""
    second_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    """(n_second, 64)."""
    output_bias: NDArray[np.float32]


@cache
def shipped_head() -> Head:
    """The head that lies in the package."""
    return read_weights(Head, "pitch.npz")


@compiled()
def _side_by_side(embeddings: NDArray[np.float32], n_frames: int, wide: NDArray[np.float32]) -> None:
    """Frame f of each stream and its neighbours as one row; `embeddings` (n_streams, >= n_frames + 17, width)."""
    n_wide, width = wide.shape[1], embeddings.shape[2]
    for stream in range(embeddings.shape[0]):
        flat = embeddings[stream].reshape(-1)
        for ahead in range(n_frames):
            row, source = wide[stream * n_frames + ahead], flat[ahead * width :]
            for k in range(n_wide):
                row[k] = source[k]


@compiled()
def _append(
    rows: NDArray[np.float32],
    first_frame: int,
    n_frames: int,
    since: NDArray[np.int64],
    embeddings: NDArray[np.float32],
    at: int,
) -> None:
    for stream in range(embeddings.shape[0]):
        for ahead in range(n_frames):
            if first_frame + ahead < since[stream]:
                embeddings[stream, at + ahead] = 0.0
            else:
                embeddings[stream, at + ahead] = rows[stream * n_frames + ahead]


class HeadStage:
    """The head over many streams, `AFTER_FRAMES` behind its input."""

    def __init__(self, n_streams: int, block_frames: int, head: Head | None = None) -> None:
        self.n_streams = n_streams
        self._head = head or shipped_head()
        n_rows = n_streams * (block_frames + 3) + 1
        n_embedding = self._head.embed.shape[1]
        self._embeddings = np.zeros((n_streams, N_SIDE + block_frames + 3, n_embedding), np.float32)
        self._rows = np.zeros((n_rows, n_embedding), np.float32)
        self._wide = np.zeros((n_rows, N_SIDE * n_embedding), np.float32)
        layers = (self._head.hidden, self._head.second)
        self._hidden = [np.zeros((n_rows, weights.shape[1]), np.float32) for weights in layers]
        self._outputs = np.zeros((n_rows, N_OUTPUTS), np.float32)
        self.restart()

    def restart(self) -> None:
        """Forget all streams: nothing came before the first frame."""
        self._embeddings[:] = 0
        self._n_filled, self._n_frames = BEFORE_FRAMES, 0

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._embeddings[stream] = 0

    def push(
        self, inputs: NDArray[np.float32], n_frames: int, since: NDArray[np.int64]
    ) -> tuple[int, NDArray[np.float32]]:
        """Take the inputs of the next frames.

        Args:
            since: shape (n_streams,): the first frame of each stream; there is nothing beside it before.
            inputs: rows stream-major, shape (>= n_streams * n_frames, 176), one row more where that is one.

        Returns:
            How many frames have all their neighbours now, and their outputs, rows stream-major, shape (n_rows, 64);
            valid until the next push.
        """
        head, n_rows = self._head, self.n_streams * n_frames
        rows = self._rows[: padded(n_rows)]
        np.matmul(inputs[: padded(n_rows)], head.embed, out=rows)
        rectify(rows[:n_rows], head.embed_bias)
        _append(rows, self._n_frames, n_frames, since, self._embeddings, self._n_filled)
        self._n_frames += n_frames
        self._n_filled += n_frames
        n_ready = max(0, self._n_filled - (N_SIDE - 1))
        if n_ready:
            self._decide(n_ready)
            self._n_filled = drop(self._embeddings, n_ready, self._n_filled)
        return n_ready, self._outputs

    def _decide(self, n_frames: int) -> None:
        head, n_rows = self._head, self.n_streams * n_frames
        n_asked = padded(n_rows)
        _side_by_side(self._embeddings, n_frames, self._wide)
        first, second = (hidden[:n_asked] for hidden in self._hidden)
        np.matmul(self._wide[:n_asked], head.hidden, out=first)
        rectify(first[:n_rows], head.hidden_bias)
        np.matmul(first, head.second, out=second)
        rectify(second[:n_rows], head.second_bias)
        np.matmul(second, head.output, out=self._outputs[:n_asked])
        self._outputs[:n_rows] += head.output_bias
