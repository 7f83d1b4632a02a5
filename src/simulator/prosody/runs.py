"""Stretches of a yes/no track."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Run: TypeAlias = tuple[int, int]
"""First index and one past the last."""


def runs_of(mask: NDArray[np.bool_]) -> list[Run]:
    """Every stretch of True, in order."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def without_short(mask: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """The track without stretches of True shorter than `least`."""
    kept = mask.copy()
    for start, end in runs_of(mask):
        if end - start < least:
            kept[start:end] = False
    return kept
