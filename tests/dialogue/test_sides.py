"""To whom a turn is said at a table of two, whose side it gives back, and who it puts in the right."""

import pytest

from simulator.dialogue.sides import Names, given_back, put_in_the_right, spoken_to
from simulator.flow.dialogue import Side
from simulator.flow.labels import Act
from tests.dialogue.talks import said

NAMES = Names("dirk", "yasmina")


@pytest.mark.parametrize(
    ("text", "floor", "meant"),
    [
        ("Yasmina, hoe was het voor jou?", ("first",), ("second",)),
        ("Dirk en Yasmina, allebei.", ("first",), ("first", "second")),
        ("En hoe was het voor u?", ("first",), ("first",)),
        ("En hoe was het voor u?", ("first", "second"), ("first", "second")),
        ("En hoe was het voor u?", ("second",), ("second",)),
        ("De Dirkjes van deze wereld.", ("second",), ("second",)),
        ("Dirk's blad", ("second",), ("first",)),
    ],
)
def test_a_name_says_who_is_meant_and_else_whoever_spoke(
    text: str, floor: tuple[Side, ...], meant: tuple[Side, ...]
) -> None:
    assert spoken_to(said(text), NAMES, floor) == meant


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Dirk heeft gelijk.", "first"),
        ("U hebt gelijk, Yasmina.", "second"),
        ("Dirk heeft geen gelijk.", "second"),
        ("Dirk had ongelijk, vind ik.", "second"),
        ("Dirk had niet ongelijk.", "first"),
        ("Ik ben het eens met Yasmina.", "second"),
        ("Yasmina a raison.", "second"),
        ("Je suis d\u2019accord avec Dirk.", "first"),
        ("Dirk a tort.", "second"),
        ("Dirk is right about that.", "first"),
        ("I agree with Yasmina.", "second"),
        ("Dirk is wrong there.", "second"),
        ("Dirk en Yasmina, u hebt allebei gelijk.", None),
        ("U hebt gelijk.", None),
        ("Dirk, hoe zat u daar? Ik wil geen gelijk halen.", None),
        ("Rechts van Dirk lag mijn blad.", None),
        ("Dirk, the page on the right was mine.", None),
    ],
)
def test_who_is_put_in_the_right_is_said_by_name(text: str, side: Side | None) -> None:
    assert put_in_the_right(said(text), NAMES) == side


@pytest.mark.parametrize(
    ("text", "act", "floor", "now"),
    [
        ("Ik hoor dat u door moest, Dirk.", "reflect", ("first",), ("first",)),
        ("Ik hoor dat u zweeg, Yasmina, en u, Dirk, door moest.", "reflect", ("first",), ("first", "second")),
        ("Ik hoor dat u zweeg.", "reflect", ("second",), ("second",)),
        ("Ik hoor dat u zweeg.", "acknowledge_emotion", ("first", "second"), ("first",)),
        ("Yasmina, hoe was het?", "open_question", ("first",), ()),
    ],
)
def test_where_both_spoke_only_a_name_says_whose_words_are_given_back(
    text: str, act: Act, floor: tuple[Side, ...], now: tuple[Side, ...]
) -> None:
    assert given_back((), said(text, act), NAMES, floor) == now
    assert given_back(("first",), said("Goed."), NAMES, floor) == ("first",)
