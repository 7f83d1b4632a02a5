"""Stretches of a yes/no track."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled

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


@compiled()
def likeliest(log_odds: NDArray[np.float32], bias: float, change_cost: float) -> NDArray[np.bool_]:
    """The yes/no track of the greatest summed log odds (plus bias) when every change costs `change_cost` (Viterbi)."""
    n_steps = len(log_odds)
    stays = np.empty((n_steps, 2), np.bool_)
    no, yes = np.float32(0.0), np.float32(0.0)
    cost = np.float32(change_cost)
    for n in range(n_steps):
        stays[n, 0], stays[n, 1] = no >= yes - cost, yes >= no - cost
        no, yes = max(no, yes - cost), max(yes, no - cost) + log_odds[n] + np.float32(bias)
    track = np.empty(n_steps, np.bool_)
    is_yes = bool(yes > no)
    for n in range(n_steps - 1, -1, -1):
        track[n] = is_yes
        if not stays[n, 1 if is_yes else 0]:
            is_yes = not is_yes
    return track
