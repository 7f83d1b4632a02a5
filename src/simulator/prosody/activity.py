"""frames of a turn → where somebody speaks, in steps of 5 ms, whatever the gain and the room."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.activity_head import Heard, hear
from simulator.prosody.bank import Frames
from simulator.prosody.runs import likeliest, without_short

STEP_MS: Final = 5
# In units of the head's log odds; chosen on the corpus's tune split.
_SPEECH_BIAS: Final = -0.5
_CHANGE_COST: Final = 6.0
_SHORTEST_SOUND_STEPS: Final = 6  # 30 ms: shorter is a click
_SILENT_DB: Final = -100.0
"""Under the noise of any microphone: digital silence."""
_FAINTEST_PEAK_DB: Final = -75.0
_LEAST_SPAN_DB: Final = 6.0
"""Peak over floor below which a recording is one even noise, unless it is voiced."""


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """Speech and non-speech of one recording, shape (n_steps,)."""

    is_speech: NDArray[np.bool_]
    """False in pauses of any length and before and after the turn."""
    is_voiced: NDArray[np.bool_]
    heard: Heard
    """What the head made of the turn: nuclei and filled pauses rest on it too."""

    @property
    def bounds(self) -> tuple[int, int] | None:
        """First speech step and one past the last; None when nobody speaks."""
        steps = np.flatnonzero(self.is_speech)
        return (int(steps[0]), int(steps[-1]) + 1) if len(steps) else None


def find_activity(frames: Frames, stream: int = 0) -> Activity:
    """Where the head hears speech, as few changes as it allows; never in digital silence, nor in one even noise."""
    heard = hear(frames, stream)
    voiced = np.repeat(frames.f0_hz[stream] > 0, 2)
    level_db = frames.level_db[stream]
    if not len(voiced) or _is_one_noise(level_db, is_voiced=bool(voiced.any())):
        return Activity(np.zeros(len(voiced), np.bool_), voiced, heard)
    speech = likeliest(heard.speech, _SPEECH_BIAS, _CHANGE_COST) & np.repeat(level_db > _SILENT_DB, 2)
    return Activity(without_short(speech, _SHORTEST_SOUND_STEPS), voiced, heard)


def _is_one_noise(level_db: NDArray[np.float32], *, is_voiced: bool) -> bool:
    floor_db, peak_db = np.percentile(level_db, (3, 97))
    return bool(peak_db < _FAINTEST_PEAK_DB or (peak_db - floor_db < _LEAST_SPAN_DB and not is_voiced))
