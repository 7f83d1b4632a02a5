"""A file or its bytes → mono samples on the input clock."""

import io
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from simulator.audio.resample import resample
from simulator.errors import BadAudio, NotFound
from simulator.flow.audio import Samples

MIN_RATE_HZ: Final = 8_000
"""Telephone; below it the consonants that tell words apart are gone."""
MAX_RATE_HZ: Final = 96_000

_REMEDY: Final = "Give a WAV, FLAC or OGG file with speech."


def read_audio(source: Path | bytes, *, where: str | None = None) -> Samples:
    """Speech from a WAV, FLAC or OGG file of 8 to 96 kHz, any width; channels are averaged.

    Args:
        source: a path, or the bytes of a file.
        where: what to call the source in errors; the path when absent.

    Returns:
        Shape (n_samples,), float32, 16 kHz, at least one sample, all finite.

    Raises:
        NotFound: when there is no such file.
        BadAudio: when it is not audio, is empty, holds NaN or infinity, or has a rate out of range.
    """
    place = where or (str(source) if isinstance(source, Path) else "audio")
    frames, rate_hz = _read_frames(source, place)
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise BadAudio(f"sample rate is {rate_hz} Hz.", where=place, remedy="Use 8,000 to 96,000 Hz.")
    if not len(frames):
        raise BadAudio("holds no samples.", where=place, remedy=_REMEDY)
    if not np.isfinite(frames).all():
        raise BadAudio("holds samples that are not numbers (NaN or infinity).", where=place, remedy="Record it again.")
    samples = resample(frames.mean(axis=1, dtype=np.float32), rate_hz)
    if not len(samples):
        raise BadAudio("is too short to hold one sample at 16 kHz.", where=place, remedy=_REMEDY)
    return samples


def _read_frames(source: Path | bytes, place: str) -> tuple[Samples, int]:
    """Shape (n_frames, n_channels), and the rate."""
    if isinstance(source, Path) and not source.is_file():
        raise NotFound("no such file.", where=place, remedy=_REMEDY)
    stream = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    try:
        frames, rate_hz = soundfile.read(stream, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        reason = getattr(error, "error_string", None) or getattr(error, "strerror", None) or "unreadable"
        raise BadAudio(f"not readable as audio ({reason.strip().rstrip('.')}).", where=place, remedy=_REMEDY) from None
    return frames, rate_hz
