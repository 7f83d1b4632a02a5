"""A recording's truth → what the activity head should say of each frame."""

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.recording import Recording, Spans
from corpus.sources import catalogue
from simulator.prosody.bank import Frames
from simulator.prosody.syllables import prominent_peaks

N_TARGETS: Final = 4
"""Speech in either half of the frame, middle of a vowel, filled pause."""
_NUCLEUS_FRAMES: Final = 1.5
"""Standard deviation of the bump around the middle of a vowel."""
_SMOOTHING_STEPS: Final = 3.2
_SURE_DIP_DB: Final = 3.0
_LEAST_DIP_DB: Final = 0.7
_BESIDE_FRAMES: Final = 5
_SHORTEST_SOUND_S: Final = 0.08


def targets_of(recording: Recording, clean: Frames) -> NDArray[np.float32]:
    """What to say of each frame of a recording, shape (n_frames, 4), 0 to 1, NaN where nothing is to be learned.

    Args:
        recording: the truth; recorded speech is read aloud and holds no filled pause, but the name of a letter, a
            long flat vowel, is neither one nor none.
        clean: frames of the recording before anything made it worse.
    """
    n_frames = len(recording.is_speech)
    targets = np.empty((n_frames, N_TARGETS), np.float32)
    targets[:, :2] = _speech(recording).reshape(n_frames, 2)
    if recording.nuclei_s is not None:
        targets[:, 2] = _bumps(np.array(recording.nuclei_s) * 100 - 0.5, n_frames)
    elif recording.source == "recorded":
        targets[:, 2] = _likely_nuclei(clean)
    else:
        targets[:, 2] = np.nan
    targets[:, 3] = _filler(recording, n_frames)
    return targets


def _speech(recording: Recording) -> NDArray[np.float32]:
    """Per 5 ms; where a frame is shared, the known silences decide; a blip between two silences is not learned."""
    steps = np.repeat(recording.is_speech, 2)
    for before, after in pairwise(recording.pauses_s or ()):
        if after[0] - before[1] < _SHORTEST_SOUND_S:
            steps[int(200 * before[1]) : int(200 * after[0]) + 1] = np.nan
    if recording.pauses_s is None or recording.source == "recorded":
        return steps
    centre_s = (np.arange(len(steps)) + 0.5) * 0.005
    for start_s, end_s in recording.pauses_s:
        near = (centre_s > start_s - 0.01) & (centre_s < end_s + 0.01) & np.isnan(steps)
        steps[near] = ~((centre_s[near] > start_s) & (centre_s[near] < end_s))
    return steps


def _bumps(centre_frames: NDArray[np.float64], n_frames: int) -> NDArray[np.float32]:
    bumps = np.zeros(n_frames, np.float32)
    for centre in centre_frames:
        at = np.arange(max(0, int(centre) - 6), min(n_frames, int(centre) + 8))
        bumps[at] = np.maximum(bumps[at], np.exp(-0.5 * ((at - centre) / _NUCLEUS_FRAMES) ** 2))
    return bumps


def _likely_nuclei(clean: Frames) -> NDArray[np.float32]:
    """Vowels of real speech nobody marked: clear peaks of the level are some, places far from any peak are none."""
    n_frames = clean.f0_hz.shape[1]
    level_db = smoothed_db(clean.band_db[0], _SMOOTHING_STEPS)
    voiced = np.repeat(clean.f0_hz[0] > 0, 2)
    faint = level_db < np.percentile(level_db, 95) - 30
    sure, likely = (prominent_peaks(level_db, dip_db) for dip_db in (_SURE_DIP_DB, _LEAST_DIP_DB))
    sure = sure[voiced[sure] & ~faint[sure]]
    marked = _bumps(sure / 2, n_frames)
    at = np.arange(n_frames)
    for peak in set((likely // 2).tolist()) - set((sure // 2).tolist()):
        marked[np.abs(at - peak) <= _BESIDE_FRAMES] = np.nan
    for peak in sure // 2:
        beside = at[max(0, peak - _BESIDE_FRAMES) : peak + _BESIDE_FRAMES + 1]
        marked[beside] = np.nan_to_num(marked[beside])
    return marked


def _filler(recording: Recording, n_frames: int) -> NDArray[np.float32]:
    """1 inside, NaN within 20 ms of an edge: nobody hears to the frame where a vowel starts."""
    spans_s: Spans | None = recording.fillers_s
    if spans_s is None and recording.source == "recorded" and recording.voice not in _letter_voices():
        spans_s = ()
    if spans_s is None:
        return np.full(n_frames, np.nan, np.float32)
    centre_s = (np.arange(n_frames) + 0.5) * 0.01
    marked = np.zeros(n_frames, np.float32)
    for start_s, end_s in spans_s:
        marked[(centre_s > start_s - 0.02) & (centre_s < end_s + 0.02)] = np.nan
        marked[(centre_s > start_s + 0.02) & (centre_s < end_s - 0.02)] = 1.0
    return marked


@cache
def _letter_voices() -> frozenset[str]:
    return frozenset(voice.id for voice in catalogue().voices if voice.style == "letters")


def smoothed_db(level_db: NDArray[np.float32], width_steps: float) -> NDArray[np.float64]:
    """A level smoothed as power by a Gaussian of that standard deviation."""
    reach = int(np.ceil(3 * width_steps))
    window = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width_steps) ** 2)
    power = 10 ** (np.pad(level_db.astype(np.float64), reach, mode="edge") / 10)
    return 10 * np.log10(np.convolve(power, window / window.sum(), mode="valid"))
