"""Captions are append-only, and show what two hypotheses agree on."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.session.captions import AgreedWords

WORDS = st.lists(st.sampled_from(["ik", "heb", "slecht", "nieuws", "Nieuws.", "voor", "u"]), max_size=8)


def test_a_word_is_shown_when_two_hypotheses_agree() -> None:
    agreed = AgreedWords()
    assert agreed.take(["ik", "heb"]) == []
    assert agreed.take(["Ik", "heb", "slecht"]) == ["Ik", "heb"]
    assert agreed.take(["Ik", "heb", "slechte", "nieuws"]) == []
    assert agreed.take(["Ik", "heb", "slecht", "nieuws."]) == []
    assert agreed.take(["Ik", "heb", "slecht", "nieuws", "voor", "u"]) == ["slecht", "nieuws"]


def test_what_is_final_is_shown_whole_and_the_next_text_starts_afresh() -> None:
    agreed = AgreedWords()
    agreed.take(["dag"])
    assert agreed.take(["dag", "Lieve"]) == ["dag"]
    assert agreed.close(["dag", "Lieve,", "ga", "zitten"]) == ["Lieve,", "ga", "zitten"]
    assert agreed.take(["dag"]) == []
    assert agreed.take(["dag", "Roger"]) == ["dag"]


@given(st.lists(WORDS, max_size=10), WORDS)
def test_nothing_is_ever_shown_twice_or_taken_back(hypotheses: list[list[str]], final: list[str]) -> None:
    agreed = AgreedWords()
    shown: list[str] = []
    for words in hypotheses:
        shown += agreed.take(words)
    n_before = len(shown)
    shown += agreed.close(final)
    assert len(shown) == max(n_before, len(final))
    assert shown[n_before:] == final[n_before:]
