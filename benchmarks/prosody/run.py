"""One run: which sections, on how much material."""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.prosody import (
    fillers,
    floors,
    material,
    ours,
    pauses,
    pitch,
    robustness,
    syllables,
    targets,
    whole_pass,
)
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import PAUSE_CONDITIONS, PITCH_CONDITIONS, QUICK_CONDITIONS, Library
from simulator.errors import BadInput


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    seconds: float
    """Of each source."""
    pitch_conditions: tuple[str, ...]
    pause_conditions: tuple[str, ...]
    filler_conditions: tuple[str, ...]
    with_dear: bool
    """Also the peers of over 40 ms per second of audio."""
    hours: float
    """Of the long recording."""


FULL: Final = Extent(90, PITCH_CONDITIONS, PAUSE_CONDITIONS, QUICK_CONDITIONS, True, 10)
QUICK: Final = Extent(16, QUICK_CONDITIONS, ("clean", "white10"), ("clean", "white10"), False, 0.2)


def _live(_: Library, __: Extent) -> Section:
    """Many talks at once: `benchmarks.prosody.live` measures and words it."""
    try:
        found: Any = importlib.import_module("benchmarks.prosody.live").run_live_bench()
    except ImportError as problem:
        return Section("live", (Table("live", (), (Row("live", absent_because=str(problem)),)),))
    return Section("live", tuple(found.tables), tuple(found.notes))


SECTIONS: Final[dict[str, Callable[[Library, Extent], Section]]] = {
    "pitch": lambda library, e: pitch.measure(library, conditions=e.pitch_conditions, with_dear=e.with_dear),
    "pauses": lambda library, e: pauses.measure(library, conditions=e.pause_conditions),
    "syllables": lambda library, e: syllables.measure(library, conditions=e.pause_conditions),
    "fillers": lambda library, e: fillers.measure(library, conditions=e.filler_conditions),
    "whole": lambda library, _: whole_pass.measure(library),
    "live": _live,
    "robustness": lambda _, e: robustness.measure(hours=e.hours),
    "floors": lambda library, _: floors.measure(library),
}


def run_bench(
    extent: Extent, *, only: Iterable[str] = (), sources: Iterable[str] = material.SOURCES, seed: int = 1,
    seconds: float | None = None, progress: Callable[[str], None] = lambda _: None,
) -> list[Section]:  # fmt: skip
    """All sections, or those named, then what of the targets was reached.

    Raises:
        BadInput: an unknown section or source.
    """
    chosen, sources = tuple(only) or tuple(SECTIONS), tuple(sources)
    _known("section", chosen, SECTIONS)
    _known("source", sources, material.SOURCES)
    ours.load()
    progress("recordings")
    library = material.load(seconds=seconds or extent.seconds, seed=seed, sources=sources)
    found = []
    for name in chosen:
        progress(name)
        found.append(SECTIONS[name](library, extent))
    return [*found, targets.judge(found)]


def _known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise BadInput(f"no {kind} named {name!r}.", remedy=f"Known: {', '.join(known)}.")
