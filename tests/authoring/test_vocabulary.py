"""Every word of the files has a name in three languages, and none is left over."""

from typing import Final, get_args

import pytest

from simulator.authoring.vocabulary import Vocabulary, word_in, words_of
from simulator.flow.labels import ACTS, INTENTS, LANGUAGES, LEGAL_FLAGS, MOODS, VaguenessCode
from simulator.flow.language import FactKind

WORDS: Final[dict[Vocabulary, tuple[str, ...]]] = {
    "acts": ACTS, "codes": get_args(VaguenessCode), "facts": get_args(FactKind), "intents": INTENTS,
    "legal": LEGAL_FLAGS, "moods": MOODS,
}  # fmt: skip


@pytest.mark.parametrize("vocabulary", get_args(Vocabulary))
def test_every_word_has_a_name_in_each_language(vocabulary: Vocabulary) -> None:
    named = words_of(vocabulary)
    assert sorted(named) == sorted(WORDS[vocabulary])
    for word, names in named.items():
        assert tuple(names) == LANGUAGES, word
        assert all(name.strip() and "_" not in name for name in names.values()), word
    for language in LANGUAGES:
        told = [names[language] for names in named.values()]
        assert len(set(told)) == len(told), "two words with one name cannot be told apart in a list"


def test_a_word_nobody_named_is_shown_with_spaces() -> None:
    assert word_in("acts", "a_new_word", "fr") == "a new word"
