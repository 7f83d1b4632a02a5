"""Do these words leave something open? For a listener who wonders whether the other has finished."""

import re
from typing import Final, Literal

from simulator.flow.labels import Language
from simulator.language.folding import fold
from simulator.language.rulebook import rulebook

LastWords = Literal["go_on", "announce", "may_end"]
"""Whether the last words cannot be the last, tell that something is still to come, or may well be the last."""

_TRAILING: Final = re.compile(r"[\s.,;:!?\"'-]+$")


def last_words(text: str, lang: Language) -> LastWords:
    """What the end of a text promises; text without words promises nothing."""
    ends = rulebook(lang).turn_ends
    folded = fold(text).rstrip()
    if folded.endswith("?"):  # the recogniser hears a question in the voice: "Wat vindt u daar zelf van?"
        return "may_end"
    if folded.endswith((",", "...", "-")) or text.rstrip().endswith("…"):
        return "go_on"
    end = _TRAILING.sub("", folded)
    if ends.goes_on.search(end):
        return "go_on"
    return "announce" if ends.announces.search(end) else "may_end"
