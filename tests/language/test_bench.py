"""The bench counts as it says, and the judgement holds its figures on writers it was not trained on."""

from dataclasses import replace

import pytest

from simulator.flow.labels import LANGUAGES
from simulator.language.agreement import Counts
from simulator.language.bench import Verdict, as_code_table, as_table, kappa, run_bench, systems
from simulator.language.corpus import CORPUS, Entry, SecondLabel, read_corpus
from simulator.language.learned import learned_reader


@pytest.fixture(scope="module")
def tune() -> list[Entry]:
    """Writers of which only the weighing was fitted."""
    corpus = read_corpus(CORPUS)
    return [entry for entry in corpus if entry.split == "tune" and entry.is_agreed]


def perfect(entry: Entry) -> Verdict:
    said = entry.utterance
    places = tuple((code, said.text.find(words), said.text.find(words) + len(words)) for code, words in said.spans)
    return Verdict(said.is_vague, float(said.is_vague), said.core, frozenset(said.legal), places, frozenset(said.acts))


def test_a_perfect_system_scores_one_and_a_mute_one_nothing(tune: list[Entry]) -> None:
    mute = Verdict(is_vague=False, vague_prob=0.0, has_core=False, flags=frozenset(), places=(), acts=frozenset())
    right, silent = run_bench(tune[:60], {"perfect": perfect, "mute": lambda _: mute})
    for counts in (right.vague, right.core, right.spans, right.acts):
        assert counts.f1 == 1
    assert right.false_alarm_ratio == right.clean_flag_ratio == right.calibration_error == 0
    assert silent.vague.f1 == silent.core.f1 == silent.spans.f1 == 0


def test_a_code_that_a_language_lacks_is_a_dash(tune: list[Entry]) -> None:
    dutch, french = ([entry for entry in tune if entry.language == language] for language in ("nl", "fr"))
    hedging = [entry for entry in french if {code for code, _ in entry.utterance.spans} == {"euphemism"}]
    table = as_code_table(run_bench([*dutch, *hedging[:1]], {"perfect": perfect}))
    assert any(line.split()[-1] == "-" for line in table.splitlines())


def test_the_interval_holds_the_figure_and_narrows_with_more_groups() -> None:
    few, many = (Counts((1, 0) * n, (0, 1) * n, (0, 0) * n) for n in (5, 100))
    (low, high), (narrow_low, narrow_high) = few.interval(), many.interval()
    assert low <= few.f1 <= high
    assert narrow_high - narrow_low < high - low


def test_kappa_is_one_for_the_same_answers_and_nothing_by_chance(tune: list[Entry]) -> None:
    entry = tune[0]
    answers = [(True, True), (False, False), (True, False), (False, True)]
    entries = [replace(entry, id=str(index), second=SecondLabel(0, False, frozenset())) for index in range(4)]
    given = {each.id: answer for each, answer in zip(entries, answers, strict=True)}
    assert kappa(entries, lambda each: given[each.id]) == pytest.approx(0)
    assert kappa(entries[:2], lambda each: given[each.id]) == pytest.approx(1)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_judgement_holds_its_figures(tune: list[Entry]) -> None:
    compared = systems(learned_reader())
    rows = run_bench(tune, {"both": compared["both"]})
    assert [row.language for row in rows] == list(LANGUAGES)
    for row in rows:
        assert row.vague.f1 >= 0.85, row
        assert row.core.f1 >= 0.85, row
        assert row.false_alarm_ratio <= 0.08, row
        assert row.clean_flag_ratio <= 0.02, row
    assert all(language in as_table(rows) for language in LANGUAGES)
    assert "euphemism" in as_code_table(rows)
