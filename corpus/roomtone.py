"""A recording's own background, as long as it is wanted: for joins and pauses that do not fall into digital silence."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_WINDOW_SAMPLES: Final = 1024
_HOP_SAMPLES: Final = _WINDOW_SAMPLES // 2


def room_tone(samples: NDArray[np.float32], n_samples: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Noise with the spectrum of the quietest 64 ms of `samples`, its phases drawn anew for each window.

    Args:
        samples: 16 kHz; a recording with at least one moment of silence.
    Returns:
        Shape (n_samples,); zeros where the recording is digitally silent or shorter than 64 ms.
    """
    quiet = _quietest(samples)
    if quiet is None:
        return np.zeros(n_samples, dtype=np.float32)
    magnitude = np.abs(np.fft.rfft((quiet - quiet.mean()) * np.hanning(_WINDOW_SAMPLES)))
    n_windows = n_samples // _HOP_SAMPLES + 2
    phases = np.exp(2j * np.pi * rng.random((n_windows, len(magnitude))))
    windows = np.fft.irfft(magnitude * phases, _WINDOW_SAMPLES, axis=1) * np.sin(
        np.pi * (np.arange(_WINDOW_SAMPLES) + 0.5) / _WINDOW_SAMPLES
    )
    tone = np.zeros((n_windows + 1) * _HOP_SAMPLES)
    for i in range(n_windows):
        tone[i * _HOP_SAMPLES : i * _HOP_SAMPLES + _WINDOW_SAMPLES] += windows[i]
    tone = tone[_HOP_SAMPLES : _HOP_SAMPLES + n_samples]
    wanted = float(np.sqrt(np.mean(np.square(quiet))))
    got = float(np.sqrt(np.mean(np.square(tone)))) if n_samples else 0.0
    return np.asarray(tone * (wanted / got if got > 0 else 0.0), dtype=np.float32)


def _quietest(samples: NDArray[np.float32]) -> NDArray[np.float64] | None:
    n_windows = (len(samples) - _WINDOW_SAMPLES) // _HOP_SAMPLES + 1
    if n_windows < 1:
        return None
    starts = np.arange(n_windows) * _HOP_SAMPLES
    power = [float(np.mean(np.square(samples[s : s + _WINDOW_SAMPLES], dtype=np.float64))) for s in starts]
    start = int(starts[int(np.argmin(power))])
    return samples[start : start + _WINDOW_SAMPLES].astype(np.float64)
