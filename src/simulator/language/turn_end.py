"""Do these words leave something open? For a listener who wonders whether the other has finished."""

import re
from functools import cache
from typing import Final, Literal

from pydantic import TypeAdapter

from simulator.errors import BadInput
from simulator.flow.labels import Language
from simulator.language.folding import fold
from simulator.language.patterns import PatternError, Words, compile_any
from simulator.language.rule_files import load_rules
from simulator.language.rules import Patterns, TurnEndFile, WordsFile

LastWords = Literal["go_on", "announce", "may_end"]
"""Whether the last words cannot be the last, tell that something is still to come, or may well be the last."""

_TRAILING: Final = re.compile(r"[\s.,;:!?\"'-]+$")


def last_words(text: str, lang: Language) -> LastWords:
    """What the end of a text promises; text without words promises nothing."""
    goes_on, announces = _patterns(lang)
    folded = fold(text).rstrip()
    if folded.endswith((",", "...", "-")) or text.rstrip().endswith("…"):
        return "go_on"
    end = _TRAILING.sub("", folded)
    if goes_on.search(end):
        return "go_on"
    return "announce" if announces.search(end) else "may_end"


@cache
def _patterns(lang: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = load_rules(lang, "turn_end", TypeAdapter(TurnEndFile))
    words = load_rules(lang, "words", TypeAdapter(WordsFile))
    try:
        return _at_end(file.goes_on, words), _at_end(file.announces, words)
    except PatternError as problem:
        raise BadInput(str(problem), where=f"language/{lang}/turn_end.yaml") from problem


def _at_end(patterns: Patterns, words: Words) -> re.Pattern[str]:
    return re.compile(compile_any(patterns, words).pattern + r"$")
