"""Fits the weights of the structure model: logistic regression with a ridge, by Newton steps. Deterministic."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_RIDGE = 1.5
"""Penalty per squared weight; keeps rare features modest on a few hundred utterances."""
_STEPS = 40

Floats = NDArray[np.float64]


def fit_weights(rows: Sequence[dict[str, float]], vague: Sequence[bool]) -> tuple[float, dict[str, float]]:
    """Bias and weight per feature.

    Args:
        rows: features per utterance; every row has the same names.
        vague: whether each utterance is vague.
    """
    names = sorted(rows[0])
    inputs: Floats = np.array([[1.0, *(row[name] for name in names)] for row in rows])
    targets: Floats = np.array(vague, dtype=np.float64)
    weights = np.zeros(inputs.shape[1])
    ridge = np.diag([0.0] + [_RIDGE] * len(names))
    for _ in range(_STEPS):
        prob = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        gradient = inputs.T @ (prob - targets) + ridge @ weights
        curvature = (inputs * (prob * (1 - prob))[:, None]).T @ inputs + ridge
        weights = weights - np.linalg.solve(curvature, gradient)
    return float(weights[0]), {name: float(w) for name, w in zip(names, weights[1:], strict=True)}
