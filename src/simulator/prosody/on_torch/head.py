"""inputs of a frame and its neighbours → the head's opinion; see `prosody.head`, whose weights these are."""

from dataclasses import fields
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simulator.prosody.head import BEFORE_FRAMES, KEPT, N_SIDE, NEIGHBOURS, Head, shipped_head
from simulator.prosody.on_torch.front_end import TorchFrontEnd

_BLOCK_FRAMES: Final = 256
"""Remembered at once: the work grows with its square, the launches with its inverse."""


class TorchHeadStage:
    """The head over many streams, as many frames behind its input as it reads ahead."""

    def __init__(self, front: TorchFrontEnd, device: torch.device, head: Head | None = None) -> None:
        """`front`: whose measurements it reads, on the same device."""
        self.n_streams = front.n_streams
        self._front = front
        self._device = device
        numbers = head or shipped_head()
        self._weights = {part.name: torch.tensor(getattr(numbers, part.name), device=device) for part in fields(Head)}
        self.restart()

    def restart(self) -> None:
        """Forget all streams: nothing came before the first frame."""
        n_embedding = self._weights["embed"].shape[1]
        self._embeddings = torch.zeros((self.n_streams, BEFORE_FRAMES, n_embedding), device=self._device)
        self._heard = torch.zeros((self.n_streams, BEFORE_FRAMES, 1), device=self._device)
        self._memory = torch.zeros((self.n_streams, len(KEPT), n_embedding + 1), device=self._device)

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._embeddings[stream] = 0
        self._heard[stream] = 0
        self._memory[stream] = 0

    def push(
        self, _inputs: NDArray[np.float32], n_frames: int, _since: NDArray[np.int64]
    ) -> tuple[int, NDArray[np.float32]]:
        """Take the inputs of the next frames, and whose they are, from the front end.

        Returns:
            How many frames have all their neighbours now, and their outputs in the memory of the host, rows
            stream-major, shape (n_rows, 64).
        """
        inputs = self._front.head_inputs
        embedded = self._layer("embed", inputs.flatten(0, 1)).relu_()
        heard = self._front.heard(self._front.n_frames - n_frames, n_frames)[..., None]
        self._embeddings = torch.cat((self._embeddings, embedded.view(self.n_streams, n_frames, -1) * heard), 1)
        self._heard = torch.cat((self._heard, heard), 1)
        n_ready = max(0, self._embeddings.shape[1] - (N_SIDE - 1))
        outputs = self._decide(n_ready) if n_ready else inputs.new_zeros((0, self._weights["output"].shape[1]))
        self._embeddings = self._embeddings[:, n_ready:].clone()
        self._heard = self._heard[:, n_ready:].clone()
        return n_ready, outputs.cpu().numpy()

    def _decide(self, n_frames: int) -> Tensor:
        beside = [self._at(offset, n_frames) for offset in NEIGHBOURS]
        wide = torch.cat((*beside, self._remembered(n_frames)), 2)
        hidden = self._layer("hidden", wide.flatten(0, 1)).relu_()
        return self._layer("output", self._layer("second", hidden).relu_())

    def _at(self, offset: int, n_frames: int) -> Tensor:
        return self._embeddings[:, BEFORE_FRAMES + offset :][:, :n_frames]

    def _remembered(self, n_frames: int) -> Tensor:
        """The memories at each frame, shape (n_streams, n_frames, 3 * n_embedding); carried on.

        A sum that forgets a share with each frame is a product with powers of what it keeps; ones that forget alike are
        its weight.
        """
        told = torch.cat((self._at(0, n_frames), self._heard[:, BEFORE_FRAMES : BEFORE_FRAMES + n_frames]), 2)
        parts = [self._summed(told[:, at : at + _BLOCK_FRAMES]) for at in range(0, n_frames, _BLOCK_FRAMES)]
        sums = torch.cat(parts, 2)
        means = sums[..., :-1] / sums[..., -1:].clamp(min=1e-6)
        return means.transpose(1, 2).flatten(2)

    def _summed(self, told: Tensor) -> Tensor:
        """(n_streams, n, n_embedding + 1) to (n_streams, 3, n, n_embedding + 1)."""
        age = torch.arange(told.shape[1], device=self._device)
        apart = (age[:, None] - age).float()
        kept = torch.tensor(KEPT, device=self._device)[:, None]
        powers = torch.where(apart >= 0, kept[..., None] ** apart.clamp(min=0), 0.0)
        sums = powers @ told[:, None] + (kept ** (age + 1))[..., None] * self._memory[:, :, None]
        self._memory = sums[:, :, -1].clone()
        return sums

    def _layer(self, name: str, rows: Tensor) -> Tensor:
        return torch.addmm(self._weights[f"{name}_bias"], rows, self._weights[name])
