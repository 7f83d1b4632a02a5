"""Every pitch tracker as samples → Hz per 10 ms frame; each loads its own library when asked for.

Range 60-500 Hz and otherwise the defaults of its documentation. "level" behind a name: the peak brought to 0.5 first,
as SwiftF0's documentation advises for quiet recordings; without it, the recording as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.prosody.absent import silent_library
from benchmarks.prosody.peers import torch_trackers
from benchmarks.prosody.pitch_errors import HIGHEST_HZ, LOWEST_HZ, PitchHz, at_centres

Samples: TypeAlias = NDArray[np.float32]
Tracker: TypeAlias = Callable[[Samples], PitchHz]
RATE_HZ: Final = 16_000
HOP_SAMPLES: Final = 160
_FULL_SCALE: Final = 32_767.0
_RAPT_WINDOW_S: Final = 0.00375
_PRAAT_CC_LATE_S: Final = 0.0085
_REAPER_EARLY_S: Final = 0.005
"""Clocks that a lag scan over vibrato (90-140, 170-260, 240-420 Hz) found off; all the others are within 1 ms."""
_TYPICAL_HZ: Final = 150.0
_SWIFT_VOICED: Final = 0.5
_GATE_DB: Final = 20.0
"""Under the loud frames of the recording (SwiftF0's documentation: a level gate removes voices behind the speech)."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tracker that may be there. `load` raises ImportError or OSError when it is not."""

    name: str
    load: Callable[[], Tracker]
    is_dear: bool = False
    """Over 40 ms of CPU per second of audio: measured on less audio."""
    in_quick: bool = False
    """Also in a quick run."""
    is_timed: bool = True
    """False for one that differs from another in the level of its input only."""


def _praat_ac() -> Tracker:
    import parselmouth

    def find(samples: Samples) -> PitchHz:
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        pitch = sound.to_pitch_ac(time_step=0.01, pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
        return at_centres(pitch.xs(), pitch.selected_array["frequency"], len(samples))

    return find


def _praat_cc() -> Tracker:
    import parselmouth

    def find(samples: Samples) -> PitchHz:
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        pitch = sound.to_pitch_cc(time_step=0.01, pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
        f0_hz = pitch.selected_array["frequency"]
        half_period_s = 0.5 / np.where(f0_hz > 0, f0_hz, _TYPICAL_HZ)
        return at_centres(pitch.xs() - _PRAAT_CC_LATE_S + half_period_s, f0_hz, len(samples))

    return find


def _rapt() -> Tracker:
    import pysptk

    def find(samples: Samples) -> PitchHz:
        f0_hz = pysptk.rapt(samples * _FULL_SCALE, RATE_HZ, HOP_SAMPLES, min=LOWEST_HZ, max=HIGHEST_HZ, otype="f0")
        # Its correlation starts 3.75 ms in and looks one period ahead: the middle lies half a period later.
        half_period_s = 0.5 / np.where(f0_hz > 0, f0_hz, _TYPICAL_HZ)
        return at_centres(_even(f0_hz) + _RAPT_WINDOW_S + half_period_s, f0_hz, len(samples))

    return find


def _swipe() -> Tracker:
    import pysptk

    def find(samples: Samples) -> PitchHz:
        wide = samples.astype(np.float64)
        f0_hz = pysptk.swipe(wide, RATE_HZ, HOP_SAMPLES, min=LOWEST_HZ, max=HIGHEST_HZ, otype="f0")
        return at_centres(_even(f0_hz), f0_hz, len(samples))

    return find


def _swift_f0(gate_db: float = np.inf) -> Tracker:
    from swift_f0 import SwiftF0

    detector = SwiftF0(threads=1, spin=False)

    def find(samples: Samples) -> PitchHz:
        found = detector.detect(samples, RATE_HZ, fmin=LOWEST_HZ, fmax=HIGHEST_HZ)
        loud = found.loudness_db > np.percentile(found.loudness_db, 95) - gate_db
        f0_hz = np.where((found.confidence >= _SWIFT_VOICED) & loud, found.pitch_hz, 0.0)
        return at_centres(found.timestamps, f0_hz, len(samples))

    return find


def _dio() -> Tracker:
    import pyworld

    def find(samples: Samples) -> PitchHz:
        wide = samples.astype(np.float64)
        coarse, times_s = pyworld.dio(wide, RATE_HZ, f0_floor=LOWEST_HZ, f0_ceil=HIGHEST_HZ, frame_period=10.0)
        return at_centres(times_s, pyworld.stonemask(wide, coarse, times_s, RATE_HZ), len(samples))

    return find


def _harvest() -> Tracker:
    import pyworld

    def find(samples: Samples) -> PitchHz:
        wide = samples.astype(np.float64)
        f0_hz, times_s = pyworld.harvest(wide, RATE_HZ, f0_floor=LOWEST_HZ, f0_ceil=HIGHEST_HZ, frame_period=10.0)
        return at_centres(times_s, f0_hz, len(samples))

    return find


def _reaper() -> Tracker:
    import pyreaper

    def find(samples: Samples) -> PitchHz:
        whole = (samples * _FULL_SCALE).clip(-_FULL_SCALE, _FULL_SCALE).astype(np.int16)
        with silent_library():
            found = pyreaper.reaper(whole, RATE_HZ, minf0=LOWEST_HZ, maxf0=HIGHEST_HZ, frame_period=0.01)
        _, _, times_s, f0_hz, _ = found
        return at_centres(times_s.astype(np.float64) + _REAPER_EARLY_S, np.maximum(f0_hz, 0.0), len(samples))

    return find


def _pyin() -> Tracker:
    import librosa

    def find(samples: Samples) -> PitchHz:
        f0_hz, is_voiced, _ = librosa.pyin(
            samples, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, sr=RATE_HZ, frame_length=1024, hop_length=HOP_SAMPLES
        )
        return at_centres(_even(f0_hz), np.where(is_voiced, f0_hz, 0.0), len(samples))

    return find


def _even(values: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.arange(len(values), dtype=np.float64) * (HOP_SAMPLES / RATE_HZ)


def _levelled(load: Callable[[], Tracker]) -> Callable[[], Tracker]:
    def load_levelled() -> Tracker:
        find = load()
        return lambda samples: find(np.float32(0.5 / max(float(np.abs(samples).max()), 1e-6)) * samples)

    return load_levelled


PEERS: Final = (
    Peer("praat ac", _praat_ac, in_quick=True),
    Peer("praat cc", _praat_cc),
    Peer("rapt", _rapt, in_quick=True),
    Peer("rapt level", _levelled(_rapt), is_timed=False),
    Peer("swift-f0", _swift_f0, in_quick=True),
    Peer("swift-f0 level", _levelled(_swift_f0), in_quick=True, is_timed=False),
    Peer("swift-f0 gate", _levelled(lambda: _swift_f0(_GATE_DB)), is_timed=False),
    Peer("swipe", _swipe),
    Peer("dio+stonemask", _dio),
    Peer("harvest", _harvest, is_dear=True),
    Peer("reaper", _reaper, is_dear=True),
    Peer("pyin", _pyin, is_dear=True),
    Peer("crepe tiny", torch_trackers.load_crepe, is_dear=True),
    Peer("fcpe", torch_trackers.load_fcpe, is_dear=True),
)
"""The most cited, the fastest, the most accurate we found. CREPE and FCPE need torch and are not in the dev extra."""
REFERENCE: Final = "praat ac"
