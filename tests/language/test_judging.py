"""What one turn says: the traps of the domain brief, in three languages, and input that is no text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.flow.labels import LANGUAGES, Language, LegalFlag
from simulator.flow.language import TurnContext
from simulator.language import MAX_TEXT_CHARS, asks_for_clarity, judge, rules_hash


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Wij beëindigen uw contract. U bent ontslagen."),
        ("nl", "we zetten u contract stop"),
        ("nl", "We verlengen uw contract niet."),
        ("nl", "Ik moet u ontslaan."),
        ("fr", "Nous mettons fin à votre contrat."),
        ("en", "We are ending your contract."),
    ],
)
def test_plain_news_is_the_core_and_is_not_vague(lang: Language, text: str) -> None:
    found = judge(text, lang)
    assert found.core_message
    assert found.severity == 0
    assert found.core_span is not None
    assert found.has_act("deliver_news")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "U bent niet ontslagen."),
        ("nl", "Ben ik ontslagen?"),
        ("nl", "We zetten uw contract niet stop."),
        ("nl", "We zetten het contract met de leverancier stop."),
        ("nl", "Als u ontslagen bent, komt er een C4."),
        ("fr", "Vous n'êtes pas licencié."),
        ("en", "You are not fired."),
    ],
)
def test_denied_asked_and_other_news_is_no_core(lang: Language, text: str) -> None:
    assert not judge(text, lang).core_message


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Er is op een hoger niveau beslist dat sommige functies een andere richting uitgaan."),
        ("nl", "We zien wel. Wie weet komt er nog iets."),
        ("nl", "We gaan uw plaats vrijmaken, zodat ge een andere uitdaging kunt zoeken."),
        ("fr", "Il a été décidé que certaines fonctions prendraient une autre direction."),
        ("en", "It has been decided that some roles will go in another direction."),
    ],
)
def test_a_disguised_core_is_vague(lang: Language, text: str) -> None:
    assert judge(text, lang).severity >= 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Dat zoek ik op; dinsdag vóór 12 uur hebt ge mijn antwoord."),
        ("nl", "Zou u de deur even willen sluiten?"),
        ("nl", "Neem gerust de tijd, ik blijf hier zitten."),
        ("nl", "De badge wordt om 17 uur gedeactiveerd."),
        ("nl", "Ik zeg niet misschien: de beslissing is definitief."),
        ("fr", "Prenez le temps qu'il vous faut."),
        ("en", "Take your time, I will stay here."),
    ],
)
def test_what_is_not_vagueness_is_left_alone(lang: Language, text: str) -> None:
    assert judge(text, lang).severity < 2


@pytest.mark.parametrize(
    ("lang", "text", "flag"),
    [
        ("nl", "Ge zijt hier te oud voor.", "age"),
        ("nl", "Ge kunt beter zelf ontslag geven.", "forced_resignation"),
        ("fr", "Démissionnez plutôt, ce sera plus simple.", "forced_resignation"),
        ("en", "It is because of your illness.", "health"),
        ("nl", "Uw ziekte speelt hier niet mee.", None),
        ("nl", "U kunt altijd naar de vakbond of naar Unia stappen.", None),
    ],
)
def test_legal_red_flags(lang: Language, text: str, flag: LegalFlag | None) -> None:
    found = judge(text, lang)
    assert found.legal_flag == flag
    for finding in found.legal:
        assert finding.source
        assert finding.last_verified == "2026-11-23"


def test_a_question_for_clarity_makes_an_evasion_count() -> None:
    asked = TurnContext(asked_for_clarity=True, avatar_before="Wat bedoelt u nu precies?")
    text = "Dat is nu niet aan de orde."
    assert judge(text, "nl", context=asked).severity >= judge(text, "nl").severity


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Wat bedoelt u nu precies?"),
        ("fr", "Concrètement, vous voulez dire quoi ?"),
        ("en", "What do you mean exactly?"),
    ],
)
def test_clarity_questions_are_known(lang: Language, text: str) -> None:
    assert asks_for_clarity(text, lang)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_gives_a_judgement_whose_spans_lie_in_it(text: str, lang: Language) -> None:
    found = judge(text, lang)
    assert 0 <= found.severity <= 3
    assert 0 <= found.vague_score <= 1
    places = [(p.start, p.end) for group in (found.spans, found.acts, found.facts, found.legal) for p in group]
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙃", "שלום עולם", "\x00\x01\x02", "?!?!"])
def test_text_that_says_nothing_is_clear_and_empty(text: str) -> None:
    found = judge(text, "nl")
    assert (found.severity, found.core_message, found.spans) == (0, False, ())


def test_a_hundred_thousand_characters_are_judged_and_too_many_refused() -> None:
    judge(("We zien wel, misschien, ooit, een soort van. " * 2_300)[:MAX_TEXT_CHARS], "nl")
    with pytest.raises(BadInput, match="characters"):
        judge("a" * (MAX_TEXT_CHARS + 1), "nl")


def test_severity_does_not_depend_on_capitals_or_final_stops() -> None:
    for text in ("We zetten uw contract stop.", "Er is beslist dat sommige functies een andere richting uitgaan."):
        plain = judge(text.lower().rstrip("."), "nl")
        assert (plain.severity, plain.core_message) == (judge(text, "nl").severity, judge(text, "nl").core_message)


def test_the_rules_have_one_hash() -> None:
    assert rules_hash() == rules_hash()
    assert len(rules_hash()) == 64
