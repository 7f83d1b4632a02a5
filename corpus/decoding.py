"""Any sound file as 16 kHz mono samples."""

from pathlib import Path
from typing import Final

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from corpus.recording import RATE_HZ
from simulator.errors import BadAudio

_MAX_PEAK: Final = 0.99


def _mono(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The mean of the channels; FFmpeg's own mix of float channels is their sum over root two, which can clip."""
    return np.asarray(frame.to_ndarray().mean(axis=0), dtype=np.float32)


def decode(path: Path) -> NDArray[np.float32]:
    """Samples of the first audio stream, shape (n_samples,), without DC, at its own level unless that would clip.

    PyAV, because soundfile reads neither G.722 nor GSM.

    Raises:
        BadAudio: not a sound file, or an empty one.
    """
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            stream = container.streams.audio[0]
            rate_hz = stream.rate
            to_float = av.AudioResampler(format="fltp")
            parts = [_mono(out) for frame in container.decode(stream) for out in to_float.resample(frame)]
    except (av.FFmpegError, IndexError, OSError) as error:
        raise BadAudio(f"cannot be read: {type(error).__name__}", where=path.name) from error
    if not sum(map(len, parts)):
        raise BadAudio("holds no sound", where=path.name)
    samples = np.concatenate(parts)
    samples = soxr.resample(samples - samples.mean(), rate_hz, RATE_HZ, quality="VHQ")
    peak = float(np.abs(samples).max())
    return np.asarray(samples * min(1.0, _MAX_PEAK / max(peak, 1e-9)), dtype=np.float32)
