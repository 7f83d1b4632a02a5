"""The structure model: fitted weights come out again from the corpus in the repository."""

from importlib.resources import files
from pathlib import Path

import pytest

from simulator.language.rule_bench import read_corpus
from simulator.language.rulebook import rulebook
from simulator.language.structure_fit import fit_weights, fitted_yaml

CORPUS = Path(__file__).parent / "corpus"


def test_a_feature_that_decides_gets_the_weight() -> None:
    rows = [{"image": float(i % 2), "noise": float(i % 3 == 0)} for i in range(60)]
    _, weights = fit_weights(rows, [row["image"] > 0 for row in rows])
    assert weights["image"] > 1.0
    assert abs(weights["noise"]) < 0.3


def test_the_shipped_weights_are_those_of_the_corpus() -> None:
    """Run `python -m simulator.language.structure_fit tests/language/corpus 0.65` after a change of rules or corpus."""
    shipped = (files("simulator.language") / "wording/structure.yaml").read_text(encoding="utf-8")
    fresh = fitted_yaml(read_corpus(CORPUS), threshold_prob=rulebook("nl").structure_model.threshold_prob)
    for line, wanted in zip(shipped.splitlines(), fresh.splitlines(), strict=True):
        name, _, value = line.partition(": ")
        if name.startswith("  "):
            assert float(value) == pytest.approx(float(wanted.partition(": ")[2]), abs=0.002), name
        else:
            assert line == wanted
