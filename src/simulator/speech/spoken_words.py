"""Recogniser tokens → the words we hand on: apostrophes rejoined, fillers under one spelling, ghosts taken out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from simulator.flow.labels import Language
from simulator.flow.speech import Word

FILLER: Final = "euh"
"""The one spelling of a filled pause in Dutch and French; the lexicons of `language` know it."""

_ALWAYS_FILLERS: Final = frozenset({"euh", "euhm", "ehm", "uhm", "uh", "heu", "eur"})
"""Spellings that are no other word of Dutch or French (speech.md, section 3: what base makes of nine "euh")."""

_FILLERS_WHEN_ISOLATED: Final = frozenset({"eh", "er", "he"})
"""Also words of Dutch or French ("er is", "eh bien"): fillers only between punctuation marks."""

_GHOSTS: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset(
        {
            "muziek",
            "ondertitels ingediend door de amara org gemeenschap",
            "ondertiteld door de amara org gemeenschap",
            "ondertiteling",
            "bedankt voor het kijken",
            "tv gelderland 2021",
        }
    ),
    "fr": frozenset(
        {
            "musique",
            "sous titres réalisés par la communauté d amara org",
            "sous titres réalisés para la communauté d amara org",
            "sous titrage société radio canada",
            "sous titrage st 501",
            "merci d avoir regardé cette vidéo",
        }
    ),
    "en": frozenset({"music", "thanks for watching", "thank you for watching", "subtitles by the amara org community"}),
}
"""What Whisper writes where nobody speaks: credits of the subtitles it was trained on."""

_EDGE_MARKS: Final = "\"'“”‘’«»¿¡([{<.,;:!?…)]}>-–— "
_ENDS_CLAUSE: Final = (",", ".", ";", ":", "!", "?", "…", "-", "–")


def plain(text: str) -> str:
    """Lower case without punctuation: how two spellings of the same words are compared."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def is_ghost(text: str, language: Language) -> bool:
    """Whether this is a known hallucination rather than speech."""
    said = plain(text)
    return not said or said in _GHOSTS[language]


def has_loop(text: str) -> bool:
    """Whether one word stands four times in a row: a decoder that repeats itself, not a person who does."""
    return re.search(r"\b(\w{3,})(?: \1){3}", plain(text)) is not None


def join_pieces(pieces: Iterable[Word]) -> list[Word]:
    """Pieces as the recogniser splits them → words as they are written.

    Whisper marks the start of a word by a leading space; a piece without one belongs to the word before
    ("l" + "'homme", "porte" + "-parole").
    """
    words: list[Word] = []
    for piece in pieces:
        if words and not piece.text.startswith(" "):
            before = words[-1]
            prob = min(before.prob, piece.prob)
            words[-1] = replace(before, text=before.text + piece.text.strip(), end_ms=piece.end_ms, prob=prob)
        elif piece.text.strip():
            words.append(replace(piece, text=piece.text.strip()))
    return words


def spell_fillers(words: Sequence[Word], language: Language) -> list[Word]:
    """The same words with every filled pause of Dutch and French spelt "euh"; capital and punctuation stay."""
    if language == "en":
        return list(words)
    spelt = []
    for before, word in zip([None, *words], words, strict=False):
        core = word.text.strip(_EDGE_MARKS)
        if _is_filler(word, core, before):
            filler = FILLER.capitalize() if core[0].isupper() else FILLER
            spelt.append(replace(word, text=word.text.replace(core, filler, 1)))
        else:
            spelt.append(word)
    return spelt


def _is_filler(word: Word, core: str, before: Word | None) -> bool:
    if core.lower() in _ALWAYS_FILLERS:
        return True
    is_isolated = word.text.endswith(_ENDS_CLAUSE) and (before is None or before.text.endswith(_ENDS_CLAUSE))
    return is_isolated and core.lower() in _FILLERS_WHEN_ISOLATED
