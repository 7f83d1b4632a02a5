"""The pitch head as a torch module, and its weights as the product reads them."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from simulator.prosody.head import (
    AFTER_FRAMES,
    BEFORE_FRAMES,
    FIRST_SEMITONE,
    N_OUTPUTS,
    N_SEMITONES,
    N_SIDE,
    VOICED,
    Head,
)
from simulator.prosody.peaks import LOWEST_PITCH_HZ
from simulator.prosody.surroundings import N_INPUTS

_BLUR_SEMITONES = 0.6


class PitchNetwork(nn.Module):
    """Inputs (batch, n_frames + 17, 176) and which of them count → outputs (batch, n_frames, 64)."""

    def __init__(self, n_embedding: int = 32, n_hidden: int = 96, n_second: int = 64) -> None:
        super().__init__()
        self.embed = nn.Linear(N_INPUTS, n_embedding)
        self.hidden = nn.Linear(N_SIDE * n_embedding, n_hidden)
        self.second = nn.Linear(n_hidden, n_second)
        self.output = nn.Linear(n_second, N_OUTPUTS)

    def forward(self, inputs: Tensor, counts: Tensor) -> Tensor:
        embedded = torch.relu(self.embed(inputs)) * counts[..., None]
        beside = embedded.unfold(1, N_SIDE, 1).transpose(2, 3).flatten(2)
        hidden = torch.relu(self.hidden(beside))
        outputs: Tensor = self.output(torch.relu(self.second(hidden)))
        return outputs

    def weights(self) -> dict[str, np.ndarray]:
        """As the fields of `Head`."""
        found = {}
        for name in ("embed", "hidden", "second", "output"):
            layer = getattr(self, name)
            found[name] = layer.weight.detach().cpu().numpy().T
            found[f"{name}_bias"] = layer.bias.detach().cpu().numpy()
        return {part.name: found[part.name] for part in fields(Head)}

    def save(self, path: Path, *, provenance: str) -> None:
        """Store as float16: a quarter of the bytes in the wheel, and no error that shows.

        Args:
            provenance: what the weights were made from, kept beside them.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        stored: dict[str, Any] = {name: values.astype(np.float16) for name, values in self.weights().items()}
        np.savez_compressed(path, provenance=np.array(provenance), **stored)

    def head(self) -> Head:
        """The weights as the product runs them."""
        return Head(**{k: np.ascontiguousarray(v.astype(np.float16), np.float32) for k, v in self.weights().items()})


def loss(outputs: Tensor, f0_hz: Tensor) -> tuple[Tensor, Tensor]:
    """Cross entropy of voicing and of the semitone, each a mean over the frames it applies to.

    Args:
        outputs: (..., 64).
        f0_hz: (...), NaN where nothing is to be learned.
    """
    known = ~torch.isnan(f0_hz)
    voiced = known & (f0_hz > 0)
    voicing = nn.functional.binary_cross_entropy_with_logits(
        outputs[..., VOICED], voiced.float(), weight=known.float(), reduction="sum"
    ) / known.sum().clamp(min=1)
    place = 12 * torch.log2(f0_hz[voiced] / LOWEST_PITCH_HZ)
    bins = torch.arange(N_SEMITONES, device=place.device)
    target = torch.softmax(-0.5 * ((place[:, None] - bins) / _BLUR_SEMITONES) ** 2, dim=1)
    guess = torch.log_softmax(outputs[voiced][:, FIRST_SEMITONE : FIRST_SEMITONE + N_SEMITONES], dim=1)
    semitone = -(target * guess).sum(dim=1).mean() if len(place) else outputs.sum() * 0
    return voicing, semitone


def windows(starts: Tensor, n_frames: int) -> Tensor:
    """Indices of chunks with their neighbours, (n_chunks, n_frames + 17); `starts` are of the first frame told."""
    return starts[:, None] + torch.arange(-BEFORE_FRAMES, n_frames + AFTER_FRAMES)
