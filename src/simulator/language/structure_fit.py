"""Fits the weights of the structure model: logistic regression with a ridge, by Newton steps. Deterministic.

python -m simulator.language.structure_fit tests/language/corpus 0.65 > structure.yaml
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.flow.labels import Language
from simulator.flow.language import TurnContext
from simulator.language.judging import look
from simulator.language.rule_bench import Labelled, read_corpus
from simulator.language.rulebook import rulebook
from simulator.language.severity import VAGUE_FROM
from simulator.language.structure import structure_features
from simulator.language.turn import TurnView

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


def fitted_yaml(corpus: Mapping[Language, Sequence[Labelled]], *, threshold_prob: float) -> str:
    """The text of wording/structure.yaml, fitted on the development split of a corpus."""
    labels = [(language, label) for language, of_language in corpus.items() for label in of_language]
    development = [(language, label) for language, label in labels if label.split == "dev"]
    rows = [features_of(label, language) for language, label in development]
    bias, weights = fit_weights(rows, [label.vague >= VAGUE_FROM for _, label in development])
    lines = [
        "# Weights of the structure model (structure.py), written by `python -m simulator.language.structure_fit`.",
        "# Positive speaks for vague, negative for clear.",
        f"bias: {bias:.3f}",
        f"threshold_prob: {threshold_prob}",
        f"fitted_on: 'development split, {len(rows)} utterances, corpus sha256 {_digest(development)}'",
        "weights:",
        *(f"  {name}: {weight:.3f}" for name, weight in weights.items()),
    ]
    return "\n".join(lines) + "\n"


def features_of(label: Labelled, language: Language) -> dict[str, float]:
    """What the structure model sees of one labelled utterance, heard alone."""
    rules = rulebook(language)
    turn = TurnView(label.text, TurnContext(scenario=label.scenario))
    _, _, seen = look(turn, rules)
    return structure_features(turn, rules.structure, seen)


def _digest(labels: Sequence[tuple[Language, Labelled]]) -> str:
    text = "\n".join(f"{language} {label.model_dump_json()}" for language, label in labels)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.stdout.write(fitted_yaml(read_corpus(Path(sys.argv[1])), threshold_prob=float(sys.argv[2])))
