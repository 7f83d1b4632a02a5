"""What a ready-made voice gives for one clause."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """One clause as a voice says it."""

    samples: NDArray[np.float32]
    """16 kHz, with the silence around it."""
    vowels_s: tuple[float, ...]
    """Middles of vowels and diphthongs, by the voice's own timing."""
