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
MAX_WORDS = 3


def is_backchannel(text: str, language: Language) -> bool:
    """Whether these words, said while the other speaks, only show that one listens."""
    words = re.findall(r"[\w']+", text.lower())
    return 0 < len(words) <= MAX_WORDS and all(word in BACKCHANNELS[language] for word in words)
