"""News that came only as a "ja" to the other's direct question."""

import re
from typing import Final

from simulator.flow.labels import Intent, Language
from simulator.flow.language import Judgement

DIRECT_QUESTIONS: Final[frozenset[Intent]] = frozenset({"ask_yes_no", "insist"})

_YES: Final[dict[Language, re.Pattern[str]]] = {
    "nl": re.compile(r"(?:ja|jawel|inderdaad|dat klopt|klopt)\b(?! en nee)", re.IGNORECASE),
    "fr": re.compile(r"(?:oui|en effet|effectivement|c'est (?:ça|exact))(?!\w)(?! et non)", re.IGNORECASE),
    "en": re.compile(r"(?:yes|indeed|that is (?:right|correct)|that's (?:right|correct))\b(?! and no)", re.IGNORECASE),
}


def is_prompted_yes(judgement: Judgement, asked: Intent | None) -> bool:
    """True when a plain yes answers the persona's own direct question: it now knows, whoever said the word."""
    if asked not in DIRECT_QUESTIONS or judgement.severity > 1:
        return False
    return _YES[judgement.language].match(judgement.text.lstrip(" ,.")) is not None
