"""One recording → its frames, by pushing it through a bank of one stream."""

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import FRAME_S, PitchTrack
from simulator.prosody.bank import Frames, PitchBank, joined
from simulator.prosody.samples import blocks_at_input_rate, checked


def frames_of(samples: NDArray[np.floating], sample_rate: int) -> Frames:
    """Everything the kernel measures in one recording, as a bank of one stream.

    Raises:
        BadAudio: as in `checked`.
    """
    usable = checked(samples, sample_rate)
    bank = PitchBank(1)
    parts = [bank.push(block[None, :]) for block in blocks_at_input_rate(usable, sample_rate)]
    return joined([*parts, bank.finish()])


def track_of(frames: Frames, stream: int = 0) -> PitchTrack:
    """The public track of one stream."""
    n_frames = frames.f0_hz.shape[1]
    return PitchTrack(
        times_s=(frames.first_frame + np.arange(n_frames, dtype=np.float64) + 0.5) * FRAME_S,
        f0_hz=frames.f0_hz[stream],
        voicing=frames.voicing[stream],
        level_db=frames.level_db[stream],
    )


def track(samples: NDArray[np.floating], sample_rate: int) -> PitchTrack:
    """Pitch, voicing and level of a recording, one value per whole 10 ms.

    Args:
        samples: mono, shape (n_samples,), floating point, [-1, 1]; empty gives an empty track.
        sample_rate: 8000 to 96000 Hz; audio that is not at 16 kHz is resampled in blocks.

    Returns:
        `len(samples) * 100 // sample_rate` frames, to within one; frame i covers 10 i to 10 i + 10 ms.

    Raises:
        BadAudio: more than one channel, NaN or infinite samples, integers, or a rate out of range.
    """
    return track_of(frames_of(samples, sample_rate))
