"""How far a judgement and its labels agree, for the benches."""

from dataclasses import dataclass

import numpy as np

_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, false alarms and misses of one question, per group of utterances that belong together."""

    hits: tuple[int, ...]
    false_alarms: tuple[int, ...]
    misses: tuple[int, ...]

    @property
    def f1(self) -> float:
        """NaN where nothing was asked."""
        return float(_f1(sum(self.hits), sum(self.false_alarms), sum(self.misses)))

    @property
    def precision(self) -> float:
        return ratio(sum(self.hits), sum(self.hits) + sum(self.false_alarms))

    @property
    def recall(self) -> float:
        return ratio(sum(self.hits), sum(self.hits) + sum(self.misses))

    def interval(self, seed: int = 1) -> tuple[float, float]:
        """95 % interval of F1 by bootstrap over the groups."""
        counts = np.array([self.hits, self.false_alarms, self.misses])
        drawn = np.random.default_rng(seed).integers(counts.shape[1], size=(_DRAWS, counts.shape[1]))
        low, high = np.nanpercentile(_f1(*counts[:, drawn].sum(2)), [2.5, 97.5])
        return float(low), float(high)


def ratio(part: int, whole: int) -> float:
    """NaN where there is nothing."""
    return part / whole if whole else float("nan")


def _f1(hits: np.ndarray | int, false_alarms: np.ndarray | int, misses: np.ndarray | int) -> np.ndarray:
    total = 2 * np.asarray(hits) + false_alarms + misses
    return np.where(total > 0, 2 * np.asarray(hits) / np.maximum(total, 1), np.nan)
