"""The activity head as a torch module, and its weights as the product reads them."""

from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from simulator.prosody.activity_head import FILLER, N_OUTPUTS, N_TAPS, NUCLEUS, SPACINGS, SPEECH, ActivityHead
from simulator.prosody.activity_inputs import N_INPUTS

_LAYERS: Final = ("near", "middle", "far")
_FILLER_SHARE: Final = 1.0
_NUCLEUS_SHARE: Final = 1.0
WIDTH: Final = 48


class ActivityNetwork(nn.Module):
    """Inputs (batch, n_frames + 2 * REACH_FRAMES, 32) → outputs (batch, n_frames, 16)."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.embed = nn.Linear(N_INPUTS, width)
        self.near, self.middle, self.far = (nn.Conv1d(width, width, N_TAPS, dilation=spacing) for spacing in SPACINGS)
        self.output = nn.Linear(width, N_OUTPUTS)

    def forward(self, inputs: Tensor) -> Tensor:
        values = torch.relu(self.embed(inputs)).transpose(1, 2)
        for layer, spacing in zip((self.near, self.middle, self.far), SPACINGS, strict=True):
            beside = N_TAPS // 2 * spacing
            values = torch.relu(layer(values)) + values[..., beside:-beside]
        outputs: Tensor = self.output(values.transpose(1, 2))
        return outputs

    def weights(self) -> dict[str, np.ndarray]:
        """As the fields of `ActivityHead`."""
        found = {}
        for name in ("embed", *_LAYERS, "output"):
            weight, found[f"{name}_bias"] = (_array(getattr(getattr(self, name), part)) for part in ("weight", "bias"))
            found[name] = weight.T if weight.ndim == 2 else weight.transpose(2, 1, 0).reshape(-1, len(weight))
        return {part.name: found[part.name].astype(np.float16) for part in fields(ActivityHead)}

    def save(self, path: Path, *, provenance: str) -> None:
        """Store as float16, with what they were made from."""
        path.parent.mkdir(parents=True, exist_ok=True)
        stored: dict[str, Any] = self.weights()
        np.savez_compressed(path, provenance=np.array(provenance), **stored)

    def head(self) -> ActivityHead:
        """The weights as the product runs them."""
        return ActivityHead(**{k: np.ascontiguousarray(v, np.float32) for k, v in self.weights().items()})


def _array(values: Tensor) -> np.ndarray:
    return values.detach().cpu().numpy()


def loss(outputs: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy of speech, of the middle of a vowel and of a filled pause, each a mean over what is known of it."""
    wanted = ((outputs[..., SPEECH], targets[..., :2], 1.0), (outputs[..., NUCLEUS], targets[..., 2], _NUCLEUS_SHARE),
              (outputs[..., FILLER], targets[..., 3], _FILLER_SHARE))  # fmt: skip
    total = torch.zeros(())
    for odds, told, share in wanted:
        known = ~torch.isnan(told)
        each = nn.functional.binary_cross_entropy_with_logits(odds, torch.nan_to_num(told), reduction="none")
        total = total + share * (each * known).sum() / known.sum().clamp(min=1)
    return total
