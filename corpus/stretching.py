"""A held vowel of a given length, pitch and loudness from a short one of the same voice.

Analysis and synthesis: WORLD (Morise, Yokomori & Ozawa 2016), its DIO, StoneMask, CheapTrick and D4C. WORLD keeps one
noise generator per process, so the breath in a held vowel differs by a few thousandths with what was made before.
"""

import warnings
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.recording import RATE_HZ

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyworld 0.3.5 imports pkg_resources, which warns of its own end
    import pyworld

Samples = NDArray[np.float64]
_FRAME_MS: Final = 5.0
_FADE_MS: Final = 25
_LEAST_FRAMES: Final = 12


def held(samples: NDArray[np.float32], f0_hz: NDArray[np.float64], rng: np.random.Generator) -> Samples | None:
    """The voiced middle of a sound, held for as long as the pitch lasts.

    Args:
        samples: 16 kHz; a vowel, perhaps closed by a nasal.
        f0_hz: pitch to impose, one value per 5 ms.

    Returns:
        The sound with faded ends, peak as it was; None where too little of it is voiced.
    """
    sound = samples.astype(np.float64)
    rough_hz, at_s = pyworld.dio(sound, RATE_HZ, f0_floor=60.0, f0_ceil=500.0, frame_period=_FRAME_MS)
    own_hz = pyworld.stonemask(sound, rough_hz, at_s, RATE_HZ)
    voiced = np.flatnonzero(own_hz > 0)
    if len(voiced) < _LEAST_FRAMES:
        return None
    envelope = pyworld.cheaptrick(sound, own_hz, at_s, RATE_HZ)
    breath = pyworld.d4c(sound, own_hz, at_s, RATE_HZ)
    # The ends of a vowel belong to its neighbours; a little unevenness keeps the middle from sounding frozen.
    first, last = voiced[len(voiced) // 6], voiced[-1 - len(voiced) // 6]
    walk = np.linspace(first, last, len(f0_hz)) + np.cumsum(rng.normal(0, 0.15, len(f0_hz)))
    rows = np.clip(np.round(walk), first, last).astype(int)
    made = pyworld.synthesize(f0_hz, envelope[rows], breath[rows], RATE_HZ, _FRAME_MS)
    n_fade = RATE_HZ * _FADE_MS // 1000
    made[:n_fade] *= np.linspace(0, 1, n_fade)
    made[-n_fade:] *= np.linspace(1, 0, n_fade)
    return np.asarray(made * np.abs(sound).max() / max(1e-9, np.abs(made).max()))
