"""Numbers that cannot be told → why, each for itself, and the one sentence for logs and help."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from simulator.flow.prosody import Delivery, MeasureName, QualityProblem, Reason, Unsaid
from simulator.prosody.quality import LEAST_SNR_DB

_REASON_OF: Final[dict[MeasureName, Reason]] = {
    "articulation_rate_sps": "too_little_speech",
    "median_hz": "too_little_voice",
    "range_st": "too_little_voice",
    "sd_st": "too_little_voice",
    "pdq": "too_little_voice",
    "slope_st_s": "too_little_voice",
    "final_slope_st_s": "ends_without_voice",
    "final_rise_st": "ends_without_voice",
    "core_db": "no_word_times",
    "last_word_db": "no_word_times",
}
"""Why each is NaN when there is speech; what is not here is NaN only without any."""
_PROBLEMS: Final[dict[QualityProblem, str]] = {
    "no_speech": "no speech was found in this recording",
    "clipped": "the recording clips: turn the microphone down",
    "noisy": f"the noise is less than {LEAST_SNR_DB:.0f} dB under the speech",
}
_OBSTACLES: Final[tuple[tuple[MeasureName, str], ...]] = (
    ("median_hz", "less than 0.2 s of voiced speech: no pitch is told"),
    ("articulation_rate_sps", "less than 1 s of speech: no pace is told"),
    ("range_st", "less than 0.5 s of voiced speech: no pitch range is told"),
    ("final_slope_st_s", "the turn does not end on 250 ms of voice: no final slope is told"),
)


def unsaid_of(delivery: Delivery) -> tuple[Unsaid, ...]:
    """The reason of every number that is NaN, before anybody knows which words tell the core."""
    return tuple(_unsaid(delivery))


def _unsaid(delivery: Delivery) -> Iterator[Unsaid]:
    core: Reason = "no_core_told" if delivery.word_levels_db else "no_word_times"
    for name, value in delivery.values().items():
        if not np.isnan(value):
            continue
        if delivery.speech_ms == 0:
            yield Unsaid(name, "no_speech")
        elif name in ("core_db", "last_word_db"):
            yield Unsaid(name, core)
        else:
            yield Unsaid(name, _REASON_OF.get(name, "no_speech"))


def first_obstacle(delivery: Delivery) -> str | None:
    """The first thing that stands in the way of pitch and pace, in English; None when nothing does."""
    if delivery.quality.problem is not None:
        return _PROBLEMS[delivery.quality.problem]
    values = delivery.values()
    return next((text for name, text in _OBSTACLES if np.isnan(values[name])), None)
