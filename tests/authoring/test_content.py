"""What the shipped personas say: rules of the domain brief that no type can hold."""

import re

import pytest

from simulator.authoring.trainees import policies_for
from simulator.dialogue import authored, choosable_intents
from simulator.flow.labels import Intent, Language
from simulator.flow.persona import Persona
from simulator.flow.scenario import Scenario
from tests.dialogue.talks import catalog

PAIRS = [
    (scenario, catalog().persona(name), language)
    for scenario in catalog().scenarios.values()
    for name in scenario.personas
    for language in catalog().persona(name).languages
    if language in scenario.languages
]
IDS = [f"{scenario.id}-{persona.id}-{language}" for scenario, persona, language in PAIRS]
RICH: tuple[Intent, ...] = (
    "ask_clarity", "ask_yes_no", "insist", "take_news", "ask_practical", "ask_date", "push_back", "await_point",
)  # fmt: skip
BEFORE_NEWS: tuple[Intent, ...] = ("small_reply", "await_point", "ask_clarity", "insist", "leave", "push_back")
THE_NEWS = {
    "c4_talk": re.compile(r"ontsla|ontslag|\bc4\b|licenci|dismiss", re.IGNORECASE),
    "perf_review": re.compile(r"onvoldoende|gebuisd|insuffisant", re.IGNORECASE),
}


def _texts(scenario: Scenario, persona: Persona, language: Language, intent: Intent) -> list[str]:
    return [text for lines in authored(scenario, persona, language, intent).values() for text in lines]


@pytest.mark.parametrize(("scenario", "persona", "language"), PAIRS, ids=IDS)
def test_what_matters_has_three_variants(scenario: Scenario, persona: Persona, language: Language) -> None:
    spoken = choosable_intents(scenario, persona)
    for intent in (intent for intent in RICH if intent in spoken):
        assert len(set(_texts(scenario, persona, language, intent))) >= 3, intent


@pytest.mark.parametrize(("scenario", "persona", "language"), PAIRS, ids=IDS)
def test_the_persona_never_does_the_trainees_work(scenario: Scenario, persona: Persona, language: Language) -> None:
    for intent in BEFORE_NEWS:
        for text in _texts(scenario, persona, language, intent):
            assert not THE_NEWS[scenario.kind].search(text), f"{intent}: {text}"


@pytest.mark.parametrize("scenario", catalog().scenarios.values(), ids=lambda scenario: scenario.id)
def test_the_rubric_is_the_one_of_the_domain_brief(scenario: Scenario) -> None:
    weights = {
        "c4_talk": [20, 20, 10, 15, 10, 8, 7, 10],
        "perf_review": [20, 20, 10, 20, 20, 10],
    }
    assert [criterion.weight for criterion in scenario.rubric.criteria] == weights[scenario.kind]
    assert scenario.rubric.blockers[0].cap == 40
    assert [rung.debt for rung in scenario.ladder] == [2, 5, 8, 11]


@pytest.mark.parametrize("scenario", catalog().scenarios.values(), ids=lambda scenario: scenario.id)
def test_every_legal_note_sends_the_trainee_to_hr_or_legal(scenario: Scenario) -> None:
    assert scenario.legal
    for note in scenario.legal:
        assert "HR" in note.text.nl
        assert "RH" in note.text.fr
        assert "HR" in note.text.en
        assert note.source


@pytest.mark.parametrize("scenario", catalog().scenarios.values(), ids=lambda scenario: scenario.id)
def test_a_scenario_has_levels_examples_and_trainees(scenario: Scenario) -> None:
    assert set(scenario.difficulties) == {"easy", "normal", "hard"}
    assert len(scenario.examples) >= 4
    assert set(scenario.languages) <= set(policies_for(scenario.kind))
