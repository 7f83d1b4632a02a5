"""Pitch and voicing of clean recorded speech where several trackers agree; where they do not, nobody's word is truth.

The trackers differ in kind: autocorrelation of a long window (Praat), cross-correlation with dynamic programming
(RAPT), a small network (SwiftF0). Agreement is no proof, and the rule leans to what they find easy: what it leaves
open (NaN) are creak, onsets and offsets. A score against it flatters these three: say so wherever one is printed.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.loudness import Loudness, measure, speech_frames
from corpus.trackers import Tracks, track

_AGREE_CENTS: Final = 50.0
_OBJECTION_CENTS: Final = 150.0
_STRONG: Final = 0.7
_SURE_CONFIDENCE: Final = 0.8
_WEAK: Final = 0.45
_DOUBTFUL_CONFIDENCE: Final = 0.3
_VOICED_UNDER_LOUD_DB: Final = 32.0
_EDGE_FRAMES: Final = 2
_TAIL_DB: Final = 12.0
_SHORTEST_FRAMES: Final = 20
_CUT_EDGE_DB: Final = 20.0
MIN_SPREAD_DB: Final = 18.0
"""Between loud and floor; with less the recording is too noisy for its labels to count as clean."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Truth by agreement, arrays of shape (n_frames,) as in `Recording`."""

    f0_hz: NDArray[np.float32]
    is_speech: NDArray[np.float32]
    loudness: Loudness


def label(samples: NDArray[np.float32]) -> Labels:
    """Labels of one clean 16 kHz recording of one talker.

    Returns:
        f0_hz: median of the agreeing trackers, 0 where all (or two and no evidence to the contrary) hear no voice,
            NaN where they disagree and in the first and last 20 ms of a clip that is cut within speech.
    """
    loudness = measure(samples)
    f0_hz = agreed_f0_hz(track(samples), loudness)
    for edge in (slice(None, _EDGE_FRAMES), slice(-_EDGE_FRAMES, None)):
        if np.any(loudness.level_db[edge] > loudness.loud_db - _CUT_EDGE_DB):
            f0_hz[edge] = np.nan
    return Labels(f0_hz, speech_frames(loudness), loudness)


def agreed_f0_hz(tracks: Tracks, loudness: Loudness) -> NDArray[np.float32]:
    """Truth of each frame: Hz, 0 or NaN.

    Voiced: at least two hear a voice within 50 cents of each other, in sound that can carry one, the third does not
    hear another pitch, and either all three hear a voice, or Praat's peak is at least 0.7 high, or SwiftF0 is sure
    (0.8).
    Unvoiced: none hears a voice; or one does, and Praat's peak is under 0.45 and SwiftF0's confidence under 0.3.
    """
    pitch_hz = np.stack((tracks.praat_hz, tracks.rapt_hz, tracks.swift_hz))
    n_voices = np.count_nonzero(pitch_hz > 0, axis=0)
    agreed_hz = np.where(objection(pitch_hz), np.nan, closest_pair_hz(pitch_hz))
    audible = loudness.level_db > max(loudness.low_db, loudness.loud_db - _VOICED_UNDER_LOUD_DB)
    sure = (n_voices == 3) | (tracks.praat_strength >= _STRONG) | (tracks.swift_confidence >= _SURE_CONFIDENCE)
    doubtful = (tracks.praat_strength < _WEAK) & (tracks.swift_confidence < _DOUBTFUL_CONFIDENCE)
    unvoiced = (n_voices == 0) | ((n_voices == 1) & doubtful)
    truth = np.where(audible & sure, agreed_hz, np.nan)
    return np.asarray(np.where(unvoiced, 0.0, truth), dtype=np.float32)


def closest_pair_hz(pitch_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the two closest trackers meet; NaN where no two lie within 50 cents.

    Args:
        pitch_hz: shape (3, n_frames), Hz, 0 where a tracker hears no voice.
    Returns:
        Shape (n_frames,): geometric middle of the two closest voiced values.
    """
    cents = np.where(pitch_hz > 0, 1200 * np.log2(np.maximum(pitch_hz, 1.0)), np.nan)
    pairs = ((0, 1), (0, 2), (1, 2))
    apart = np.stack([np.abs(cents[a] - cents[b]) for a, b in pairs])
    middle = np.stack([(cents[a] + cents[b]) / 2 for a, b in pairs])
    apart = np.where(np.isnan(apart), np.inf, apart)
    best = np.argmin(apart, axis=0)
    columns = np.arange(pitch_hz.shape[1])
    hz = np.exp2(middle[best, columns] / 1200)
    return np.where(apart[best, columns] <= _AGREE_CENTS, hz, np.nan)


def objection(pitch_hz: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether any two trackers hear pitches more than 150 cents apart: mostly one of them is an octave off."""
    octaves = np.log2(np.where(pitch_hz > 0, pitch_hz, np.nan))
    spread = np.fmax.reduce(octaves, axis=0) - np.fmin.reduce(octaves, axis=0)
    return np.asarray(spread * 1200 > _OBJECTION_CENTS)


def without_tails(labels: Labels) -> Labels:
    """What of the labels holds in a reverberant room: voices well above their own tails, and frames without any voice.

    Returns:
        f0_hz: NaN where a voice lies more than 12 dB under the loud parts; is_speech: 1 where a voice is left, else
            NaN, because nobody can say where a talker ends and the room goes on.
    """
    near = labels.loudness.level_db > labels.loudness.loud_db - _TAIL_DB
    f0_hz = np.where((labels.f0_hz > 0) & ~near, np.nan, labels.f0_hz).astype(np.float32)
    return Labels(f0_hz, np.where(f0_hz > 0, 1.0, np.nan).astype(np.float32), labels.loudness)


def is_clean(labels: Labels) -> bool:
    """Whether the recording is quiet enough between its sounds, and long enough, for its labels to be trusted."""
    level_db = labels.loudness.level_db
    if len(level_db) < _SHORTEST_FRAMES:
        return False
    return labels.loudness.loud_db - float(np.percentile(level_db, 3)) >= MIN_SPREAD_DB
