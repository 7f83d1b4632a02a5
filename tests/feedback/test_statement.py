"""A rise of the voice says something only where a statement ends."""

import pytest

from simulator.feedback.moments.statement import ends_as_statement
from simulator.flow.labels import Language

STATEMENTS: list[tuple[Language, str]] = [
    ("nl", "Wij beëindigen uw contract."),
    ("nl", "Wij beëindigen uw contract"),
    ("nl", "Hebt u even? Wij beëindigen uw contract op 30 november."),
    ("nl", "U krijgt een brief, een C4 en uw vakantiegeld."),
    ("nl", "Is dat duidelijk? Goed."),
    ("fr", "Nous mettons fin à votre contrat."),
    ("fr", "C'est décidé !"),
    ("fr", "Vous recevrez une lettre, un C4 et votre pécule."),
    ("en", "We are ending your contract."),
    ("en", "I will not change it, and that is my decision."),
]
OTHERS: list[tuple[Language, str]] = [
    ("nl", ""),
    ("nl", "Wij beëindigen uw contract?"),
    ("nl", "Wij beëindigen uw contract, hé."),
    ("nl", "Dat weet ge toch."),
    ("nl", "Dat is duidelijk. Begrijpt u dat"),
    ("nl", "Hoe ziet u dat"),
    ("nl", "Wij moeten eens kijken..."),
    ("nl", "een brief, een C4, uw vakantiegeld"),
    ("fr", "C'est clair, hein."),
    ("fr", "Vous comprenez pourquoi, n\N{RIGHT SINGLE QUOTATION MARK}est-ce pas."),
    ("fr", "Qu'est-ce que vous en pensez"),
    ("fr", "Comprenez-vous ma décision"),
    ("en", "That is clear, right."),
    ("en", "You saw that coming, didn't you."),
    ("en", "Do you understand me"),
    ("en", "a letter, a form, your holiday pay"),
]


@pytest.mark.parametrize(("language", "text"), STATEMENTS)
def test_what_ends_as_a_statement(language: Language, text: str) -> None:
    assert ends_as_statement(text, language)


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_questions_tags_and_open_ends_are_none(language: Language, text: str) -> None:
    assert not ends_as_statement(text, language)
