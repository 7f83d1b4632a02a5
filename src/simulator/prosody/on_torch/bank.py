"""The bank of `prosody.bank` with its evidence on a torch device."""

from typing import cast

import torch

from simulator.prosody import path
from simulator.prosody.bank import _DELAY_FRAMES, PitchBank
from simulator.prosody.front_end import FrontEnd
from simulator.prosody.head import Head, HeadStage
from simulator.prosody.on_torch.front_end import TorchFrontEnd, usual_rows
from simulator.prosody.on_torch.head import TorchHeadStage


class TorchBank(PitchBank):
    """A `PitchBank` whose front end and head run on `device`; clock, cutting, path and results are the same code.

    The path stays on the CPU: each of its steps needs the one before, seven states wide, which leaves a GPU nothing to
    do side by side; the 83 numbers that it reads of a frame come over in one go, and a step takes under a microsecond.
    The numbers are those of the CPU's bank but for rounding (f0 within 1e-3, levels within 0.01 dB).

    Sets torch's float32 products to full precision for the whole process: TensorFloat-32 keeps ten bits, and these are
    sums of eighty terms.
    """

    def __init__(
        self, n_streams: int, device: str = "cuda", head: Head | None = None, *, n_rows: int | None = None
    ) -> None:
        """`n_rows`: frames per product; None for what suits the device."""
        super().__init__(n_streams, head)
        torch.set_float32_matmul_precision("highest")
        place = torch.device(device)
        front = TorchFrontEnd(n_streams, place, n_rows=n_rows or usual_rows(place), n_spare_frames=_DELAY_FRAMES)
        # The bank asks nothing of its stages but what these have as well.
        self._front = cast("FrontEnd", front)
        self._head = cast("HeadStage", TorchHeadStage(front, place, head))
        self._path = path.PathState.at_rest(n_streams, front.rings.octave.shape[1])
