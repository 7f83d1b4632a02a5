"""The corpus is whole, and the development part stays at its figures; the untouched part is only reported."""

from pathlib import Path

import pytest

from simulator.flow.labels import LANGUAGES, SCENARIO_KINDS, Language
from simulator.language.rule_bench import as_table, read_corpus, run_bench

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_covers_all_kinds_in_both_splits(language: Language) -> None:
    labels = read_corpus(CORPUS)[language]
    assert {label.scenario for label in labels} == set(SCENARIO_KINDS)
    assert len({label.id for label in labels}) == len(labels)
    pairs = {label.pair: label.split for label in labels}
    assert all(pairs[label.pair] == label.split for label in labels), "a minimal pair stays in one split"


def test_the_development_part_holds_its_figures() -> None:
    for row in run_bench(read_corpus(CORPUS), ["dev"]):
        assert row.vague.f1 >= 0.93, row
        assert row.core.f1 >= 0.95, row
        assert row.false_alarm_ratio <= 0.02, row
        assert row.clean_legal_ratio <= 0.01, row


def test_the_table_names_both_splits() -> None:
    table = as_table(run_bench(read_corpus(CORPUS)))
    assert table.count(" dev ") == table.count(" test ") == len(LANGUAGES)
