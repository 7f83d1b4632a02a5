"""Three independent pitch trackers on one clock: the centres of 10 ms frames.

Each tracker's own times were checked by a lag scan on a harmonic sound with a known vibrato (90-140, 170-260 and
240-420 Hz; the lag that gives the smallest median error): Praat 0 ms, SwiftF0 0 to 1.5 ms, RAPT 3.7 ms and half a
period (its correlation window is 7.5 ms, and the lag runs from there), after which all three lie within 3 cents.
"""

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import parselmouth
from numpy.typing import NDArray
from swift_f0 import SwiftF0

from corpus.recording import FRAME_SAMPLES, RATE_HZ

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pysptk imports pkg_resources, which warns of its own end
    import pysptk

_HOP_S: Final = 0.005
_RAPT_WINDOW_S: Final = 0.00375
_RAPT_UNVOICED_S: Final = 0.007
_FIRST_RANGE_HZ: Final = (60.0, 600.0)
_WIDEST_RANGE_HZ: Final = (50.0, 800.0)
_SWIFT_PEAK: Final = 0.35
"""SwiftF0 was trained at peaks from -35 to -5 dBFS (its README); quieter sound is called unvoiced."""
_INT16: Final = 32767.0
_MAX_STEP_OCTAVES: Final = 0.25
_MIN_VOICED: Final = 10

_Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """What each tracker says of each frame: arrays of shape (n_frames,), Hz, 0 where it hears no voice."""

    praat_hz: _Values
    praat_strength: _Values
    """0 to 1: height of the peak in the normalised autocorrelation that Praat chose, 0 where it chose none."""
    rapt_hz: _Values
    swift_hz: _Values
    swift_confidence: _Values
    """0 to 1; SwiftF0 calls a frame voiced from 0.5 on."""


def frame_centres_s(n_samples: int) -> _Values:
    """Shape (n_frames,): 5 ms, 15 ms, ..."""
    return np.asarray((np.arange(n_samples // FRAME_SAMPLES) + 0.5) * (FRAME_SAMPLES / RATE_HZ), dtype=np.float64)


def track(samples: NDArray[np.float32]) -> Tracks:
    """Runs all three on 16 kHz `samples`; twice for Praat and RAPT, the second time within the talker's own range.

    Two passes after De Looze & Hirst 2008 (Speech Prosody): from 0.75 of the first quartile to 1.5 of the third there;
    here 0.6 and 2, so that no true final rise falls outside.
    """
    centres_s = frame_centres_s(len(samples))
    peak = max(float(np.abs(samples).max(initial=0.0)), 1e-6)
    level = np.asarray(samples / peak, dtype=np.float64)
    swift = _swift().detect((level * _SWIFT_PEAK).astype(np.float32), RATE_HZ)
    swift_s = np.asarray(swift.timestamps, dtype=np.float64)
    confidence = np.interp(centres_s, swift_s, np.asarray(swift.confidence, dtype=np.float64))
    swift_raw_hz = np.where(np.asarray(swift.confidence) >= 0.5, swift.pitch_hz, 0.0).astype(np.float64)
    low_hz, high_hz = _own_range_hz(_praat(level, *_FIRST_RANGE_HZ)[1])
    praat_s, praat_hz, strength = _praat(level, low_hz, high_hz)
    return Tracks(
        praat_hz=_at(centres_s, praat_s, praat_hz),
        praat_strength=np.interp(centres_s, praat_s, strength),
        rapt_hz=_at(centres_s, *_rapt(level, low_hz, high_hz)),
        swift_hz=_at(centres_s, swift_s, swift_raw_hz),
        swift_confidence=confidence,
    )


@cache
def _swift() -> SwiftF0:
    return SwiftF0(threads=1, spin=False)


def _own_range_hz(f0_hz: _Values) -> tuple[float, float]:
    voiced = f0_hz[f0_hz > 0]
    if len(voiced) < _MIN_VOICED:
        return _FIRST_RANGE_HZ
    low, high = np.percentile(voiced, (25, 75))
    return max(_WIDEST_RANGE_HZ[0], 0.6 * float(low)), min(_WIDEST_RANGE_HZ[1], 2.0 * float(high))


def _praat(level: _Values, low_hz: float, high_hz: float) -> tuple[_Values, _Values, _Values]:
    """Times, pitch, and strength of each frame; silence around it lets Praat judge the first and last frames too."""
    silence = np.zeros(RATE_HZ // 10)
    sound = parselmouth.Sound(np.concatenate((silence, level, silence)), RATE_HZ)
    pitch = sound.to_pitch_ac(time_step=_HOP_S, pitch_floor=low_hz, pitch_ceiling=high_hz)
    f0_hz = np.asarray(pitch.selected_array["frequency"], dtype=np.float64)
    strength = np.where(f0_hz > 0, pitch.selected_array["strength"], 0.0)
    return pitch.xs() - len(silence) / RATE_HZ, f0_hz, strength


def _rapt(level: _Values, low_hz: float, high_hz: float) -> tuple[_Values, _Values]:
    scaled = np.ascontiguousarray(level * _INT16, dtype=np.float32)
    hop_samples = round(_HOP_S * RATE_HZ)
    f0_hz = np.asarray(pysptk.rapt(scaled, RATE_HZ, hop_samples, min=low_hz, max=high_hz, otype="f0"), dtype=np.float64)
    half_period_s = np.where(f0_hz > 0, 0.5 / np.maximum(f0_hz, 1.0), _RAPT_UNVOICED_S - _RAPT_WINDOW_S)
    times_s = np.arange(len(f0_hz), dtype=np.float64) * _HOP_S + _RAPT_WINDOW_S + half_period_s
    return np.asarray(times_s, dtype=np.float64), f0_hz


def _at(centres_s: _Values, times_s: _Values, f0_hz: _Values) -> _Values:
    """The track at `centres_s`: voicing of the nearest value, pitch on the line between neighbours where both voice."""
    if len(times_s) < 2:
        return np.zeros(len(centres_s))
    right = np.clip(np.searchsorted(times_s, centres_s), 1, len(times_s) - 1)
    left = right - 1
    part = np.clip((centres_s - times_s[left]) / (times_s[right] - times_s[left]), 0.0, 1.0)
    nearest = np.where(part < 0.5, f0_hz[left], f0_hz[right])
    both = (f0_hz[left] > 0) & (f0_hz[right] > 0)
    low, high = (np.log2(np.maximum(f0_hz[side], 1.0)) for side in (left, right))
    smooth = both & (np.abs(high - low) < _MAX_STEP_OCTAVES)
    between = np.exp2(low + part * (high - low))
    outside = (centres_s < times_s[0] - _HOP_S) | (centres_s > times_s[-1] + 2 * _HOP_S)
    return np.where(outside, 0.0, np.where(smooth, between, nearest))
