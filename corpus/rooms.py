"""Rooms: a direct path at time zero, a few walls, and a tail of noise that dies away, sooner at high frequencies."""

import numpy as np

from corpus.filters import Samples, convolved
from corpus.recording import RATE_HZ


def room_response(rt60_s: float, direct_ratio_db: float, rng: np.random.Generator) -> Samples:
    """The impulse response of a random room.

    Args:
        rt60_s: time in which the tail falls 60 dB.
        direct_ratio_db: energy of the direct path re all that follows.

    Raises:
        ValueError: when `rt60_s` is not above 0.
    """
    if not rt60_s > 0:
        raise ValueError(f"a room of RT60 {rt60_s} s; it must be above 0")
    n_samples = int(1.1 * rt60_s * RATE_HZ) + 1
    at_s = np.arange(n_samples) / RATE_HZ
    dull = rng.standard_normal(n_samples)
    # Each sample leans on the one before: the tail loses its highs as walls swallow them.
    dull[1:] = dull[1:] + float(rng.uniform(0.2, 0.8)) * dull[:-1]
    late = dull * 10 ** (-3 * at_s / rt60_s) * np.clip((at_s - 0.004) / 0.02, 0, 1)
    for _ in range(int(rng.integers(4, 9))):
        delay_s = float(rng.uniform(0.0015, 0.03))
        late[int(delay_s * RATE_HZ)] += (
            float(rng.uniform(1, 4)) * rng.choice([-1, 1, 1]) * 10 ** (-3 * delay_s / rt60_s)
        )
    late[0] = 0.0
    late *= np.sqrt(10 ** (-direct_ratio_db / 10) / np.sum(late**2))
    late[0] = 1.0
    return np.asarray(late)


def in_room(samples: Samples, rt60_s: float, direct_ratio_db: float, rng: np.random.Generator) -> Samples:
    """The sound in a random room; same length, direct path undelayed."""
    return convolved(samples, room_response(rt60_s, direct_ratio_db, rng))
