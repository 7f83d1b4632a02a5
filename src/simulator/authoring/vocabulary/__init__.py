"""The words of the files (acts, kinds of vagueness, intents, moods) as a person reads them, in the reader's language.

The JSON files beside this one are the only place where they stand: the studio's form and the report's pages are built
from the same (web/src/studio/i18n/vocabulary.ts, web/src/report/i18n/codes.ts).
"""

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal

from simulator.flow.labels import Language

Vocabulary = Literal["acts", "codes", "facts", "intents", "legal", "moods"]

_FOLDER: Final = Path(__file__).parent


def word_in(vocabulary: Vocabulary, word: str, language: Language) -> str:
    """What a word of a file is called; with spaces for its underscores where nobody named it."""
    known = words_of(vocabulary).get(word)
    return known[language] if known else word.replace("_", " ")


@cache
def words_of(vocabulary: Vocabulary) -> dict[str, dict[Language, str]]:
    """Every word of one vocabulary with its names."""
    words: dict[str, dict[Language, str]] = json.loads((_FOLDER / f"{vocabulary}.json").read_text("utf-8"))
    return words
