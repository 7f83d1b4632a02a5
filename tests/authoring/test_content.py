"""What the shipped personas say: rules of the domain brief that no type can hold."""

import re
from collections import Counter

import pytest

from simulator.authoring.trainees import policies_for
from simulator.dialogue import authored, choosable_intents
from simulator.flow.labels import SCENARIO_KINDS, Intent, Language, ScenarioKind
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
THE_NEWS: dict[ScenarioKind, re.Pattern[str]] = {
    "c4_talk": re.compile(r"ontsla|ontslag|\bc4\b|licenci|dismiss|fired|sacked", re.IGNORECASE),
    "perf_review": re.compile(r"onvoldoende|gebuisd|insuffisant|insufficient", re.IGNORECASE),
    "change_cobot": re.compile(r"cobot|robot|premie|prime", re.IGNORECASE),
    "training_leave": re.compile(r"geweigerd|afgekeurd", re.IGNORECASE),
    "board_freeze": re.compile(r"210[. ]?000|wachtdienst|on-call|service de garde", re.IGNORECASE),
    "partner_uk": re.compile(r"per ?cent|%", re.IGNORECASE),
    "partner_fr": re.compile(r"\d ?euros?\b", re.IGNORECASE),
    "partner_nl": re.compile(r"\d ?euro\b", re.IGNORECASE),
}
"""Words that tell the news of a talk; no persona may say them before the trainee does. Other kinds have none."""
WEIGHTS: dict[ScenarioKind, list[float]] = {
    "c4_talk": [20, 20, 10, 15, 10, 8, 7, 10],
    "perf_review": [20, 20, 10, 20, 20, 10],
    "conflict_be": [10, 30, 20, 20, 5, 15],
    "board_freeze": [30, 10, 30, 30],
    "empathy_signals": [30, 25, 30, 15],
    "remote_coffee": [30, 25, 30, 15],
    "change_cobot": [30, 20, 20, 15, 15],
    "partner_uk": [30, 20, 40, 10],
    "partner_fr": [30, 15, 20, 35],
    "partner_de": [25, 40, 20, 15],
    "partner_nl": [40, 10, 25, 25],
    "training_leave": [40, 20, 20, 20],
}
"""Of the scenario sheet; change_cobot's own add up to 85, and what is left counts that age is no argument."""
NO_LAW: frozenset[ScenarioKind] = frozenset({"board_freeze", "partner_uk", "partner_fr", "partner_de", "partner_nl"})


def _texts(scenario: Scenario, persona: Persona, language: Language, intent: Intent) -> list[str]:
    return [text for lines in authored(scenario, persona, language, intent).values() for text in lines]


@pytest.mark.parametrize(("scenario", "persona", "language"), PAIRS, ids=IDS)
def test_what_matters_has_three_variants(scenario: Scenario, persona: Persona, language: Language) -> None:
    spoken = choosable_intents(scenario, persona)
    for intent in (intent for intent in RICH if intent in spoken):
        assert len(set(_texts(scenario, persona, language, intent))) >= 3, intent


@pytest.mark.parametrize(("scenario", "persona", "language"), PAIRS, ids=IDS)
def test_the_persona_never_does_the_trainees_work(scenario: Scenario, persona: Persona, language: Language) -> None:
    news = THE_NEWS.get(scenario.kind)
    for intent in BEFORE_NEWS if news else ():
        for text in _texts(scenario, persona, language, intent):
            assert news is None or not news.search(text), f"{intent}: {text}"


@pytest.mark.parametrize("scenario", catalog().scenarios.values(), ids=lambda scenario: scenario.id)
def test_the_rubric_is_the_one_of_the_domain_brief(scenario: Scenario) -> None:
    assert [criterion.weight for criterion in scenario.rubric.criteria] == WEIGHTS[scenario.kind]
    assert scenario.rubric.blockers[0].cap <= 50
    debts = [rung.debt for rung in scenario.ladder]
    assert debts == ([2, 5, 8, 11] if scenario.kind in ("c4_talk", "perf_review") else sorted(debts))


def test_all_twelve_kinds_have_a_talk_and_three_kinds_of_dismissal() -> None:
    kinds = Counter(scenario.kind for scenario in catalog().scenarios.values())
    assert set(kinds) == set(SCENARIO_KINDS)
    assert kinds["c4_talk"] == 3
    for kind in ("c4_talk", "perf_review", "conflict_be", "board_freeze"):
        offered = [set(s.languages) for s in catalog().scenarios.values() if s.kind == kind]
        assert all(languages == {"nl", "fr", "en"} for languages in offered), kind


@pytest.mark.parametrize("scenario", catalog().scenarios.values(), ids=lambda scenario: scenario.id)
def test_every_legal_note_sends_the_trainee_to_hr_or_legal(scenario: Scenario) -> None:
    assert scenario.legal or scenario.kind in NO_LAW
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
