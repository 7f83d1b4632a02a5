"""Folded text has one character for each character given."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.language.folding import fold


@given(st.text(max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_case_accents_and_quotes_are_one() -> None:
    assert fold("BEËINDIGEN, ’t is “zo”\n") == 'beeindigen, \'t is "zo" '
    assert fold("İŒuvre") == "iouvre"
