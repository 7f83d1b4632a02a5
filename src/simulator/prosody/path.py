"""autocorrelation → pitch: the peaks of each frame, and the cheapest path through them with a bounded look-ahead.

After Boersma 1993 ("Accurate short-term analysis of the fundamental frequency ..."), with a running peak of
the level where he has the loudest moment of the whole file: live talk has no whole file.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.autocorrelation import HIGHEST_HZ, LAGS_PER_OCTAVE, N_BINS, N_LAGS
from simulator.prosody.compiled import compiled

N_PEAKS: Final = 5
UNVOICED: Final = N_PEAKS
"""State after the peaks: no pitch."""
LAG_FRAMES: Final = 10
"""A frame is decided 100 ms later; longer gains nothing measurable (shared/prosody.md, table 3d)."""
N_RING: Final = 16
"""Frames kept per stream: a power of two above the lag."""
CHANGE_FRAMES: Final = 4
"""Spectral change compares with the frame 40 ms back."""
LOWEST_PITCH_HZ: Final = 60.0
HIGHEST_PITCH_HZ: Final = 500.0

# Costs in units of autocorrelation height (0-1), near Praat's defaults (.45, .03, .01, .35, .14): compression raises
# the height of harmonics in noise, so that the best values differ; chosen on other seeds than the benchmark's.
_VOICING_THRESHOLD: Final = 0.4
_SILENCE_RATIO: Final = 0.045
_OCTAVE_COST: Final = 0.02
_OCTAVE_JUMP_COST: Final = 0.35
_VOICE_CHANGE_COST: Final = 0.2
_PEAK_DECAY_DB: Final = 0.0043  # per frame: 0.9995 in amplitude
_NO_PEAK: Final = -1.0
_IMPOSSIBLE: Final = -1e6
_LOWEST_OCTAVE: Final = float(np.log2(LOWEST_PITCH_HZ / HIGHEST_HZ))
_HIGHEST_OCTAVE: Final = float(np.log2(HIGHEST_PITCH_HZ / HIGHEST_HZ))
_VOICING_STEEPNESS: Final = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class PathState:
    """Each stream's candidates and costs; arrays are changed in place."""

    score: NDArray[np.float32]
    """(n_streams, 6): best score of a path that ends in each state."""
    octave: NDArray[np.float32]
    """(n_streams, 16, 5): candidates of the last frames, in octaves re 560 Hz; 0 where there is none."""
    came_from: NDArray[np.int8]
    """(n_streams, 16, 6): state before each state on its best path."""
    voicing: NDArray[np.float32]
    """(n_streams, 16)."""
    change: NDArray[np.float32]
    """(n_streams, 16): spectral change."""
    power: NDArray[np.float32]
    """(n_streams, 4, 80): compressed spectra of the last frames."""
    peak_db: NDArray[np.float32]
    """(n_streams, 1): running peak of the level in the pitch band."""

    @classmethod
    def at_rest(cls, n_streams: int) -> "PathState":
        return cls(
            np.zeros((n_streams, N_PEAKS + 1), np.float32),
            np.zeros((n_streams, N_RING, N_PEAKS), np.float32),
            np.full((n_streams, N_RING, N_PEAKS + 1), UNVOICED, np.int8),
            np.zeros((n_streams, N_RING), np.float32),
            np.zeros((n_streams, N_RING), np.float32),
            np.zeros((n_streams, CHANGE_FRAMES, N_BINS), np.float32),
            np.full((n_streams, 1), np.nan, np.float32),
        )

    def reset(self, stream: int) -> None:
        fresh = PathState.at_rest(1)
        for name in self.__slots__:
            getattr(self, name)[stream] = getattr(fresh, name)[0]


@compiled()
def _find_peaks(
    correlation: NDArray[np.float32], total: float, octave: NDArray[np.float32], height: NDArray[np.float32]
) -> None:
    """The five best local maxima, parabolic in both axes; `_NO_PEAK` where there are fewer.

    A shorter lag wins a tie: an autocorrelation repeats, and its repeats are not the voice.
    """
    octave[:] = 0.0
    height[:] = _NO_PEAK
    if total <= 0.0:
        return
    least = 0.5 * _VOICING_THRESHOLD * total
    for lag in range(1, N_LAGS - 1):
        middle = correlation[lag]
        if middle <= least or middle < correlation[lag - 1] or middle <= correlation[lag + 1]:
            continue
        rise = 0.5 * (correlation[lag + 1] - correlation[lag - 1])
        bend = 2.0 * middle - correlation[lag - 1] - correlation[lag + 1]
        place = -(lag + rise / bend) / LAGS_PER_OCTAVE
        if place < _LOWEST_OCTAVE or place > _HIGHEST_OCTAVE:
            continue
        best = min((middle + 0.5 * rise * rise / bend) / total, 1.0) + _OCTAVE_COST * place
        slot = N_PEAKS
        while slot > 0 and best > height[slot - 1]:
            slot -= 1
        if slot < N_PEAKS:
            for k in range(N_PEAKS - 1, slot, -1):
                octave[k], height[k] = octave[k - 1], height[k - 1]
            octave[slot], height[slot] = place, best


@compiled()
def _unvoiced_height(total: float, peak_db: NDArray[np.float32]) -> float:
    """How well "no pitch" explains a frame: the more, the further it lies under the running peak of the level."""
    level = float(13.333333 * np.log10(total + 1e-20))
    if np.isnan(peak_db[0]):
        peak_db[0] = level
    peak_db[0] = max(level, peak_db[0] - _PEAK_DECAY_DB)
    ratio = float(10.0 ** (0.05 * (level - peak_db[0])))
    return _VOICING_THRESHOLD + max(0.0, 2.0 - ratio * (1.0 + _VOICING_THRESHOLD) / _SILENCE_RATIO)


