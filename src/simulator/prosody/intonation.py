"""pitch track → median, spread, declination and final movement of one turn."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import CONTOUR_STEP_MS, NAN, PitchSummary

LEAST_VOICED_FRAMES: Final = 20
"""0.2 s: below it not even a median is told. A comparison with a norm asks for 10 s (domain.md, section 3): that is
for whoever adds up turns."""
LEAST_RANGE_FRAMES: Final = 50
LEAST_SLOPE_FRAMES: Final = 100
"""A second from the first voiced frame to the last; declination over less is the accent of one word."""
FINAL_FRAMES: Final = 25
"""250 ms of voiced speech (domain.md, section 3, final rise)."""
_FINAL_REACH_FRAMES: Final = 50
"""The final voiced frames must lie within half a second, or they are not one movement."""
_CONTOUR_FRAMES: Final = CONTOUR_STEP_MS // 10
_LEAST_CONTOUR_FRAMES: Final = 3
"""Voiced frames in a step of the contour; with fewer there is no voice to draw. Our choice."""
_OCTAVE_GUARD_ST: Final = 10.5
"""Further from the speaker's median is an octave error more often than a pitch."""
_JUMP_ST: Final = 5.0
"""More within 10 ms is no voice: an octave at full speed takes about 1 st in 10 ms (Xu & Sun 2002, from memory)."""
_BESIDE_JUMP_ST: Final = 6.0

Track = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Voiced frames and their semitones over 1 Hz."""


def summarise_pitch(f0_hz: NDArray[np.float32], n_speech_frames: int) -> PitchSummary:
    """Median, spread, declination and final movement of the pitch, octave jumps left out.

    In semitones because listeners hear ratios; percentiles, because one octave error would set a maximum.

    Args:
        f0_hz: shape (n_frames,), 0 where unvoiced; one frame per 10 ms.
        n_speech_frames: frames of speech, pauses left out.

    Returns:
        NaN where there is too little voiced speech: 0.2 s for the median, 0.5 s for range, deviation and quotient,
        those over at least a second of time for the slope, 250 ms within the last half second of voice for the final
        movement.

    Source: PDQ (standard deviation over mean, in Hz) from Hincks 2004, by way of domain.md, section 3.
    """
    track = without_octave_jumps(f0_hz)
    frame, semitone = track
    median_hz = range_st = sd_st = pdq = NAN
    if len(semitone) >= LEAST_VOICED_FRAMES:
        median_hz = float(2 ** (np.median(semitone) / 12))
    if len(semitone) >= LEAST_RANGE_FRAMES:
        low, high = np.percentile(semitone, (5, 95))
        range_st, sd_st = float(high - low), float(semitone.std())
        hz = 2 ** (semitone / 12)
        pdq = float(hz.std() / hz.mean())
    voiced_ratio = min(1.0, float(np.count_nonzero(f0_hz)) / n_speech_frames) if n_speech_frames else NAN
    slope_st_s, rise_st = _final_movement(track)
    return PitchSummary(
        median_hz=median_hz,
        range_st=range_st,
        final_slope_st_s=slope_st_s,
        voiced_ratio=voiced_ratio,
        sd_st=sd_st,
        pdq=pdq,
        slope_st_s=_declination(frame, semitone),
        final_rise_st=rise_st,
    )


def contour_of(f0_hz: NDArray[np.float32]) -> tuple[float | None, ...]:
    """The line of the voice to draw, octave jumps left out.

    Args:
        f0_hz: shape (n_frames,), 0 where unvoiced; one frame per 10 ms.

    Returns:
        Semitones over the median of the turn, to a tenth, one per CONTOUR_STEP_MS up to the last voice; None where
        there is none. Empty under 0.2 s of voice.
    """
    frame, semitone = without_octave_jumps(f0_hz)
    if len(semitone) < LEAST_VOICED_FRAMES:
        return ()
    step = frame // _CONTOUR_FRAMES
    n_voiced = np.bincount(step)
    sums = np.bincount(step, weights=semitone - np.median(semitone))
    means = (sums / np.maximum(n_voiced, 1)).round(1).tolist()
    return tuple(st if n >= _LEAST_CONTOUR_FRAMES else None for st, n in zip(means, n_voiced.tolist(), strict=True))


def without_octave_jumps(f0_hz: NDArray[np.float32]) -> Track:
    """The voiced frames that are no octave error.

    Judged in pieces between silences and jumps, because a question may rise an octave and more in one smooth run: a
    piece goes when all of it lies far from the median of the turn, or when a jump cuts it off and it lies off the
    median.

    Args:
        f0_hz: shape (n_frames,), 0 where unvoiced.
    """
    frame = np.flatnonzero(f0_hz)
    semitone = 12 * np.log2(f0_hz[frame].astype(np.float64))
    if not len(frame):
        return frame, semitone
    off_st = semitone - np.median(semitone)
    is_next = np.diff(frame) == 1
    is_jump = is_next & (np.abs(np.diff(semitone)) > _JUMP_ST)
    starts = np.concatenate(([0], np.flatnonzero(~is_next | is_jump) + 1))
    n_frames = np.diff(np.append(starts, len(frame)))
    jumped = np.concatenate(([False], is_jump, [False]))
    is_cut = jumped[starts] | jumped[starts + n_frames]
    is_off = np.abs(np.add.reduceat(off_st, starts) / n_frames) > _BESIDE_JUMP_ST
    is_far = np.minimum.reduceat(np.abs(off_st), starts) > _OCTAVE_GUARD_ST
    kept = np.repeat(~(is_far | (is_cut & is_off)), n_frames)
    return frame[kept], semitone[kept]


def _declination(frame: NDArray[np.int64], semitone: NDArray[np.float64]) -> float:
    """Semitones per second over the whole turn, pauses included, by least squares."""
    if len(frame) < LEAST_RANGE_FRAMES or frame[-1] - frame[0] < LEAST_SLOPE_FRAMES:
        return NAN
    return _slope_st_s(frame, semitone)


def _final_movement(track: Track) -> tuple[float, float]:
    """Slope, and how far it carries, over the last 250 ms of voice, by least squares.

    A line and not the last frame minus the first: the edge of a voice is where trackers err.
    """
    frame, semitone = track[0][-FINAL_FRAMES:], track[1][-FINAL_FRAMES:]
    if len(frame) < FINAL_FRAMES or frame[-1] - frame[0] > _FINAL_REACH_FRAMES:
        return NAN, NAN
    slope_st_s = _slope_st_s(frame, semitone)
    return slope_st_s, slope_st_s * int(frame[-1] - frame[0] + 1) / 100


def _slope_st_s(frame: NDArray[np.int64], semitone: NDArray[np.float64]) -> float:
    time_s = (frame - frame.mean()) / 100
    return float(time_s @ (semitone - semitone.mean()) / (time_s @ time_s))
