"""autocorrelation → the few pitches that a frame may have."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.autocorrelation import HIGHEST_HZ, LAGS_PER_OCTAVE, N_LAGS
from simulator.prosody.compiled import Single, compiled

N_PEAKS: Final = 6
LOWEST_PITCH_HZ: Final = 50.0
HIGHEST_PITCH_HZ: Final = 800.0
LOWEST_OCTAVE: Final = float(np.log2(LOWEST_PITCH_HZ / HIGHEST_HZ))
HIGHEST_OCTAVE: Final = float(np.log2(HIGHEST_PITCH_HZ / HIGHEST_HZ))
_LEAST_HEIGHT: Final = 0.1
_OCTAVE_COST: Final = 0.02
"""Height that a pitch one octave higher is given (Boersma 1993, OctaveCost): an autocorrelation repeats, and its
repeats are not the voice."""
NO_PEAK: Final = 1.0
"""In the place of a missing peak: above every pitch."""


@compiled()
def find_peaks(
    correlation: NDArray[np.float32],
    total: NDArray[np.float32],
    first_frame: int,
    n_frames: int,
    octave: NDArray[np.float32],
) -> None:
    """The highest local maxima of each frame, by a parabola through three lags; highest first.

    Args:
        correlation: rows stream-major, shape (>= n_streams * n_frames, 208).
        total: the value at lag 0, one per row.
        octave: ring of shape (n_streams, n_ring, 6), n_ring a power of two, written from `first_frame` on: octaves re
            900 Hz, `NO_PEAK` where there are fewer.
    """
    mask = octave.shape[1] - 1
    height = np.empty(N_PEAKS, np.float32)
    is_peak = np.zeros(N_LAGS, np.uint8)
    for stream in range(octave.shape[0]):
        for ahead in range(n_frames):
            row, places = stream * n_frames + ahead, octave[stream, (first_frame + ahead) & mask]
            places[:] = NO_PEAK
            height[:] = 0.0
            if total[row] > 0.0:
                _mark(correlation[row], np.float32(_LEAST_HEIGHT) * total[row], is_peak)
                _peaks_of(correlation[row], total[row], is_peak.view(np.uint64), places, height)


@compiled()
def _mark(correlation: NDArray[np.float32], least: Single, is_peak: NDArray[np.uint8]) -> None:
    """Set where a lag is a maximum; without a branch, so that sixteen lags go at once."""
    before, after, here = correlation, correlation[2:], correlation[1:]
    marks = is_peak[1:]
    for k in range(N_LAGS - 2):
        marks[k] = (here[k] > least) & (here[k] >= before[k]) & (here[k] > after[k])


@compiled()
def _peaks_of(
    correlation: NDArray[np.float32],
    total: Single,
    marks: NDArray[np.uint64],
    places: NDArray[np.float32],
    height: NDArray[np.float32],
) -> None:
    for eighth in range(len(marks)):
        left, lag = marks[eighth], 8 * eighth
        while left:
            if left & 0xFF:
                before, middle, after = correlation[lag - 1], correlation[lag], correlation[lag + 1]
                rise = np.float32(0.5) * (after - before)
                bend = middle + middle - before - after
                place = -(np.float32(lag) + rise / bend) / np.float32(LAGS_PER_OCTAVE)
                if LOWEST_OCTAVE <= place <= HIGHEST_OCTAVE:
                    best = (middle + np.float32(0.5) * rise * rise / bend) / total
                    _insert(best + np.float32(_OCTAVE_COST) * place, place, places, height)
            left >>= np.uint64(8)
            lag += 1


@compiled()
def _insert(best: Single, place: Single, places: NDArray[np.float32], height: NDArray[np.float32]) -> None:
    slot = N_PEAKS
    while slot > 0 and best > height[slot - 1]:
        slot -= 1
    if slot < N_PEAKS:
        for k in range(N_PEAKS - 1, slot, -1):
            places[k], height[k] = places[k - 1], height[k - 1]
        places[slot], height[slot] = place, best
