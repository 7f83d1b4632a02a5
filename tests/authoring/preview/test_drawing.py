"""A scenario drawn: everything an author wrote stands in the picture."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from simulator.authoring.preview import as_mermaid, as_svg
from simulator.authoring.preview.words import done, told
from simulator.flow.labels import LANGUAGES, Language
from simulator.flow.scenario import Condition, Scenario, Trigger
from tests.dialogue.talks import catalog

SCENARIOS = list(catalog().scenarios.values())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_drawn(scenario: Scenario, language: Language) -> None:
    drawn = as_svg(scenario, language)
    texts = "".join(ET.fromstring(drawn).itertext())
    steps = [step for phase in scenario.phases for step in phase.transitions]
    assert drawn.count('class="box"') == len(scenario.phases)
    assert drawn.count("<path d=") == len(steps) + 1  # and the arrow's head
    joins = scenario.also_present.joins if scenario.also_present else ()
    assert drawn.count('class="note"') == len(scenario.triggers) + len(joins)
    assert drawn.count('class="rung"') == len(scenario.ladder)
    for phase in scenario.phases:
        assert phase.id in texts
    assert f"{scenario.title.in_language(language)} ({scenario.id})" in texts


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "als men tot hen spreekt, in plaats van het antwoord"),
        ("fr", "si on leur parle, au lieu de la réponse"),
        ("en", "when spoken to, instead of the answer"),
    ],
)
def test_who_sits_at_the_table_too_is_drawn_with_when_they_take_the_word(language: Language, words: str) -> None:
    scenario = catalog().scenario("conflict-na-vergadering")
    assert scenario.also_present is not None
    texts = "".join(ET.fromstring(as_svg(scenario, language)).itertext())
    for drawn in (texts, as_mermaid(scenario, language)):
        assert words in " ".join(drawn.split())
        assert all(join.id in drawn for join in scenario.also_present.joins)
    assert ", ".join(scenario.also_present.personas) in texts


def test_nothing_stands_under_the_picture_s_edge() -> None:
    root = ET.fromstring(as_svg(SCENARIOS[0], "nl"))
    height = float(root.attrib["height"])
    assert all(float(node.attrib["y"]) < height for node in root.iter() if "y" in node.attrib)


def test_words_of_the_author_cannot_break_the_picture() -> None:
    scenario = SCENARIOS[0]
    title = replace(scenario.title, nl='<script> & "aanhaling"')
    drawn = as_svg(replace(scenario, title=title), "nl")
    assert '<script> & "aanhaling"' in "".join(ET.fromstring(drawn).itertext())
    goal = replace(scenario.phases[0].goal, nl='zeg "nee" <b>')
    text = as_mermaid(replace(scenario, phases=(replace(scenario.phases[0], goal=goal), *scenario.phases[1:])), "nl")
    assert "zeg #quot;nee#quot; &lt;b&gt;" in text


def test_mermaid_names_phases_steps_triggers_and_ladder() -> None:
    scenario = catalog().scenario("c4-ontslag")
    text = as_mermaid(scenario, "nl")
    assert text.startswith("flowchart TD\n")
    assert 'p0 -->|"de kern is gezegd"| p1' in text
    assert "valse-hoop: false_hope of contradiction" in text
    assert 'l0["2: ask_clarity"] --> l1["5: ask_yes_no"]' in text


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(), "always"),
        (Condition(core_said=False), "the core was not told"),
        (Condition(acts_any=("reflect", "silence_offer"), turn_at_least=3), "reflect or silence_offer and from turn 3"),
        (Condition(silence_s_at_least=12), "after 12 s of silence"),
        (
            Condition(any_of=(Condition(debt_at_least=2.5), Condition(mood_any=("angry",)))),
            "(vagueness piled up from 2.5 or mood angry)",
        ),
        (Condition(none_of=(Condition(legal_any=("age",)),)), "not (legal: age)"),
        (Condition(severity_at_least=2, elapsed_s_at_least=60), "vagueness from 2 and after 60 s"),
        (Condition(core_message=True, codes_any=("delay",)), "delay and this turn tells the core"),
        (Condition(facts_any=("date", "amount")), "this turn gives date or amount"),
        (Condition(core_said=True, cel="turn > 3"), "the core was told and `turn > 3`"),
        (
            Condition(told_all=("decision", "amount"), none_of=(Condition(told_all=("date",)),)),
            "told: decision and amount and not (told: date)",
        ),
    ],
)
def test_a_condition_is_read_aloud(condition: Condition, words: str) -> None:
    assert told(condition, "en") == words


def test_a_trigger_s_own_words_stand_in_the_picture() -> None:
    scenario = catalog().scenario("onderhandeling-nederlandse-inkoper")
    own = "ask_date: “‘{vague_word}’, dat kan ik niet inboeken. Vanaf welke dag geldt die prijs?” (+2)"
    for language in LANGUAGES:  # the talk is in Dutch, whoever looks at it
        shown = "".join(ET.fromstring(as_svg(scenario, language)).itertext()).replace("\n", " ")
        assert own.replace(" ", "") in shown.replace(" ", "")
        assert own in as_mermaid(scenario, language)
    assert done(Trigger("x", Condition(), "protest", say={"nl": ("Ho.",), "en": ("Hey.",)}), "en") == "protest: “Hey.”"
    assert done(Trigger("x", Condition(), "protest"), "nl") == "protest"
