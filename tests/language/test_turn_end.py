"""Last words that leave something open, and last words that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.labels import LANGUAGES, Language
from simulator.language import last_words


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Er is beslist dat...", "nl"),
        ("We moeten eens bekijken hoe we", "nl"),
        ("Ik heb daarover nagedacht en euh", "nl"),
        ("Het gaat over de", "nl"),
        ("We zullen dat doen omdat het.", "nl"),
        ("Nous avons décidé de", "fr"),
        ("Je voudrais vous parler de la", "fr"),
        ("parce que vous", "fr"),
        ("We decided because the", "en"),
        ("What I mean is, um", "en"),
    ],
)
def test_nobody_ends_on_these(text: str, lang: Language) -> None:
    assert last_words(text, lang) == "go_on"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ik heb slecht nieuws.", "nl"),
        ("Ga zitten. Ik moet u iets vertellen.", "nl"),
        ("J'ai une mauvaise nouvelle.", "fr"),
        ("I have some bad news for you.", "en"),
    ],
)
def test_something_is_still_to_come(text: str, lang: Language) -> None:
    assert last_words(text, lang) == "announce"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("U bent ontslagen.", "nl"),
        ("We zetten uw contract stop", "nl"),
        ("Daar gaat het niet over.", "nl"),
        ("Wat kunnen we doen?", "nl"),
        ("Er zijn puntjes die beter zouden kunnen.", "nl"),
        ("Hoe lang werkt u hier al?", "nl"),
        ("Wat vindt u daar zelf van?", "nl"),
        ("Où voulez-vous travailler avec ?", "fr"),
        ("What are you thinking of?", "en"),
        ("Dat was slecht nieuws voor iedereen hier.", "nl"),
        ("Vous êtes licencié.", "fr"),
        ("Qu'est-ce que vous en pensez ?", "fr"),
        ("You are fired.", "en"),
        ("Who did you talk to?", "en"),
    ],
)
def test_these_may_be_the_last(text: str, lang: Language) -> None:
    assert last_words(text, lang) == "may_end"


@given(text=st.text(max_size=80), lang=st.sampled_from(LANGUAGES))
def test_any_text_gets_an_answer(text: str, lang: Language) -> None:
    assert last_words(text, lang) in {"go_on", "announce", "may_end"}
