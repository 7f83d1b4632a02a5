"""A scenario drawn: everything an author wrote stands in the picture."""

import re
from dataclasses import replace
from typing import Final, get_args
from xml.etree import ElementTree as ET

import pytest

from simulator.authoring.preview import as_mermaid, as_svg
from simulator.authoring.preview.words import done, told
from simulator.flow.labels import LANGUAGES, Act, Intent, Language, LegalFlag, Mood, VaguenessCode
from simulator.flow.language import FactKind
from simulator.flow.scenario import Condition, Scenario, Trigger
from tests.dialogue.talks import catalog

SVG: Final = "http://www.w3.org/2000/svg"
CODED: Final = (Act, Intent, LegalFlag, Mood, VaguenessCode, FactKind)
"""Vocabularies of which a file has the words, and a drawing their names."""
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
    assert "valse-hoop: vaag: ‘valse hoop’ of ‘tegenspraak’" in text
    assert 'l0["2: vraagt om duidelijkheid"] --> l1["5: vraagt ja of nee"]' in text


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(), "always"),
        (Condition(core_said=False), "the core was not told"),
        (
            Condition(acts_any=("reflect", "silence_offer"), turn_at_least=3),
            "one hears ‘reflects’ or ‘offers time’ and from turn 3",
        ),
        (Condition(silence_s_at_least=12), "after 12 s of silence"),
        (
            Condition(any_of=(Condition(debt_at_least=2.5), Condition(mood_any=("angry",)))),
            "(vagueness piled up from 2.5 or mood ‘angry’)",
        ),
        (Condition(none_of=(Condition(legal_any=("age",)),)), "not (legal: ‘age’)"),
        (Condition(severity_at_least=2, elapsed_s_at_least=60), "vagueness from 2 and after 60 s"),
        (Condition(core_message=True, codes_any=("delay",)), "vague: ‘delay’ and this turn tells the core"),
        (Condition(facts_any=("date", "amount")), "this turn gives ‘a date’ or ‘a figure’"),
        (Condition(core_said=True, cel="turn > 3"), "the core was told and `turn > 3`"),
        (
            Condition(told_all=("decision", "amount"), none_of=(Condition(told_all=("date",)),)),
            "told: ‘the decision’ and ‘a figure’ and not (told: ‘a date’)",
        ),
    ],
)
def test_a_condition_is_read_aloud(condition: Condition, words: str) -> None:
    assert told(condition, "en") == words


def test_a_list_of_three_has_commas() -> None:
    assert told(Condition(acts_any=("reflect", "praise", "close")), "fr") == (
        "on entend « reformule », « félicite » ou « conclut »"
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_file_is_shown_for_a_word_of_the_reader(scenario: Scenario, language: Language) -> None:
    coded = {word for words in CODED for word in get_args(words) if "_" in word}
    shown = [node.text or "" for node in ET.fromstring(as_svg(scenario, language)).iter(f"{{{SVG}}}text")]
    assert {word for text in shown for word in re.findall(r"\w+", text)} & coded == set()
    assert set(re.findall(r"\w+", as_mermaid(scenario, language))) & coded == set()


def test_the_words_of_the_file_show_under_the_pointer() -> None:
    scenario = catalog().scenario("conflict-na-vergadering")
    titles = [node.text for node in ET.fromstring(as_svg(scenario, "nl")).iter(f"{{{SVG}}}title")]
    assert "agentless, blame_shift → ask_who_decided" in titles
    assert "ask_clarity" in titles
    assert None not in titles


def test_a_trigger_s_own_words_stand_in_the_picture() -> None:
    scenario = catalog().scenario("onderhandeling-nederlandse-inkoper")
    own = ": “‘{vague_word}’, dat kan ik niet inboeken. Vanaf welke dag geldt die prijs?” (+2)"
    for language in LANGUAGES:  # the talk is in Dutch, whoever looks at it
        shown = "".join(ET.fromstring(as_svg(scenario, language)).itertext()).replace("\n", " ")
        assert own.replace(" ", "") in shown.replace(" ", "")
        assert own in as_mermaid(scenario, language)
    assert done(Trigger("x", Condition(), "protest", say={"nl": ("Ho.",), "en": ("Hey.",)}), "en") == "protests: “Hey.”"
    assert done(Trigger("x", Condition(), "protest"), "nl") == "protesteert"
