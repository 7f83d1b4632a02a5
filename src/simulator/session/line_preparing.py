"""Personas' lines, spoken ahead of time: the best voice there is takes a second for a line, and nobody should wait."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from simulator import avatar
from simulator.authoring import Catalog
from simulator.avatar import CachedVoice
from simulator.errors import RechtuitError
from simulator.flow.labels import Language

log = structlog.get_logger(__name__)

_NICENESS: Final = 15
"""A line is made in time that nobody else wants."""

_Lines = tuple[str, Language]
"""Persona id and language."""


class LinePreparer:
    """Makes one line after the other, those of the personas that are asked for first.

    Args:
        catalog: whose personas.
        voice_of: the voice that speaks a language.
    """

    def __init__(self, catalog: Catalog, voice_of: Callable[[Language], CachedVoice]) -> None:
        self._catalog, self._voice_of = catalog, voice_of
        self._to_do: dict[_Lines, Iterator[tuple[int, int]] | None] = {
            (persona.id, lang): None for persona in catalog.personas.values() for lang in persona.languages
        }
        # One line at a time, in a thread that gives way to every other.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="lines", initializer=_give_way)

    async def step(self, wanted: Sequence[_Lines]) -> bool:
        """Makes the next line; False when all are there.

        Args:
            wanted: whose lines come first.
        """
        lines = next((each for each in (*wanted, *self._to_do) if each in self._to_do), None)
        if lines is None:
            return False
        is_made = await asyncio.get_running_loop().run_in_executor(self._worker, self._make_next, lines)
        if not is_made:
            self._to_do.pop(lines, None)
        return bool(self._to_do)

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _make_next(self, lines: _Lines) -> bool:
        persona_id, lang = lines
        try:
            under_way = self._to_do[lines]
            if under_way is None:
                persona = self._catalog.persona(persona_id)
                under_way = self._to_do[lines] = avatar.prepare_persona(self._voice_of(lang), persona, lang)
            return next(under_way, None) is not None
        except RechtuitError as problem:
            log.warning("lines are not made ahead", persona=persona_id, language=lang, reason=str(problem))
            return False


def _give_way() -> None:
    """Lowers the priority of this thread, where the system has one per thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
