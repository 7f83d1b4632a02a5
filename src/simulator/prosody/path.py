"""candidates and the head's opinion of them → pitch: the cheapest path, with a bounded look-ahead.

Viterbi over six pitches and "unvoiced", as in Boersma 1993, with the costs of a state learned instead of set.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.autocorrelation import HIGHEST_HZ
from simulator.prosody.compiled import Single, compiled
from simulator.prosody.head import FIRST_SEMITONE, N_SEMITONES, VOICED
from simulator.prosody.peaks import LOWEST_OCTAVE, N_PEAKS

UNVOICED: Final = N_PEAKS
"""State after the peaks: no pitch."""
LAG_FRAMES: Final = 5
"""A frame is decided 50 ms after the head has spoken."""

# In units of the head's log odds; chosen on the corpus's tune split.
_SEMITONE_WEIGHT: Final = 0.7
_VOICED_BIAS: Final = 0.6
_OCTAVE_JUMP_COST: Final = 6.0
_VOICE_CHANGE_COST: Final = 1.4
_IMPOSSIBLE: Final = -1e6


@dataclass(frozen=True, slots=True, eq=False)
class PathState:
    """Where each stream's paths stand; changed in place."""

    score: NDArray[np.float32]
    """(n_streams, 7): best score of a path that ends in each state."""
    came_from: NDArray[np.int8]
    """(n_streams, n_ring, 7): state before each state on its best path."""
    voicing: NDArray[np.float32]
    """(n_streams, n_ring)."""

    @classmethod
    def at_rest(cls, n_streams: int, n_ring: int) -> "PathState":
        return cls(
            np.zeros((n_streams, N_PEAKS + 1), np.float32),
            np.full((n_streams, n_ring, N_PEAKS + 1), UNVOICED, np.int8),
            np.zeros((n_streams, n_ring), np.float32),
        )

    def reset(self, stream: int) -> None:
        self.score[stream] = 0
        self.came_from[stream] = UNVOICED
        self.voicing[stream] = 0


@compiled()
def _semitone_score(output: NDArray[np.float32], best: Single, octave: Single) -> Single:
    """Between the two nearest bins, 0 at the head's favourite."""
    place = np.float32(12.0) * (octave - np.float32(LOWEST_OCTAVE))
    bin_below = min(max(int(place), 0), N_SEMITONES - 2)
    part = min(max(place - np.float32(bin_below), np.float32(0.0)), np.float32(1.0))
    low, high = output[FIRST_SEMITONE + bin_below], output[FIRST_SEMITONE + bin_below + 1]
    between: Single = low + part * (high - low)
    return between - best


@compiled()
def _weigh(output: NDArray[np.float32], octave: NDArray[np.float32], height: NDArray[np.float32]) -> None:
    """How well each candidate explains the frame, against 0 for "unvoiced"."""
    best = np.float32(-1e30)
    for k in range(FIRST_SEMITONE, FIRST_SEMITONE + N_SEMITONES):
        best = max(best, output[k])
    voiced = output[VOICED] + np.float32(_VOICED_BIAS)
    for k in range(N_PEAKS):
        height[k] = np.float32(_IMPOSSIBLE)
        if octave[k] < 0.0:
            height[k] = voiced + np.float32(_SEMITONE_WEIGHT) * _semitone_score(output, best, octave[k])
    height[UNVOICED] = 0.0


@compiled()
def _step(
    score: NDArray[np.float32],
    octave: NDArray[np.float32],
    last: NDArray[np.float32],
    height: NDArray[np.float32],
    came_from: NDArray[np.int8],
    scratch: NDArray[np.float32],
) -> None:
    """One Viterbi step; the best score is brought back to 0."""
    top = np.float32(-1e30)
    for state in range(N_PEAKS + 1):
        best, origin = np.float32(-1e30), UNVOICED
        if height[state] > np.float32(0.5 * _IMPOSSIBLE):
            for before in range(N_PEAKS + 1):
                cost = np.float32(0.0)
                if (state == UNVOICED) != (before == UNVOICED):
                    cost = np.float32(_VOICE_CHANGE_COST)
                elif state != UNVOICED:
                    cost = np.float32(_OCTAVE_JUMP_COST) * abs(octave[state] - last[before])
                if score[before] - cost > best:
                    best, origin = score[before] - cost, before
        else:
            best = np.float32(0.0)
        scratch[state] = best + height[state]
        came_from[state] = origin
        top = max(top, scratch[state])
    for state in range(N_PEAKS + 1):
        score[state] = scratch[state] - top


@compiled()
def _trace_back(
    frame: int, back: int, score: NDArray[np.float32], octave: NDArray[np.float32], came_from: NDArray[np.int8]
) -> float:
    """Pitch of frame `frame - back` on the best path that ends in `frame`, 0 where unvoiced."""
    mask = octave.shape[0] - 1
    state = np.argmax(score)
    for age in range(back):
        state = came_from[(frame - age) & mask, state]
    return 0.0 if state == UNVOICED else HIGHEST_HZ * 2.0 ** octave[(frame - back) & mask, state]


@compiled()
def advance(
    first_frame: int,
    n_frames: int,
    since: NDArray[np.int64],
    outputs: NDArray[np.float32],
    octave: NDArray[np.float32],
    score: NDArray[np.float32],
    came_from: NDArray[np.int8],
    voicing: NDArray[np.float32],
    f0_hz: NDArray[np.float32],
) -> None:
    """Take frames `first_frame` on into the path and decide the pitch of the ones that are `LAG_FRAMES` old.

    Args:
        since: shape (n_streams,): the first frame of each stream; nobody speaks before it.
        outputs: of the head, rows stream-major, shape (>= n_streams * n_frames, 64).
        octave: ring of candidates, shape (n_streams, n_ring, 6).
        score, came_from, voicing: the arrays of a `PathState`; `voicing` is written for the frames taken.
        f0_hz: shape (n_streams, n_frames), written, for the frames from `first_frame - LAG_FRAMES` on.
    """
    mask = octave.shape[1] - 1
    height = np.empty(N_PEAKS + 1, np.float32)
    scratch = np.empty(N_PEAKS + 1, np.float32)
    for stream in range(octave.shape[0]):
        for ahead in range(n_frames):
            frame, output = first_frame + ahead, outputs[stream * n_frames + ahead]
            slot = frame & mask
            if frame < since[stream]:
                f0_hz[stream, ahead] = 0.0
                continue
            places = octave[stream, slot]
            # Nothing repeats: no voice, whatever the head makes of it.
            voicing[stream, slot] = 1.0 / (1.0 + np.exp(-output[VOICED])) if places[0] < 0.0 else 0.0
            _weigh(output, places, height)
            last = octave[stream, (frame - 1) & mask]
            _step(score[stream], places, last, height, came_from[stream, slot], scratch)
            f0_hz[stream, ahead] = _trace_back(frame, LAG_FRAMES, score[stream], octave[stream], came_from[stream])


@compiled()
def drain(
    end_frame: int,
    score: NDArray[np.float32],
    octave: NDArray[np.float32],
    came_from: NDArray[np.int8],
    f0_hz: NDArray[np.float32],
) -> None:
    """Decide the last frames before `end_frame`, which no later frame will inform; `f0_hz` (n_streams, n_left)."""
    n_left = f0_hz.shape[1]
    for stream in range(octave.shape[0]):
        for k in range(n_left):
            back = n_left - 1 - k
            f0_hz[stream, k] = _trace_back(end_frame - 1, back, score[stream], octave[stream], came_from[stream])
