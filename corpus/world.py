"""A recorded voice taken apart by WORLD and put together again with another pitch, so that the pitch is known exactly.

Source: Morise, Yokomori & Ozawa 2016, "WORLD: a vocoder-based high-quality speech synthesis system", IEICE E99-D.
"""

import warnings
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.recording import FRAME_SAMPLES, RATE_HZ

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyworld imports pkg_resources, which announces its end
    import pyworld

STEP_S: Final = 0.005
_STEPS_PER_FRAME: Final = 2
_NO_VOICING_DECISION: Final = 0.0
"""D4C's own voicing decision would make noise of frames that get a pitch: then the truth would be false."""
_VOICE_BAND_HZ: Final = 1000.0
_BREATHY: Final = 0.6
"""Mean aperiodicity under 1 kHz above which nobody could say whether a frame is voiced."""

_Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Voiced:
    """A voice in WORLD's terms, one row per 5 ms."""

    f0_hz: _Values
    """Shape (n_steps,), 0 where unvoiced."""
    envelope: _Values
    """Shape (n_steps, n_bins), power."""
    aperiodicity: _Values
    """Shape (n_steps, n_bins), 0 to 1."""

    def at(self, steps: NDArray[np.intp]) -> "Voiced":
        """The rows at `steps`, in that order: time stretched, held or turned round."""
        return Voiced(self.f0_hz[steps], self.envelope[steps], self.aperiodicity[steps])

    def with_f0(self, f0_hz: _Values) -> "Voiced":
        return replace(self, f0_hz=np.ascontiguousarray(f0_hz, dtype=np.float64))


def take_apart(samples: NDArray[np.float32], label_hz: NDArray[np.float32]) -> Voiced:
    """WORLD's analysis with the agreed pitch, and DIO's where the trackers disagree.

    Args:
        samples: 16 kHz, whole frames.
        label_hz: shape (n_frames,), as `consensus.label` gives it.
    """
    sound = samples.astype(np.float64)
    own_hz, times_s = pyworld.dio(sound, RATE_HZ, f0_floor=55.0, f0_ceil=700.0, frame_period=1000 * STEP_S)
    own_hz = pyworld.stonemask(sound, own_hz, times_s, RATE_HZ)
    frames = np.minimum(np.arange(len(own_hz)) // _STEPS_PER_FRAME, len(label_hz) - 1)
    label = label_hz.astype(np.float64)[frames]
    f0_hz = np.where(np.isnan(label), own_hz, np.where(label > 0, label, 0.0))
    envelope = pyworld.cheaptrick(sound, f0_hz, times_s, RATE_HZ)
    aperiodicity = pyworld.d4c(sound, f0_hz, times_s, RATE_HZ, threshold=_NO_VOICING_DECISION)
    return Voiced(f0_hz, envelope, aperiodicity)


def put_together(voice: Voiced) -> NDArray[np.float32]:
    """Samples of whole 10 ms frames."""
    sound = pyworld.synthesize(
        voice.f0_hz,
        np.ascontiguousarray(voice.envelope),
        np.ascontiguousarray(voice.aperiodicity),
        RATE_HZ,
        1000 * STEP_S,
    )
    return np.asarray(sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES], dtype=np.float32)


def truth_hz(voice: Voiced, n_frames: int) -> NDArray[np.float32]:
    """Pitch at the centre of each 10 ms frame: the middle one of its three steps.

    Returns:
        Shape (n_frames,): Hz; 0 where no step within 10 ms is voiced; NaN where some are and some are not (WORLD fades
        between them), and where the voice is so breathy that its pitch cannot be heard.
    """
    n_bins = voice.envelope.shape[1]
    low = slice(1, max(2, round(_VOICE_BAND_HZ / (RATE_HZ / 2) * n_bins)))
    weight = voice.envelope[:, low]
    breathy = np.sum(voice.aperiodicity[:, low] * weight, axis=1) / np.maximum(weight.sum(axis=1), 1e-20) > _BREATHY
    centres = np.minimum(np.arange(n_frames) * _STEPS_PER_FRAME + 1, len(voice.f0_hz) - 1)
    around = np.clip(centres[:, None] + np.arange(-2, 3), 0, len(voice.f0_hz) - 1)
    voiced = voice.f0_hz[around] > 0
    unclear = (voiced.any(axis=1) & ~voiced.all(axis=1)) | (voiced.any(axis=1) & breathy[centres])
    return np.asarray(np.where(unclear, np.nan, voice.f0_hz[centres]), dtype=np.float32)
