"""One run: which sections, on how much material."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from benchmarks.prosody import (
    fillers,
    floors,
    live_section,
    material,
    ours,
    pauses,
    pitch,
    robustness,
    syllables,
    targets,
    torch_section,
    whole_pass,
)
from benchmarks.prosody.figures import Section
from benchmarks.prosody.material import PAUSE_CONDITIONS, PITCH_CONDITIONS, QUICK_CONDITIONS, Library
from simulator.errors import BadInput


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    seconds: float
    """Of each source."""
    pitch_seconds: float
    """Of each source, for pitch: its peers are the slow ones."""
    pitch_conditions: tuple[str, ...]
    pause_conditions: tuple[str, ...]
    filler_conditions: tuple[str, ...]
    is_quick: bool
    """Without the slow peers and those that are never best."""
    hours: float
    """Of the long recording."""


FULL: Final = Extent(150, 60, PITCH_CONDITIONS, PAUSE_CONDITIONS, QUICK_CONDITIONS, False, 10)
QUICK: Final = Extent(24, 16, QUICK_CONDITIONS, ("clean", "white10"), ("clean", "white10"), True, 0.2)


SECTIONS: Final[dict[str, Callable[[Library, Extent], Section]]] = {
    "pitch": lambda library, e: pitch.measure(
        library, seconds=e.pitch_seconds, conditions=e.pitch_conditions, is_quick=e.is_quick
    ),
    "pauses": lambda library, e: pauses.measure(library, conditions=e.pause_conditions),
    "syllables": lambda library, e: syllables.measure(library, conditions=e.pause_conditions),
    "fillers": lambda library, e: fillers.measure(library, conditions=e.filler_conditions),
    "whole": lambda library, _: whole_pass.measure(library),
    "live": lambda library, e: live_section.measure(is_quick=e.is_quick, seed=library.seed),
    "robustness": lambda _, e: robustness.measure(hours=e.hours),
    "floors": lambda library, _: floors.measure(library),
    "torch": lambda library, e: torch_section.measure(is_quick=e.is_quick, seed=library.seed),
}


def run_bench(
    extent: Extent, *, only: Iterable[str] = (), sources: Iterable[str] = material.SOURCES, seed: int = 1,
    seconds: float | None = None, progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Section]:  # fmt: skip
    """Each section, or each of those named, as it is measured; then what of the targets was reached.

    Raises:
        BadInput: an unknown section or source.
    """
    chosen, sources = tuple(only) or tuple(SECTIONS), tuple(sources)
    _known("section", chosen, SECTIONS)
    _known("source", sources, material.SOURCES)
    ours.load()
    progress("recordings")
    extent = extent if seconds is None else replace(extent, seconds=seconds, pitch_seconds=seconds)
    library = material.load(seconds=extent.seconds, seed=seed, sources=sources)
    found = []
    for name in chosen:
        progress(name)
        found.append(SECTIONS[name](library, extent))
        yield found[-1]
    yield targets.judge(found)


def _known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise BadInput(f"no {kind} named {name!r}.", remedy=f"Known: {', '.join(known)}.")
