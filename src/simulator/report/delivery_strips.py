"""Each quantity of delivery as one small drawing: every turn a dot, beside what is usual. It judges nothing."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from simulator.flow.labels import Language

WIDTH, HEIGHT = 150.0, 22.0
EDGE = 6.0
BAND_MIN = 3.0

AXIS: Final[dict[str, tuple[float, float]]] = {
    "articulation_rate_sps": (2, 8),
    "pitch_range_st": (0, 20),
    "pdq": (0, 0.5),
    "final_rise_st": (-12, 12),
    "core_db": (-15, 10),
    "last_word_db": (-20, 10),
    "level_range_db": (0, 60),
    "longest_pause_s": (0, 12),
    "filled_pauses_per_100_words": (0, 15),
    "answer_gap_s": (-1, 5),
}
"""From the left to the right edge of each drawing; what lies outside stands at the edge. Our choice."""
USUAL: Final[dict[str, tuple[float, float]]] = {
    "pdq": (0.11, 0.24),
    "final_rise_st": (-12, 3),
    "core_db": (-6, 10),
    "last_word_db": (-10, 10),
    "filled_pauses_per_100_words": (0, 3),
    "answer_gap_s": (0.2, 0.2),
}
"""As the words beside the drawing say it, with their source (texts/*.yaml, delivery)."""
USUAL_RATE_SPS: Final[dict[Language, tuple[float, float]]] = {"nl": (4.2, 5.1), "fr": (4, 6), "en": (4, 6)}


@dataclass(frozen=True, slots=True)
class Strip:
    """Places from the left edge."""

    news_x: float | None
    other_xs: tuple[float, ...]
    median_x: float | None
    """Of the other turns: the speaker's own usual."""
    band_x: float
    band_width: float
    """0: nothing is usual here, or no norm is applied."""
    low: float
    high: float


def strip_of(
    name: str, values: Mapping[int, float], news_turn: int | None, usual: tuple[float, float] | None
) -> Strip | None:
    """The drawing, or None where no turn has a number.

    Args:
        values: by ordinal of the trainee turn; NaN where there is none.
        usual: from and to; None draws none.
    """
    known = {n: v for n, v in values.items() if not math.isnan(v)}
    if not known:
        return None
    low, high = AXIS[name]
    others = [v for n, v in known.items() if n != news_turn]
    left, right = (_x(name, usual[0]), _x(name, usual[1])) if usual else (0.0, 0.0)
    return Strip(
        news_x=_x(name, known[news_turn]) if news_turn in known else None,
        other_xs=tuple(_x(name, v) for v in others),
        median_x=_x(name, median(others)) if others else None,
        band_x=left,
        band_width=max(BAND_MIN, round(right - left, 1)) if usual else 0.0,
        low=low,
        high=high,
    )


def usual_of(name: str, language: Language) -> tuple[float, float] | None:
    """What is usual, in the language that was spoken."""
    return USUAL_RATE_SPS[language] if name == "articulation_rate_sps" else USUAL.get(name)


def _x(name: str, value: float) -> float:
    low, high = AXIS[name]
    share = (min(high, max(low, value)) - low) / (high - low)
    return round(EDGE + share * (WIDTH - 2 * EDGE), 1)
