"""levels → whether a recording carries a judgement of delivery at all."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import LevelSummary, Quality, QualityProblem
from simulator.prosody.level import HOP_SAMPLES

LEAST_SNR_DB: Final = 10.0
"""Under it every tracker we measured errs on more than one frame in twenty (shared/prosody.md, table 3a)."""
MOST_CLIPPING_RATIO: Final = 0.01
HIGHEST_SNR_DB: Final = 80.0
"""Digital silence between words has no noise; more than this is not told."""


def summarise_level(level_db: NDArray[np.float32], speaking: NDArray[np.bool_]) -> LevelSummary:
    """Median and spread (5th to 95th percentile) while speaking; NaN when nobody speaks."""
    if not speaking.any():
        return LevelSummary(float("nan"), float("nan"))
    low, middle, high = np.percentile(level_db[speaking], (5, 50, 95))
    return LevelSummary(float(middle), float(high - low))


def signal_to_noise(level_db: NDArray[np.float32], speaking: NDArray[np.bool_]) -> float:
    """DB of speech over what is left when nobody speaks, -20 to 80; NaN when nobody speaks.

    Noise is the middle of the quiet frames, or the faintest twentieth of a recording without a pause.
    """
    if not speaking.any():
        return float("nan")
    power = 10 ** (level_db.astype(np.float64) / 10)
    quiet = power[~speaking]
    noise = float(np.median(quiet)) if len(quiet) >= 10 else float(np.percentile(power, 5))
    speech = max(float(np.mean(power[speaking])) - noise, 1e-2 * noise)
    return float(min(10 * np.log10(speech / max(noise, 1e-12)), HIGHEST_SNR_DB))


def judge_quality(level_db: NDArray[np.float32], clipped: NDArray[np.float32], speaking: NDArray[np.bool_]) -> Quality:
    """Signal-to-noise, clipping, and whether both allow a judgement."""
    snr_db = signal_to_noise(level_db, speaking)
    clipping_ratio = float(clipped.sum() / (HOP_SAMPLES * len(clipped))) if len(clipped) else 0.0
    problem = _problem(snr_db, clipping_ratio)
    return Quality(snr_db, clipping_ratio, problem is None, problem)


def _problem(snr_db: float, clipping_ratio: float) -> QualityProblem | None:
    if np.isnan(snr_db):
        return "no_speech"
    if clipping_ratio > MOST_CLIPPING_RATIO:
        return "clipped"
    return "noisy" if snr_db < LEAST_SNR_DB else None