@compiled()
def _step(
    score: NDArray[np.float32],
    octave: NDArray[np.float32],
    height: NDArray[np.float32],
    unvoiced: float,
    last: NDArray[np.float32],
    came_from: NDArray[np.int8],
    scratch: NDArray[np.float32],
) -> None:
    """One Viterbi step over five pitches and "unvoiced"; the best score is brought back to 0."""
    top = np.float32(-1e30)
    for state in range(N_PEAKS + 1):
        best, origin = np.float32(-1e30), UNVOICED
        for before in range(N_PEAKS + 1):
            cost = np.float32(0.0)
            if (state == UNVOICED) != (before == UNVOICED):
                cost = np.float32(_VOICE_CHANGE_COST)
            elif state != UNVOICED:
                cost = np.float32(_OCTAVE_JUMP_COST) * abs(octave[state] - last[before])
            if score[before] - cost > best:
                best, origin = score[before] - cost, before
        own = unvoiced if state == UNVOICED else (height[state] if octave[state] < 0.0 else _IMPOSSIBLE)
        scratch[state] = best + own
        came_from[state] = origin
        top = max(top, scratch[state])
    for state in range(N_PEAKS + 1):
        score[state] = scratch[state] - top


@compiled()
def trace_back(
    frame: int, back: int, score: NDArray[np.float32], octave: NDArray[np.float32], came_from: NDArray[np.int8]
) -> float:
    """Pitch of frame `frame - back` on the best path that ends in `frame`, 0 where unvoiced."""
    state = np.argmax(score)
    for age in range(back):
        state = came_from[(frame - age) % N_RING, state]
    return 0.0 if state == UNVOICED else HIGHEST_HZ * 2.0 ** octave[(frame - back) % N_RING, state]


@compiled(fastmath=True)
def _spectral_change(power: NDArray[np.float32], earlier: NDArray[np.float32]) -> float:
    """1 minus the cosine between two compressed spectra: 0 when pitch and vowel stand still, whatever the level."""
    dot, one, other = np.float32(0.0), np.float32(0.0), np.float32(0.0)
    for k in range(N_BINS):
        dot += power[k] * earlier[k]
        one += power[k] * power[k]
        other += earlier[k] * earlier[k]
    size = np.sqrt(one) * np.sqrt(other)
    return 1.0 - dot / size if size > 0.0 else 1.0


@compiled()
def advance(
    first_frame: int,
    n_frames: int,
    power: NDArray[np.float32],
    correlation: NDArray[np.float32],
    score: NDArray[np.float32],
    octave: NDArray[np.float32],
    came_from: NDArray[np.int8],
    voicing: NDArray[np.float32],
    change: NDArray[np.float32],
    earlier_power: NDArray[np.float32],
    peak_db: NDArray[np.float32],
    decided: NDArray[np.float32],
) -> None:
    """Take frames `first_frame` on into the path and decide the ones that are `LAG_FRAMES` old.

    Args:
        power, correlation: rows are stream-major, shapes (>= n_streams * n_frames, 80 and 160).
        score, ..., peak_db: the arrays of a `PathState`.
        decided: shape (3, n_streams, >= n_frames), written: pitch, voicing and spectral change of the frames from
            `first_frame - LAG_FRAMES` on.
    """
    height = np.empty(N_PEAKS, np.float32)
    scratch = np.empty(N_PEAKS + 1, np.float32)
    for stream in range(score.shape[0]):
        for ahead in range(n_frames):
            frame, row = first_frame + ahead, stream * n_frames + ahead
            slot = frame % N_RING
            places = octave[stream, slot]
            total = power[row].sum()
            _find_peaks(correlation[row], total, places, height)
            unvoiced = _unvoiced_height(total, peak_db[stream])
            voicing[stream, slot] = 1.0 / (1.0 + np.exp(_VOICING_STEEPNESS * (unvoiced - height[0])))
            earlier = earlier_power[stream, frame % CHANGE_FRAMES]
            change[stream, slot] = _spectral_change(power[row], earlier)
            earlier[:] = power[row]
            _step(
                score[stream],
                places,
                height,
                unvoiced,
                octave[stream, (frame - 1) % N_RING],
                came_from[stream, slot],
                scratch,
            )
            old = (frame - LAG_FRAMES) % N_RING
            decided[0, stream, ahead] = trace_back(frame, LAG_FRAMES, score[stream], octave[stream], came_from[stream])
            decided[1, stream, ahead] = voicing[stream, old]
            decided[2, stream, ahead] = change[stream, old]


@compiled()
def drain(
    end_frame: int,
    score: NDArray[np.float32],
    octave: NDArray[np.float32],
    came_from: NDArray[np.int8],
    voicing: NDArray[np.float32],
    change: NDArray[np.float32],
    decided: NDArray[np.float32],
) -> None:
    """Decide the last frames before `end_frame`, which no later frame will inform; `decided` as in `advance`."""
    n_left = decided.shape[2]
    for stream in range(score.shape[0]):
        for k in range(n_left):
            back = n_left - 1 - k
            slot = (end_frame - 1 - back) % N_RING
            decided[0, stream, k] = trace_back(end_frame - 1, back, score[stream], octave[stream], came_from[stream])
            decided[1, stream, k] = voicing[stream, slot]
            decided[2, stream, k] = change[stream, slot]
