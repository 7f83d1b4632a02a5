"""inputs of a frame and its neighbours → the head's opinion; see `prosody.head`, whose weights these are."""

from dataclasses import fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simulator.prosody.head import BEFORE_FRAMES, N_SIDE, Head, shipped_head
from simulator.prosody.on_torch.front_end import TorchFrontEnd


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

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._embeddings[stream] = 0

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
        n_ready = max(0, self._embeddings.shape[1] - (N_SIDE - 1))
        outputs = self._decide() if n_ready else inputs.new_zeros((0, self._weights["output"].shape[1]))
        self._embeddings = self._embeddings[:, n_ready:].clone()
        return n_ready, outputs.cpu().numpy()

    def _decide(self) -> Tensor:
        width = self._embeddings.shape[2]
        wide = self._embeddings.flatten(1).unfold(1, N_SIDE * width, width)
        hidden = self._layer("hidden", wide.flatten(0, 1)).relu_()
        return self._layer("output", self._layer("second", hidden).relu_())

    def _layer(self, name: str, rows: Tensor) -> Tensor:
        return torch.addmm(self._weights[f"{name}_bias"], rows, self._weights[name])
