"""levels and voicing → where somebody speaks, in steps of 5 ms, whatever the gain and the room."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.bank import Frames
from simulator.prosody.runs import without_short

STEP_MS: Final = 5
_SMOOTHING_STEPS: Final = 1.6  # 8 ms
_RATIO: Final = 0.4
"""Where the threshold lies between floor and peak (dB)."""
_DEEPEST_DB: Final = 32.0
"""Never further under the peak: a quiet room is not speech."""
_SHORTEST_HOLE_STEPS: Final = 5  # 25 ms: shorter is the time between two glottal pulses
_SHORTEST_SOUND_STEPS: Final = 6  # 30 ms: shorter is a click
_FAINTEST_PEAK_DB: Final = -75.0
_LEAST_SPAN_DB: Final = 6.0
"""Peak over floor below which a recording is one even noise, unless it is voiced."""


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """Speech and non-speech of one recording, shape (n_steps,)."""

    is_speech: NDArray[np.bool_]
    """False in pauses of any length and before and after the turn."""
    is_voiced: NDArray[np.bool_]

    @property
    def bounds(self) -> tuple[int, int] | None:
        """First speech step and one past the last; None when nobody speaks."""
        steps = np.flatnonzero(self.is_speech)
        return (int(steps[0]), int(steps[-1]) + 1) if len(steps) else None


def smoothed_db(level_db: NDArray[np.float32], width_steps: float) -> NDArray[np.float64]:
    """A level smoothed as power by a Gaussian of that standard deviation."""
    reach = int(np.ceil(3 * width_steps))
    window = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width_steps) ** 2)
    power = 10 ** (np.pad(level_db.astype(np.float64), reach, mode="edge") / 10)
    return 10 * np.log10(np.convolve(power, window / window.sum(), mode="valid"))


def find_activity(frames: Frames, stream: int = 0) -> Activity:
    """Who is loud in the speech band, loud overall (s, f), or voiced above the floor, speaks."""
    voiced = np.repeat(frames.f0_hz[stream] > 0, 2)
    if not len(voiced):
        return Activity(np.zeros(0, np.bool_), voiced)
    loud = _is_loud(frames.band_db[stream], voiced) | _is_loud(np.repeat(frames.level_db[stream], 2), voiced)
    whole = ~without_short(~loud, _SHORTEST_HOLE_STEPS)
    return Activity(without_short(whole, _SHORTEST_SOUND_STEPS), voiced)


def _is_loud(level_db: NDArray[np.float32], voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Over a threshold between floor and peak, both as measured and smoothed.

    Smoothing keeps noise from crossing, and smears a loud vowel over the edge of a pause; the level itself does not.
    """
    smooth_db = smoothed_db(level_db, _SMOOTHING_STEPS)
    floor, peak = np.percentile(smooth_db, 3), np.percentile(smooth_db[voiced] if voiced.any() else smooth_db, 90)
    if peak < _FAINTEST_PEAK_DB or (peak - floor < _LEAST_SPAN_DB and not voiced.any()):
        return np.zeros(len(level_db), np.bool_)
    threshold = max(floor + _RATIO * (peak - floor), peak - _DEEPEST_DB)
    return np.asarray((smooth_db > threshold) & (level_db > threshold))
