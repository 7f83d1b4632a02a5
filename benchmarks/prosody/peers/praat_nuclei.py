"""De Jong & Wempe 2009 (Behavior Research Methods 41, script "Praat Script Syllable Nuclei", version 2) in parselmouth.

Peaks of intensity over a threshold, with a dip of 2 dB before the next, where Praat hears voice in a sounding stretch.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 16_000
_SILENCE_DB: Final = -25.0
_LEAST_DIP_DB: Final = 2.0
_LEAST_PAUSE_S: Final = 0.3


def load() -> Callable[[NDArray[np.float32]], list[float]]:
    """Samples → seconds of the nuclei.

    Raises:
        ImportError: without parselmouth.
    """
    import parselmouth
    from parselmouth.praat import call

    def find(samples: NDArray[np.float32]) -> list[float]:
        sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
        intensity = sound.to_intensity(minimum_pitch=50.0)
        loudest, loud = (call(intensity, "Get quantile", 0.0, 0.0, q) for q in (1.0, 0.99))
        threshold_db = max(loud + _SILENCE_DB, call(intensity, "Get minimum", 0.0, 0.0, "Parabolic"))
        grid = call(
            intensity,
            "To TextGrid (silences)",
            _SILENCE_DB - (loudest - loud),
            _LEAST_PAUSE_S,
            0.1,
            "silent",
            "sounding",
        )
        times_s, levels_db = _peaks(call, intensity, threshold_db)
        pitch = sound.to_pitch_ac(0.02, 30.0, 4, False, 0.03, 0.25, 0.01, 0.35, 0.25, 450.0)
        kept = _with_dip(call, intensity, times_s, levels_db)
        return [time_s for time_s in kept if _is_voiced(call, pitch, grid, time_s)]

    return find


def _peaks(call: Callable[..., Any], intensity: object, threshold_db: float) -> tuple[list[float], list[float]]:
    as_sound = call(call(intensity, "Down to Matrix"), "To Sound (slice)", 1)
    points = call(as_sound, "To PointProcess (extrema)", "Left", "yes", "no", "Sinc70")
    times_s = [call(points, "Get time from index", k + 1) for k in range(call(points, "Get number of points"))]
    levels_db = [call(as_sound, "Get value at time", time_s, "Cubic") for time_s in times_s]
    kept = [k for k, level in enumerate(levels_db) if level > threshold_db]
    return [times_s[k] for k in kept], [levels_db[k] for k in kept]


def _with_dip(call: Callable[..., Any], intensity: object, times_s: list[float], levels_db: list[float]) -> list[float]:
    """A peak counts when the level falls by 2 dB before the next one; of the last one nobody asks."""
    kept: list[float] = []
    for k in range(len(times_s) - 1):
        dip_db = call(intensity, "Get minimum", times_s[k], times_s[k + 1], "None")
        if abs(levels_db[k] - dip_db) > _LEAST_DIP_DB:
            kept.append(times_s[k])
    return kept


def _is_voiced(call: Callable[..., Any], pitch: Any, grid: object, time_s: float) -> bool:
    interval = call(grid, "Get interval at time", 1, time_s)
    return call(grid, "Get label of interval", 1, interval) == "sounding" and not np.isnan(
        pitch.get_value_at_time(time_s)
    )
