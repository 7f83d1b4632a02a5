"""Rules and reading as one judgement: what no list holds is found, and everything found has a place to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.feedback.view import rule_key
from simulator.flow.labels import VAGUENESS_WEIGHT, Language, ScenarioKind
from simulator.flow.language import TurnContext
from simulator.language import judge
from simulator.language.evidence import evidence_of
from simulator.language.judging import judge_by_rules
from simulator.language.merging import quotable


@pytest.mark.parametrize(
    "text",
    [
        "Ge voelt het zelf ook wel, zeker, waar dit naartoe gaat.",
        "Uw naam staat op een briefje, en verder moet ge zelf maar lezen wat erop staat.",
    ],
)
def test_vagueness_without_a_listed_word_is_read_and_shown(text: str) -> None:
    found = judge(text, "nl")
    assert found.severity >= 2
    assert any(span.rule_id.endswith(".read") and span.suggestion for span in found.spans)
    # Measures and reactions look for "vague.<code>", whoever found it.
    evidence = evidence_of(found, item_id="trainee_001", words=(), start_ms=0, end_ms=4000)
    shown = {each.rule_id for each in evidence if each.category == "vagueness"}
    assert shown
    assert all(rule_id.startswith("vague.") for rule_id in shown)


def test_a_core_in_new_words_is_read_and_placed_in_its_sentence() -> None:
    text = "Ga zitten, Jan. Ik betaal u uit en ge komt maandag niet meer terug. Dat is mijn besluit."
    assert not judge_by_rules(text, "nl").judgement.core_message
    found = judge(text, "nl")
    assert found.core_span is not None
    assert text[slice(*found.core_span)] == "Ik betaal u uit en ge komt maandag niet meer terug."
    assert found.has_act("deliver_news")


def test_an_unlawful_ground_in_new_words_is_flagged_with_its_source() -> None:
    found = judge("Met dat dikke buikje van u kan ik in het hoogseizoen niks aanvangen, dus daarom stopt het.", "nl")
    assert found.legal_flag == "pregnancy_family"
    assert found.legal[0].source


def test_a_false_alarm_of_the_rules_falls_with_its_spans_and_acts() -> None:
    text = "Er komt een jong iemand bij, zaterdag om negen uur, en gij toont haar de kassa."
    found = judge(text, "nl")
    assert found.severity == 0
    assert not [span for span in found.spans if VAGUENESS_WEIGHT[span.code]]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ((4, 5), "Ge voelt het zelf ook wel,"),
        ((31, 47), "waar dit naartoe"),
        ((34, 38), "waar dit naartoe gaat."),
        ((3, 20), "voelt het zelf ook"),
    ],
)
def test_a_quote_has_whole_words_and_is_no_lone_word(place: tuple[int, int], shown: str) -> None:
    text = "Ge voelt het zelf ook wel, zie, waar dit naartoe gaat."
    assert text[slice(*quotable(text, *place))] == shown


@given(st.text(alphabet="ab .,!?", min_size=1, max_size=40), st.data())
def test_any_place_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = quotable(text, start, end)
    assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("Wat ik vraag, blijft 210.000 euro voor een wachtdienst in het weekend.", "board_freeze"),
        ("U bent ontslagen, en dat blijft zo.", "c4_talk"),
    ],
)
def test_a_core_that_is_told_again_is_a_core(text: str, scenario: ScenarioKind) -> None:
    assert judge(text, "nl", context=TurnContext(scenario=scenario, core_said=True)).core_message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("HR heeft dat beslist, ik kan er ook niks aan doen.", "nl"),
        ("Dat is door de directie beslist, ik ben maar de boodschapper.", "nl"),
        ("Head office decided on it, really, I had no say in the matter.", "en"),
    ],
)
def test_who_is_blamed_for_the_news_is_seen_though_nothing_is_vague(text: str, language: Language) -> None:
    found = judge(text, language, context=TurnContext(core_said=True))
    assert found.has_act("blame_shift")
    assert not found.has_act("own_responsibility")
    evidence = evidence_of(found, item_id="trainee_002", words=(), start_ms=0, end_ms=4000)
    assert "vague.blame_shift" in {rule_key(each.rule_id) for each in evidence}


def test_the_law_does_not_depend_on_what_was_told_before() -> None:
    text = "Op uw leeftijd leert ge dat niet meer."
    for context in (TurnContext(), TurnContext(core_said=True, avatar_before="Waarom ik?", trainee_turn=3)):
        assert judge(text, "nl", context=context).legal_flag == "age"


def test_a_vague_sentence_is_not_praised_for_what_it_does_not_give() -> None:
    # As a small recogniser hears "Er beweegt nogal wat in het bedrijf": the reading took it for information.
    found = judge("Er beveert nogal wat in het bedrijf.", "nl", context=TurnContext(scenario="c4_talk"))
    assert found.severity >= 2
    assert not found.has_act("practical_info")


def test_a_question_that_puts_the_news_off_is_no_open_question() -> None:
    stalled = judge("Dag Lieve, alles goed? En hoe was de vakantie?", "nl", context=TurnContext(scenario="c4_talk"))
    assert any(span.code == "delay" for span in stalled.spans)
    assert not stalled.has_act("open_question")
    assert judge("Hoe komt dit bij u binnen?", "nl", context=TurnContext(scenario="c4_talk", core_said=True)).has_act(
        "open_question"
    )
