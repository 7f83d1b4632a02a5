"""Rule data: complete in all languages, and a mistake is told with file and line."""

from typing import get_args

import pytest
from pydantic import TypeAdapter

from simulator.errors import BadInput
from simulator.flow.labels import ACTS, LANGUAGES, LEGAL_FLAGS, SCENARIO_KINDS, Language, VaguenessCode
from simulator.language.legal import legal_wording
from simulator.language.rule_files import read_rules
from simulator.language.rulebook import rulebook
from simulator.language.rules import LegalFile
from simulator.language.wording_files import act_wording, vagueness_wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_rules_for_every_label(language: Language) -> None:
    rules = rulebook(language)
    assert {rule.label for rule in rules.vague} == set(get_args(VaguenessCode))
    assert {rule.label for rule in rules.legal} == set(LEGAL_FLAGS)
    assert {kind for rule in rules.core for kind in rule.rule.only_in} == set(SCENARIO_KINDS)
    ids = [r.rule_id for r in rules.vague] + [r.rule_id for r in rules.legal] + [r.rule_id for r in rules.core]
    assert len(ids) == len(set(ids))


def test_every_language_has_the_same_structural_features() -> None:
    names = {language: set(rulebook(language).structure) for language in LANGUAGES}
    assert names["nl"] == names["fr"] == names["en"]
    assert names["nl"] <= set(rulebook("nl").structure_model.weights)


def test_every_label_has_words_for_the_trainee() -> None:
    wording = vagueness_wording()
    assert set(wording.codes) == set(get_args(VaguenessCode))
    assert set(wording.core_examples) == set(SCENARIO_KINDS)
    assert set(act_wording()) == set(ACTS)
    assert set(legal_wording()) == set(LEGAL_FLAGS)


def test_every_legal_message_sends_to_hr_or_a_lawyer() -> None:
    for wording in legal_wording().values():
        assert "HR" in wording.message.nl
        assert "RH" in wording.message.fr
        assert wording.message.en.endswith("Check with HR or legal.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("age:\n  - id: a\n    any: x\n    gaurds: [negated]\n", 4),
        ("age:\n  - id: a\n    any: x\nheight:\n  - id: b\n    any: y\n", 4),
        ("age:\n  - id: a\n   any: x\n", 3),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        read_rules(text, where="language/nl/legal.yaml", adapter=TypeAdapter(LegalFile))
    assert refused.value.where == f"language/nl/legal.yaml:{line}"
