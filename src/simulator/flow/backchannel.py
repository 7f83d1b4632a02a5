"""Small words that show listening and take no turn (protocol.md: they do not interrupt)."""

import re
from typing import Final

from simulator.flow.labels import Language

BACKCHANNELS: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset(
        {
            "ja",
            "jaja",
            "mm",
            "mmm",
            "hm",
            "hmm",
            "mhm",
            "oké",
            "oke",
            "ok",
            "okay",
            "d'accord",
            "juist",
            "amai",
            "allee",
            "ah",
        }
    ),
    "fr": frozenset({"oui", "ouais", "mm", "mmm", "hm", "hmm", "mhm", "d'accord", "ok", "ah", "voilà"}),
    "en": frozenset({"yes", "yeah", "mm", "mmm", "hm", "hmm", "mhm", "okay", "ok", "right", "sure", "ah"}),
}
RINGING_ON: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset({"de", "het", "een"}),
    "fr": frozenset({"le", "la", "de"}),
    "en": frozenset({"the", "a"}),
}
"""Articles: a recogniser writes one for a small word that rings on ("Ja, ja, de..."). Not all words that no sentence
ends on (language/<lang>/turn_end.yaml): who says "ja maar" takes the turn."""
MAX_WORDS: Final = 3


def is_backchannel(text: str, language: Language) -> bool:
    """Whether these words, said while the other speaks, only show that one listens."""
    words = re.findall(r"[\w']+", text.lower())
    if words and words[-1] in RINGING_ON[language]:
        words.pop()
    return 0 < len(words) <= MAX_WORDS and all(word in BACKCHANNELS[language] for word in words)
