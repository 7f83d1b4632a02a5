"""what the head heard → syllable nuclei, and how fast somebody articulates."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.activity import STEP_MS, Activity
from simulator.prosody.compiled import compiled

_FRAME_MS: Final = 2 * STEP_MS
# In units of the head's log odds; chosen on the corpus's tune split.
_LEAST_ODDS: Final = -1.0
_LEAST_DIP: Final = 1.5
"""Between two nuclei: in odds, because noise makes the head less sure of a vowel and of the gap beside it alike."""
_LOWEST_ODDS: Final = -6.0
"""How deep a dip lies below this is no news."""
LEAST_SPEECH_MS: Final = 1_000
"""Below one second a rate says more about the words than about the speaker."""


def find_nuclei(activity: Activity) -> NDArray[np.int64]:
    """Milliseconds of the syllable nuclei: where the head is surest of the middle of a vowel, while somebody speaks."""
    if not len(activity.is_speech):
        return np.zeros(0, np.int64)
    odds = np.maximum(activity.heard.nucleus.astype(np.float64), _LOWEST_ODDS)
    peaks = prominent_peaks(odds, _LEAST_DIP)
    spoken = (odds[peaks] > _LEAST_ODDS) & (activity.is_speech[2 * peaks] | activity.is_speech[2 * peaks + 1])
    return peaks[spoken] * _FRAME_MS + _FRAME_MS // 2


@compiled()
def prominent_peaks(track: NDArray[np.float64], prominence: float) -> NDArray[np.int64]:
    """Maxima with a fall of `prominence` on both sides, in one pass; `track` holds at least one value."""
    found = np.empty(len(track), np.int64)
    n_found, top, low, rising = 0, 0, track[0], True
    for k in range(1, len(track)):
        if rising:
            if track[k] > track[top]:
                top = k
            elif track[k] < track[top] - prominence:
                found[n_found] = top
                n_found, rising, low = n_found + 1, False, track[k]
        elif track[k] < low:
            low = track[k]
        elif track[k] > low + prominence:
            rising, top = True, k
    return found[:n_found]


def articulation_rate(n_syllables: int, speech_ms: int) -> float:
    """Syllables per second of speech without its pauses, NaN below one second of speech."""
    return n_syllables * 1000 / speech_ms if speech_ms >= LEAST_SPEECH_MS else float("nan")
