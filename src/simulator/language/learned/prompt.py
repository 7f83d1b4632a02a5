"""An utterance as the sentence encoder reads it: what the listener knows already, then what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from simulator.flow.labels import Language, ScenarioKind
from simulator.flow.language import TurnContext
from simulator.language.learned.pieces import PieceReader

MAX_ASKED_PIECES: Final = 40
MAX_SAID_PIECES: Final = 400
"""About 300 words; longer turns are read in parts."""


_FREE_TALK: Final[frozenset[ScenarioKind]] = frozenset(
    {"remote_coffee", "empathy_signals", "partner_uk", "conflict_be"}
)
"""Where one talks and listens first: there, answering a question with another is no way round an answer."""

_FOR_CLARITY: Final[dict[Language, str]] = {
    "nl": "Wat bedoelt u nu precies?",
    "fr": "Concrètement, vous voulez dire quoi ?",
    "en": "What do you mean exactly?",
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """Pieces of one reading."""

    ids: tuple[int, ...]
    first_said: int
    """Index of the first piece of the utterance."""
    spans: tuple[tuple[int, int], ...]
    """Characters of the utterance that each of its pieces stands for."""


def known_before(context: TurnContext, lang: Language, *, with_scenario: bool = True) -> str:
    """What a listener knows already, in the encoder's words.

    Of what the other said only a question counts: a remark makes no utterance vaguer, and the corpus, where mostly
    questions stand before one, would teach that it does. One for clarity counts the same whatever its words: those
    of the persona, drawn by a seed, must not move a score.
    """
    scenario = context.scenario.replace("_", " ") if with_scenario else "talk"
    before = context.avatar_before.rstrip()
    is_free = context.scenario in _FREE_TALK or not before.endswith("?")
    asked = _FOR_CLARITY[lang] if context.asked_for_clarity else "" if is_free else before
    return f"query: {scenario}, {'told' if context.core_said else 'open'}: {asked}".rstrip()


def prompts(text: str, known: str, reader: PieceReader) -> Sequence[Prompt]:
    """The utterance after what is known, in parts that the encoder can read; at least one."""
    before = (reader.start_id, *reader.read(known, MAX_ASKED_PIECES).ids, reader.end_id)
    said = reader.read(text)
    parts = []
    for at in range(0, max(1, len(said.ids)), MAX_SAID_PIECES):
        ids, spans = said.ids[at : at + MAX_SAID_PIECES], said.spans[at : at + MAX_SAID_PIECES]
        parts.append(Prompt((*before, *ids, reader.end_id), len(before), spans))
    return parts
