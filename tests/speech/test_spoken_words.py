import pytest

from simulator.flow.labels import Language
from simulator.flow.speech import Word
from simulator.speech.spoken_words import has_loop, is_ghost, join_pieces, spell_fillers


def words(text: str) -> list[Word]:
    return [Word(part, i * 100, i * 100 + 80, 0.9) for i, part in enumerate(text.split())]


@pytest.mark.parametrize(
    ("heard", "language", "spelt"),
    [
        ("Ja, eh, ik denk", "nl", "Ja, euh, ik denk"),
        ("Er, we moeten praten", "nl", "Euh, we moeten praten"),
        ("Dat is, he, moeilijk", "nl", "Dat is, euh, moeilijk"),
        ("ik heu denk", "nl", "ik euh denk"),
        ("Ehm... nee", "nl", "Euh... nee"),
        ("Er is nieuws", "nl", "Er is nieuws"),
        ("wat is er, Bart", "nl", "wat is er, Bart"),
        ("Eh bien, non", "fr", "Eh bien, non"),
        ("Je, heu, pense", "fr", "Je, euh, pense"),
        ("Well, uh, yes", "en", "Well, uh, yes"),
    ],
)
def test_fillers_get_one_spelling_and_words_keep_theirs(heard: str, language: Language, spelt: str) -> None:
    assert " ".join(word.text for word in spell_fillers(words(heard), language)) == spelt


def test_apostrophes_and_hyphens_are_rejoined() -> None:
    pieces = [
        Word(" C'est", 0, 100, 0.9),
        Word(" l", 100, 150, 0.8),
        Word("'homme", 150, 300, 0.6),
        Word(" porte", 300, 400, 0.9),
        Word("-parole.", 400, 600, 0.7),
    ]
    assert join_pieces(pieces) == [
        Word("C'est", 0, 100, 0.9),
        Word("l'homme", 100, 300, 0.6),
        Word("porte-parole.", 300, 600, 0.7),
    ]


def test_empty_pieces_are_no_words() -> None:
    assert join_pieces([Word(" ", 0, 10, 0.1), Word(" ja", 10, 20, 0.9)]) == [Word("ja", 10, 20, 0.9)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("MUZIEK.", "nl", True),
        ("Ondertitels ingediend door de Amara.org gemeenschap", "nl", True),
        ("...", "nl", True),
        ("Sous-titres réalisés par la communauté d'Amara.org", "fr", True),
        ("Thanks for watching!", "en", True),
        ("U bent ontslagen.", "nl", False),
        ("De muziek staat te luid.", "nl", False),
        ("Bedankt.", "nl", False),
    ],
)
def test_known_ghosts_only(text: str, language: Language, expected: bool) -> None:
    assert is_ghost(text, language) is expected


@pytest.mark.parametrize(
    "text", ["een plaats opzegging opzegging opzegging opzegging", "Opzegging, opzegging. Opzegging! opzegging"]
)
def test_a_word_four_times_in_a_row_is_a_loop(text: str) -> None:
    assert has_loop(text)


@pytest.mark.parametrize("text", ["nee nee nee, dat niet", "ja ja ja ja ja", "de de de de", "", "om plaats om plaats"])
def test_what_people_do_repeat_is_no_loop(text: str) -> None:
    assert not has_loop(text)
