"""Trackers that need torch (pip install torchcrepe torchfcpe): measured where somebody installed them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.prosody.pitch_errors import HIGHEST_HZ, LOWEST_HZ, PitchHz, at_centres

_RATE_HZ = 16_000
_HOP_SAMPLES = 160
_CREPE_VOICED = 0.21
"""What torchcrepe's documentation uses."""
_FCPE_VOICED = 0.006
"""What torchfcpe's documentation uses."""


def load_crepe() -> Callable[[NDArray[np.float32]], PitchHz]:
    import torch
    import torchcrepe

    torch.set_num_threads(1)

    def find(samples: NDArray[np.float32]) -> PitchHz:
        f0_hz, periodicity = torchcrepe.predict(
            torch.from_numpy(samples)[None], _RATE_HZ, _HOP_SAMPLES, LOWEST_HZ, HIGHEST_HZ, "tiny",
            batch_size=1024, return_periodicity=True,
        )  # fmt: skip
        voiced = np.where(periodicity[0].numpy() >= _CREPE_VOICED, f0_hz[0].numpy(), 0.0)
        return at_centres(np.arange(len(voiced)) / 100, voiced, len(samples))

    return find


def load_fcpe() -> Callable[[NDArray[np.float32]], PitchHz]:
    import torch
    from torchfcpe import spawn_bundled_infer_model

    torch.set_num_threads(1)
    model = spawn_bundled_infer_model(device="cpu")

    def find(samples: NDArray[np.float32]) -> PitchHz:
        n_frames = len(samples) // _HOP_SAMPLES + 1
        f0_hz = model.infer(
            torch.from_numpy(samples)[None, :, None], sr=_RATE_HZ, decoder_mode="local_argmax",
            threshold=_FCPE_VOICED, f0_min=LOWEST_HZ, f0_max=HIGHEST_HZ, interp_uv=False,
            output_interp_target_length=n_frames,
        )  # fmt: skip
        found = f0_hz[0, :, 0].numpy()
        return at_centres(np.arange(len(found)) / 100, found, len(samples))

    return find
