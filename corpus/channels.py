"""Lines, codecs and overdriven inputs between a mouth and a listener; none delays."""

import io
from typing import Final

import numpy as np
import soundfile
import soxr

from corpus.filters import Samples, band, shaped
from corpus.recording import RATE_HZ

_MU: Final = 255.0
_SMALLEST: Final = 0.97
"""libsndfile refuses MP3 beyond this."""
CODECS: Final = ("opus", "vorbis", "mp3", "gsm", "adpcm")
_FILE_TYPE: Final = {
    "opus": ("OGG", "OPUS"), "vorbis": ("OGG", "VORBIS"), "mp3": ("MP3", "MPEG_LAYER_III"), "gsm": ("WAV", "GSM610"),
    "adpcm": ("WAV", "IMA_ADPCM"),
}  # fmt: skip
_RATE_HZ: Final = {"gsm": 8_000, "adpcm": 8_000}


def telephone(samples: Samples) -> Samples:
    """300 to 3400 Hz, 8 kHz, eight-bit mu-law (ITU-T G.711's curve), peak at full scale less 6 dB."""
    narrow = _resampled(shaped(samples, band(300, 3_400, order=6)), RATE_HZ, 8_000)
    peak = max(1e-9, float(np.abs(narrow).max())) * 2
    return _fitted(_resampled(mu_law(narrow / peak) * peak, 8_000, RATE_HZ), len(samples))


def mu_law(samples: Samples) -> Samples:
    """Through 256 steps and back; input within [-1, 1]."""
    steps = np.sign(samples) * np.log1p(_MU * np.abs(samples)) / np.log1p(_MU)
    steps = np.round(steps.clip(-1, 1) * 127) / 127
    return np.asarray(np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(_MU)) / _MU)


def coded(samples: Samples, codec: str, *, compression_ratio: float = 0.9) -> Samples:
    """Through a lossy codec and back; libsndfile takes out what delay the codecs have.

    Args:
        codec: one of `CODECS`.
        compression_ratio: 0-1, 1 is smallest; of opus, vorbis and mp3.

    Raises:
        ValueError: when there is no such codec.
    """
    if codec not in CODECS:
        raise ValueError(f"codec {codec!r}; expected one of {', '.join(CODECS)}")
    form, subtype = _FILE_TYPE[codec]
    rate_hz = _RATE_HZ.get(codec, RATE_HZ)
    level = max(1e-9, float(np.abs(samples).max())) / 0.7
    file = io.BytesIO()
    extra = {"compression_level": min(compression_ratio, _SMALLEST)} if codec in ("opus", "vorbis", "mp3") else {}
    soundfile.write(file, _resampled(samples / level, RATE_HZ, rate_hz), rate_hz, format=form, subtype=subtype, **extra)
    file.seek(0)
    heard, heard_hz = soundfile.read(file, dtype="float64")
    return _fitted(_resampled(heard, heard_hz, RATE_HZ) * level, len(samples))


def clipped(samples: Samples, share_ratio: float) -> Samples:
    """Overdriven until this share of the samples sits at full scale."""
    loudest = float(np.quantile(np.abs(samples), 1 - share_ratio))
    return np.asarray((samples / max(1e-9, loudest)).clip(-1, 1))


def _resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    return samples if from_hz == to_hz else np.asarray(soxr.resample(samples, from_hz, to_hz), np.float64)


def _fitted(samples: Samples, n_samples: int) -> Samples:
    return np.asarray(np.pad(samples, (0, max(0, n_samples - len(samples))))[:n_samples])
