"""inputs of a frame and its neighbours → how sure the head is of a voice, and of each semitone.

A learned stage (training/prosody): an embedding of each frame, eight of them side by side with three means of all so
far, two layers. Its weights are heads/pitch.npz; what they were trained on and what they are worth stands in
docs/models/pitch-head.md.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled
from simulator.prosody.front_end import drop
from simulator.prosody.layers import padded, read_weights, rectify

NEIGHBOURS: Final = (-10, -6, -3, -1, 0, 1, 3, 5)
"""Frames that the head reads, re its own: dense near it, sparse far off, and those after it cost lateness."""
BEFORE_FRAMES: Final = -NEIGHBOURS[0]
AFTER_FRAMES: Final = NEIGHBOURS[-1]
N_SIDE: Final = BEFORE_FRAMES + 1 + AFTER_FRAMES
MEMORY_FRAMES: Final = (30.0, 120.0, 500.0)
"""Time constants of the three means of all embeddings so far: a word, a phrase, the talk. They know how loud and how
voiced the talker in front has been, which eight frames cannot."""
N_PARTS: Final = len(NEIGHBOURS) + len(MEMORY_FRAMES)
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
    """(11 * n_embedding, n_hidden): the neighbours, then the memories."""
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


_OFFSETS: Final = np.array(NEIGHBOURS, np.int64) + BEFORE_FRAMES
KEPT: Final = np.exp(-1.0 / np.array(MEMORY_FRAMES)).astype(np.float32)
"""Share of a memory's weight that a frame leaves it."""


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """Means of the embeddings of each stream, each frame counting less the older it is; changed in place."""

    mean: NDArray[np.float32]
    """(n_streams, 3, n_embedding)."""
    weight: NDArray[np.float32]
    """(n_streams, 3): what the frames so far count together, so that a young mean leans on nothing but them."""

    @classmethod
    def at_rest(cls, n_streams: int, n_embedding: int) -> "Memory":
        n_memories = len(MEMORY_FRAMES)
        return cls(
            np.zeros((n_streams, n_memories, n_embedding), np.float32), np.zeros((n_streams, n_memories), np.float32)
        )

    def reset(self, stream: int) -> None:
        self.mean[stream] = 0
        self.weight[stream] = 0


@compiled(fastmath={"contract"})
def _remember(
    embeddings: NDArray[np.float32],
    at: int,
    kept: NDArray[np.float32],
    mean: NDArray[np.float32],
    weight: NDArray[np.float32],
) -> None:
    """Take the embedding that starts at `at` into each memory, `mean` (3 * width,)."""
    width = len(mean) // len(kept)
    for memory in range(len(kept)):
        weight[memory] = kept[memory] * weight[memory] + np.float32(1.0)
        share = np.float32(1.0) / weight[memory]
        own = mean[memory * width : (memory + 1) * width]
        for k in range(width):
            own[k] += share * (embeddings[at + k] - own[k])


@compiled()
def _side_by_side(
    embeddings: NDArray[np.float32],
    first_frame: int,
    n_frames: int,
    since: NDArray[np.int64],
    offsets: NDArray[np.int64],
    kept: NDArray[np.float32],
    mean: NDArray[np.float32],
    weight: NDArray[np.float32],
    wide: NDArray[np.float32],
) -> None:
    """The neighbours of each frame and the memories up to it as one row.

    Args:
        embeddings: shape (n_streams, >= n_frames + 15, width); column 10 is that of frame `first_frame`.
        since: shape (n_streams,): the first frame of each stream; those before it are not remembered.
        offsets: columns of the neighbours re that of the first one.
        kept: of each memory.
        mean, weight: of a `Memory`, moved on.
        wide: rows stream-major, shape (>= n_streams * n_frames, 11 * width), written.
    """
    width, n_beside = embeddings.shape[2], len(offsets) * embeddings.shape[2]
    for stream in range(embeddings.shape[0]):
        flat, means, weights = embeddings[stream].reshape(-1), mean[stream].reshape(-1), weight[stream]
        for ahead in range(n_frames):
            row = wide[stream * n_frames + ahead]
            if first_frame + ahead >= since[stream]:
                _remember(flat, (ahead + BEFORE_FRAMES) * width, kept, means, weights)
            for part in range(len(offsets)):
                beside, source = row[part * width :], flat[(ahead + offsets[part]) * width :]
                for k in range(width):
                    beside[k] = source[k]
            remembered = row[n_beside:]
            for k in range(len(means)):
                remembered[k] = means[k]


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
        self._wide = np.zeros((n_rows, N_PARTS * n_embedding), np.float32)
        self._memory = Memory.at_rest(n_streams, n_embedding)
        layers = (self._head.hidden, self._head.second)
        self._hidden = [np.zeros((n_rows, weights.shape[1]), np.float32) for weights in layers]
        self._outputs = np.zeros((n_rows, N_OUTPUTS), np.float32)
        self.restart()

    def restart(self) -> None:
        """Forget all streams: nothing came before the first frame."""
        for stream in range(self.n_streams):
            self.reset(stream)
        self._n_filled, self._n_frames, self._n_decided = BEFORE_FRAMES, 0, 0

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._embeddings[stream] = 0
        self._memory.reset(stream)

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
            self._decide(n_ready, since)
            self._n_decided += n_ready
            self._n_filled = drop(self._embeddings, n_ready, self._n_filled)
        return n_ready, self._outputs

    def _decide(self, n_frames: int, since: NDArray[np.int64]) -> None:
        head, n_rows = self._head, self.n_streams * n_frames
        n_asked = padded(n_rows)
        memory = self._memory
        _side_by_side(
            self._embeddings, self._n_decided, n_frames, since, _OFFSETS, KEPT, memory.mean, memory.weight, self._wide
        )
        first, second = (hidden[:n_asked] for hidden in self._hidden)
        np.matmul(self._wide[:n_asked], head.hidden, out=first)
        rectify(first[:n_rows], head.hidden_bias)
        np.matmul(first, head.second, out=second)
        rectify(second[:n_rows], head.second_bias)
        np.matmul(second, head.output, out=self._outputs[:n_asked])
        self._outputs[:n_rows] += head.output_bias
