"""pitch track → median, range and final slope of one turn."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import PitchSummary

LEAST_VOICED_FRAMES: Final = 20
"""0.2 s: below it not even a median is told. A comparison with a norm asks for 10 s (domain.md, section 3): that is
for whoever adds up turns."""
LEAST_RANGE_FRAMES: Final = 50
FINAL_FRAMES: Final = 25
"""250 ms of voiced speech (domain.md, section 3, final rise)."""
_FINAL_REACH_FRAMES: Final = 50
"""The final voiced frames must lie within half a second, or they are not one movement."""
_OCTAVE_GUARD_ST: Final = 10.5
"""Further from the speaker's median is an octave error more often than a pitch."""
_FINAL_GUARD_ST: Final = 6.0


def summarise_pitch(f0_hz: NDArray[np.float32], n_speech_frames: int) -> PitchSummary:
    """Median, spread and final movement of the pitch.

    In semitones because listeners hear ratios; percentiles, because one octave error would set a maximum.

    Args:
        f0_hz: shape (n_frames,), 0 where unvoiced; one frame per 10 ms.
        n_speech_frames: frames of speech, pauses left out.

    Returns:
        NaN where there is too little voiced speech: 0.2 s for the median, 0.5 s for the range, 250 ms within the
        last half second of voice for the slope.
    """
    frame, semitone = _guarded(f0_hz)
    median_hz = range_st = float("nan")
    if len(semitone) >= LEAST_VOICED_FRAMES:
        median_hz = float(2 ** (np.median(semitone) / 12))
    if len(semitone) >= LEAST_RANGE_FRAMES:
        low, high = np.percentile(semitone, (5, 95))
        range_st = float(high - low)
    voiced_ratio = min(1.0, float(np.count_nonzero(f0_hz)) / n_speech_frames) if n_speech_frames else float("nan")
    return PitchSummary(median_hz, range_st, _final_slope(frame, semitone), voiced_ratio)


def _guarded(f0_hz: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Voiced frames and their semitones, octave jumps left out."""
    frame = np.flatnonzero(f0_hz)
    semitone = 12 * np.log2(f0_hz[frame].astype(np.float64))
    if not len(frame):
        return frame, semitone
    near = np.abs(semitone - np.median(semitone)) <= _OCTAVE_GUARD_ST
    return frame[near], semitone[near]


def _final_slope(frame: NDArray[np.int64], semitone: NDArray[np.float64]) -> float:
    """Semitones per second over the last 250 ms of voice, by least squares."""
    last, pitch = frame[-FINAL_FRAMES:], semitone[-FINAL_FRAMES:]
    if len(last) < FINAL_FRAMES or last[-1] - last[0] > _FINAL_REACH_FRAMES:
        return float("nan")
    near = np.abs(pitch - np.median(pitch)) <= _FINAL_GUARD_ST
    return float(np.polyfit(last[near] / 100, pitch[near], 1)[0])
