"""Small words that take no turn."""

import pytest

from simulator.flow.backchannel import is_backchannel
from simulator.flow.labels import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ja.", "nl"),
        ("mm, oké", "nl"),
        ("D'accord.", "fr"),
        ("Right, okay", "en"),
        ("Jaja ja", "nl"),
        ("Ja, ja, de...", "nl"),
        ("Oui, la", "fr"),
    ],
)
def test_listening_signs(text: str, language: Language) -> None:
    assert is_backchannel(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ja, u bent ontslagen.", "nl"),
        ("Nee", "nl"),
        ("", "nl"),
        ("…", "nl"),
        ("oui oui oui oui", "fr"),
        ("ok mais non", "fr"),
        ("Ja, de reden", "nl"),
        ("De", "nl"),
    ],
)
def test_words_that_take_the_turn(text: str, language: Language) -> None:
    assert not is_backchannel(text, language)
