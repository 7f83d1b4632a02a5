"""speech-band level → syllable nuclei (after de Jong & Wempe 2009), and how fast somebody articulates."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.activity import STEP_MS, Activity, smoothed_db
from simulator.prosody.bank import Frames
from simulator.prosody.compiled import compiled

_SMOOTHING_STEPS: Final = 3.2  # 16 ms
_PROMINENCE_DB: Final = 1.5
"""Least dip between two nuclei; shared/prosody.md, section 4, found it best on clean and noisy speech."""
LEAST_SPEECH_MS: Final = 1_000
"""Below one second a rate says more about the words than about the speaker."""


def find_nuclei(frames: Frames, activity: Activity, stream: int = 0) -> NDArray[np.int64]:
    """Milliseconds of the syllable nuclei: voiced peaks of the level between dips of 1.5 dB."""
    if not len(activity.is_speech):
        return np.zeros(0, np.int64)
    level_db = smoothed_db(frames.band_db[stream], _SMOOTHING_STEPS)
    peaks = _prominent_peaks(level_db, _PROMINENCE_DB)
    spoken = activity.is_speech[peaks] & activity.is_voiced[peaks]
    return peaks[spoken] * STEP_MS + STEP_MS // 2


@compiled()
def _prominent_peaks(level_db: NDArray[np.float64], prominence_db: float) -> NDArray[np.int64]:
    """Maxima with a fall of `prominence_db` on both sides, in one pass."""
    found = np.empty(len(level_db), np.int64)
    n_found, top, low, rising = 0, 0, level_db[0], True
    for k in range(1, len(level_db)):
        if rising:
            if level_db[k] > level_db[top]:
                top = k
            elif level_db[k] < level_db[top] - prominence_db:
                found[n_found] = top
                n_found, rising, low = n_found + 1, False, level_db[k]
        elif level_db[k] < low:
            low = level_db[k]
        elif level_db[k] > low + prominence_db:
            rising, top = True, k
    return found[:n_found]


def articulation_rate(n_syllables: int, speech_ms: int) -> float:
    """Syllables per second of speech without its pauses, NaN below one second of speech."""
    return n_syllables * 1000 / speech_ms if speech_ms >= LEAST_SPEECH_MS else float("nan")
