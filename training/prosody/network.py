"""The pitch head as a torch module, and its weights as the product reads them."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from simulator.prosody.head import (
    AFTER_FRAMES,
    FIRST_SEMITONE,
    MEMORY_FRAMES,
    N_OUTPUTS,
    N_PARTS,
    N_SEMITONES,
    NEIGHBOURS,
    VOICED,
    Head,
)
from simulator.prosody.peaks import LOWEST_PITCH_HZ
from simulator.prosody.surroundings import N_INPUTS

_BLUR_SEMITONES = 0.6
LEAD_FRAMES = 384
"""Frames before a chunk that its memories are made from. The longest memory reaches further in a talk; that the head
takes the longer mean for the shorter was checked on the tune split."""


class PitchNetwork(nn.Module):
    """Inputs of chunks of frames, with those around them and whose they are → outputs (batch, n_frames, 64)."""

    def __init__(self, n_embedding: int = 32, n_hidden: int = 128, n_second: int = 64) -> None:
        super().__init__()
        self.embed = nn.Linear(N_INPUTS, n_embedding)
        self.hidden = nn.Linear(N_PARTS * n_embedding, n_hidden)
        self.second = nn.Linear(n_hidden, n_second)
        self.output = nn.Linear(n_second, N_OUTPUTS)

    def forward(self, inputs: Tensor, talk: Tensor) -> Tensor:
        """Outputs of each frame that has its lead and its neighbours.

        Args:
            inputs: (batch, LEAD_FRAMES + n_frames + AFTER_FRAMES, 176).
            talk: which recording each frame is of, 0 where it is of none; (batch, as many).
        """
        n_frames = inputs.shape[1] - LEAD_FRAMES - AFTER_FRAMES
        embedded = torch.relu(self.embed(inputs)) * (talk > 0)[..., None]
        parts = [embedded[:, LEAD_FRAMES + offset :][:, :n_frames] for offset in NEIGHBOURS]
        parts += [weights @ embedded for weights in _memories(talk, n_frames)]
        hidden = torch.relu(self.hidden(torch.cat(parts, 2)))
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


def _memories(talk: Tensor, n_frames: int) -> list[Tensor]:
    """What every frame around counts for each frame told, by memory; rows (batch, n_frames, n_around) of sum 1."""
    at = torch.arange(talk.shape[1], device=talk.device)
    age = (LEAD_FRAMES + at[:n_frames, None] - at).float()
    own = talk[:, LEAD_FRAMES : LEAD_FRAMES + n_frames, None]
    is_own = (age >= 0) & (own == talk[:, None]) & (own > 0)
    counted = [torch.exp(-age.clamp(min=0) / frames) * is_own for frames in MEMORY_FRAMES]
    return [count / count.sum(-1, keepdim=True).clamp(min=1e-6) for count in counted]


def windows(starts: Tensor, n_frames: int) -> Tensor:
    """Indices of chunks with what is around them, (n_chunks, 384 + n_frames + 5); `starts`: the first frames told."""
    return starts[:, None] + torch.arange(-LEAD_FRAMES, n_frames + AFTER_FRAMES)
