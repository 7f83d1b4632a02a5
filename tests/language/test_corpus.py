"""The judgement corpus is whole: every line sound, no text twice, writers never split, two readers."""

from pathlib import Path

import pytest

from simulator.errors import BadInput, NotFound
from simulator.flow.labels import LANGUAGES, LEGAL_FLAGS, SCENARIO_KINDS, VAGUENESS_WEIGHT, Language
from simulator.language.corpus import CORPUS, Entry, read_corpus, read_utterances, untouched

LEAST: dict[Language, int] = {"nl": 4000, "fr": 1500, "en": 1500}


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return read_corpus(CORPUS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_size_and_all_labels(entries: list[Entry], language: Language) -> None:
    found = [entry.utterance for entry in entries if entry.language == language]
    assert len(found) >= LEAST[language]
    assert {each.scenario for each in found} == set(SCENARIO_KINDS)
    assert {flag for each in found for flag in each.legal} == set(LEGAL_FLAGS)
    assert {code for each in found for code, _ in each.spans} == set(VAGUENESS_WEIGHT)


def test_what_is_measured_was_never_trained_on(entries: list[Entry]) -> None:
    trained = {entry.utterance.text for entry in entries if entry.split == "train"}
    of_test = [entry for entry in entries if entry.split == "test"]
    kept = untouched(entries, "test")
    assert len(of_test) - 5 <= len(kept) < len(of_test)
    assert not trained & {entry.utterance.text for entry in kept}


def test_nearly_a_tenth_of_each_language_is_untouched(entries: list[Entry]) -> None:
    for language in LANGUAGES:
        splits = [entry.split for entry in entries if entry.language == language]
        assert 0.09 <= splits.count("test") / len(splits) <= 0.15


def test_every_line_was_read_twice(entries: list[Entry]) -> None:
    assert not {entry.writer for entry in entries if entry.second is None}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no json", "Invalid JSON"),
        ('{"pair": "c4-01"}', "scenario"),
        (
            '{"pair":"c4-01","scenario":"c4_talk","voice":"A","kind":"vague","vague":3,"core":false,"acts":[],"legal":[],\
"spans":[["euphemism","elders"]],"text":"We gaan uiteen."}',
            "letter by letter",
        ),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "w1.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadInput, match=told) as raised:
        list(read_utterances(path))
    assert "w1.jsonl:1" in str(raised.value)


def test_a_folder_without_a_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no judgement corpus"):
        read_corpus(tmp_path)
