import pytest

from simulator.speech.word_errors import word_errors


@pytest.mark.parametrize(
    ("said", "heard", "errors", "count"),
    [
        ("U bent ontslagen.", "u bent ontslagen", 0, 3),
        ("U bent ontslagen.", "U bent ons lagen.", 2, 3),
        ("Om tien uur", "Om 10 uur", 0, 3),
        ("ja", "", 1, 1),
        ("", "ja nee", 2, 0),
        ("een twee drie", "een drie", 1, 3),
    ],
)
def test_counts_the_fewest_changes(said: str, heard: str, errors: int, count: int) -> None:
    assert word_errors(said, heard) == (errors, count)
