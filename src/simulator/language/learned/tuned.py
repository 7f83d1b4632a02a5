"""What was learned on top of the sentence encoder: low-rank changes of its matrices, and the heads that read it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from simulator.language.learned.packed_e5 import Floats, PackedE5

_OUTSIDE = ("said.", "codes.", "vague.", "core.", "legal.")
"""Prefixes of what is no part of the encoder."""


@dataclass(frozen=True, slots=True)
class LinearHead:
    """A linear map."""

    weight: Floats
    """(n_outputs, n_inputs)."""
    bias: Floats
    """(n_outputs,)."""

    def __call__(self, inputs: Floats) -> Floats:
        """Logits (..., n_outputs) of inputs (..., n_inputs)."""
        outputs: Floats = inputs @ self.weight.T + self.bias
        return outputs


@dataclass(frozen=True)
class Tuned:
    """The contents of heads/judgement.npz."""

    arrays: Mapping[str, Floats]
    facts: str
    """What it was trained on and how, as JSON."""

    @classmethod
    def read(cls, path: Path) -> "Tuned":
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name].astype(np.float32) for name in kept.files if name != "facts"}
            return cls(arrays, str(kept["facts"]))

    @cached_property
    def digest(self) -> str:
        """Names what was learned in the encoder itself; the heads read it from outside."""
        changed = [name for name in sorted(self.arrays) if not name.startswith(_OUTSIDE)]
        return hashlib.sha256(b"".join(self.arrays[name].tobytes() for name in changed)).hexdigest()[:16]

    @property
    def said(self) -> LinearHead:
        """Reads the mean and the maximum over an utterance."""
        return LinearHead(self.arrays["said.weight"], self.arrays["said.bias"])

    @property
    def codes(self) -> LinearHead:
        """Reads each piece."""
        return LinearHead(self.arrays["codes.weight"], self.arrays["codes.bias"])

    def apply(self, packed: PackedE5) -> dict[str, Floats]:
        """The tensors of the encoder with what was learned in them."""
        tensors = dict(packed.tensors)
        for name in packed.tensors:
            if f"{name}.up" in self.arrays:
                tensors[name] = tensors[name] + self.arrays[f"{name}.up"] @ self.arrays[f"{name}.down"]
            elif name in self.arrays:
                tensors[name] = self.arrays[name]
        return tensors
