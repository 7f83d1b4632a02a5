import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.avatar.sentences import clauses, sentences, words


def test_a_reply_falls_into_its_sentences() -> None:
    assert sentences("Wat? Ben ik ontslagen... Echt waar!") == ("Wat?", "Ben ik ontslagen...", "Echt waar!")


def test_an_open_end_is_a_sentence_and_marks_alone_are_not() -> None:
    assert sentences("Ja. Ik weet het niet") == ("Ja.", "Ik weet het niet")
    assert sentences("... !") == ()


def test_a_point_inside_a_number_does_not_end_a_sentence() -> None:
    assert sentences("Dat is 3.5 procent. Goed.") == ("Dat is 3.5 procent.", "Goed.")


def test_clauses_keep_their_mark() -> None:
    assert clauses("Ja, maar nee; goed?") == (("Ja", ","), ("maar nee", ";"), ("goed", "?"))


@pytest.mark.parametrize(("text", "found"), [("d'accord, dix-huit!", ("d'accord", "dix-huit")), ("zo'n", ("zo'n",))])
def test_words_keep_apostrophes_and_hyphens(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


def test_a_long_quotation_is_a_piece_of_its_own_and_a_short_one_is_not() -> None:
    long = "een paar dingen aan het bewegen"
    assert sentences(f"Ge zegt ‘{long}’. Wat bedoelt ge?") == ("Ge zegt", f"‘{long}’.", "Wat bedoelt ge?")
    assert sentences(f"‘{long}’, hoe vertaalt de tolk dat?") == (f"‘{long}’,", "hoe vertaalt de tolk dat?")
    assert sentences(f"Met ‘{long}’ kan ik niets.") == (f"Met ‘{long}’ kan ik niets.",)
    assert sentences("Vous dites « on va voir tout ça ». Et alors ?") == (
        "Vous dites", "« on va voir tout ça ».", "Et alors ?",
    )  # fmt: skip
    assert sentences("Ge zegt ‘misschien’. Ja?") == ("Ge zegt ‘misschien’.", "Ja?")
    assert sentences("Ge zegt ‘’t is zo’n ding van niks’, en dan?") == (
        "Ge zegt",
        "‘’t is zo’n ding van niks’,",
        "en dan?",
    )


@given(st.text(alphabet="ab ,.?!…é1‘’«»", max_size=60))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    inside = [word for sentence in sentences(text) for word in words(sentence)]
    assert "".join(inside).replace(".", "") == "".join(words(text)).replace(".", "")
