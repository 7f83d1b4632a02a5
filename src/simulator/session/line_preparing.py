"""What personas say, spoken ahead of time but for the words that they quote.

The best voice there is takes a second for a line, and nobody should wait for it.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from simulator.authoring import Catalog, ids_at_table
from simulator.avatar import CachedVoice
from simulator.avatar.sentences import sentences
from simulator.dialogue import filled, written_lines
from simulator.errors import RechtuitError
from simulator.flow.labels import Language, Mood

log = structlog.get_logger(__name__)

_NICENESS: Final = 15
"""A line is made in time that nobody else wants."""
_QUOTED: Final = "wxyz wxyz wxyz wxyz"
"""In the place of what the trainee will have said: a long quotation."""
_NO_MORE: Final = object()

Part = tuple[str, Language, str]
"""Persona id, language and scenario id: what may be said in one talk."""


class LinePreparer:
    """Makes one line after the other, and keeps them on disk.

    Args:
        catalog: whose lines, of every persona in every scenario in which it may play or sit at the table.
        voice_of: the voice that speaks a language; of `best_voice`, so that the talk finds what was made.
    """

    def __init__(self, catalog: Catalog, voice_of: Callable[[Language], CachedVoice]) -> None:
        self._catalog, self._voice_of = catalog, voice_of
        self._to_do: dict[Part, Iterator[None] | None] = dict.fromkeys(_parts(catalog))
        self._is_made: set[tuple[str, Language, str, Mood]] = set()
        # One line at a time, in a thread that gives way to every other.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="lines", initializer=_give_way)

    @property
    def is_done(self) -> bool:
        """All lines are there."""
        return not self._to_do

    async def step(self, wanted: Sequence[Part] = ()) -> bool:
        """Makes the next line; False when none was left to make.

        Args:
            wanted: nothing but these; all there are when it is empty.
        """
        part = next((each for each in wanted or self._to_do if each in self._to_do), None)
        if part is None:
            return False
        is_made = await asyncio.get_running_loop().run_in_executor(self._worker, self._make_next, part)
        if not is_made:
            self._to_do.pop(part, None)
        return True

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _make_next(self, part: Part) -> bool:
        try:
            under_way = self._to_do[part]
            if under_way is None:
                under_way = self._to_do[part] = self._make(part)
            return next(under_way, _NO_MORE) is not _NO_MORE
        except RechtuitError as problem:
            log.warning("lines are not made ahead", persona=part[0], language=part[1], reason=str(problem))
            return False

    def _make(self, part: Part) -> Iterator[None]:
        """Stops after each line that was not made for another talk."""
        persona_id, lang, scenario_id = part
        persona, voice = self._catalog.persona(persona_id), self._voice_of(lang)
        for text, mood in written_lines(self._catalog.scenario(scenario_id), persona, lang):
            for piece in known_pieces(text):
                line = (persona_id, lang, piece, mood)
                if line not in self._is_made:
                    voice.prepare([piece], lang, persona.voice, mood)
                    self._is_made.add(line)
                    yield


def known_pieces(text: str) -> tuple[str, ...]:
    """The sentences of a line, without those in which the trainee is quoted."""
    return tuple(piece for piece in sentences(filled(text, _QUOTED)) if _QUOTED.split()[0] not in piece)


def _parts(catalog: Catalog) -> Iterator[Part]:
    for scenario in catalog.scenarios.values():
        for persona_id in ids_at_table(scenario):
            for lang in catalog.persona(persona_id).languages:
                if lang in scenario.languages:
                    yield persona_id, lang, scenario.id


def _give_way() -> None:
    """Lowers the priority of this thread, where the system has one per thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
