"""Syllable nuclei: how many, where, and what the error means for a pace."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from benchmarks.prosody import ours
from benchmarks.prosody.absent import load_or_reason
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library
from benchmarks.prosody.peers import praat_nuclei
from benchmarks.prosody.span_matching import match_times
from corpus.recording import Recording

COLUMNS = ("known", "count %", "recall %", "precis. %", "rate err %")
_WITHIN_S = 0.08
"""About half a syllable at a fast pace."""
_WHISPERED_SHARE = 0.5
Counter = Callable[[ours.Samples], Sequence[float]]


def measure(library: Library, *, conditions: Sequence[str]) -> Section:
    """Every source that knows its vowels, under every condition."""
    peer, reason = load_or_reason(praat_nuclei.load)
    tables = []
    for name, known in _groups(library):
        for condition in conditions if known else ():
            rows = [Row(ours.NAME, _figures(library, known, condition, ours.nuclei_s))]
            figures = _figures(library, known, condition, peer) if peer else ()
            rows.append(Row("de Jong & Wempe", figures, reason))
            tables.append(Table(f"syllables, {name}, {condition}", COLUMNS, tuple(rows)))
    return Section("syllables", tuple(tables), _NOTES)


def _groups(library: Library) -> Iterator[tuple[str, list[Recording]]]:
    """Recordings that know their vowels, whispered ones apart: no count that asks for voice can see a whisper."""
    for material in library.materials:
        known = [r for r in material.recordings if r.nuclei_s]
        yield material.source, [r for r in known if not is_whispered(r)]
        yield f"{material.source} whispered", [r for r in known if is_whispered(r)]


def is_whispered(recording: Recording) -> bool:
    """Whether most of the vowels have no voice."""
    frames = [min(int(time * 100), len(recording.f0_hz) - 1) for time in recording.nuclei_s or ()]
    return bool(np.count_nonzero(recording.f0_hz[frames] == 0) > _WHISPERED_SHARE * len(frames))


def _figures(
    library: Library, known: list[Recording], condition: str, count: Counter
) -> tuple[int, float, float, float, float]:
    found = [sorted(count(library.heard(r, condition))) for r in known]
    return syllable_figures(found, [r.nuclei_s or () for r in known])


def syllable_figures(
    found: Sequence[Sequence[float]], known: Sequence[Sequence[float]]
) -> tuple[int, float, float, float, float]:
    """Known count; error of the count, recall, precision and mean error of a recording's rate, in %."""
    n_known, n_found = sum(map(len, known)), sum(map(len, found))
    hits = sum(match_times(f, k, within_s=_WITHIN_S) for f, k in zip(found, known, strict=True))
    rates = [abs(len(f) / len(k) - 1) for f, k in zip(found, known, strict=True)]
    return (
        n_known,
        100 * (n_found / n_known - 1),
        100 * hits / n_known,
        100 * hits / n_found if n_found else float("nan"),
        100 * float(np.mean(rates)),
    )


_NOTES = (
    "Count: found re known, signed. A nucleus is right within 80 ms of the middle of a vowel, one to one. Rate: mean",
    "size of the error of one recording's count, which is that of its articulation rate.",
)
