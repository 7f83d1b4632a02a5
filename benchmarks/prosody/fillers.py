"""Filled pauses (euh, uhm) from the sound alone, and false alarms where nobody hesitates."""

from collections.abc import Sequence

from benchmarks.prosody import ours
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library, Material
from benchmarks.prosody.span_matching import Span, overlap_s
from corpus.recording import RATE_HZ, Recording

COLUMNS = ("known", "found", "precision", "recall", "F1")
_LEAST_OVERLAP_S = 0.1


def measure(library: Library, *, conditions: Sequence[str]) -> Section:
    """Every source that knows its fillers; recorded speech that has none apart."""
    tables = []
    for material in library.materials:
        if any(r.fillers_s for r in material.recordings):
            rows = tuple(Row(c, _figures(library, material, c)) for c in conditions)
            tables.append(Table(f"filled pauses, {material.source}", COLUMNS, rows, 2))
    tables.append(_false_alarms(library, conditions))
    return Section("fillers", tuple(tables), _NOTES)


def _figures(library: Library, material: Material, condition: str) -> tuple[int, int, float, float, float]:
    pairs = [(_found(library, r, condition), r.fillers_s) for r in material.recordings if r.fillers_s is not None]
    return filler_figures([f for f, _ in pairs], [k for _, k in pairs])


def _found(library: Library, recording: Recording, condition: str) -> Sequence[Span]:
    return ours.pauses_s(ours.delivery(library.heard(recording, condition)), "filled")


def filler_figures(
    found: Sequence[Sequence[Span]], known: Sequence[Sequence[Span]]
) -> tuple[int, int, float, float, float]:
    """Known, found, precision, recall, F1; right where 100 ms are shared."""
    n_found, n_known = sum(map(len, found)), sum(map(len, known))
    right = sum(_touches(span, k) for f, k in zip(found, known, strict=True) for span in f)
    recalled = sum(_touches(span, f) for f, k in zip(found, known, strict=True) for span in k)
    precision = right / n_found if n_found else float("nan")
    recall = recalled / n_known if n_known else float("nan")
    f1 = 2 * precision * recall / (precision + recall) if right and recalled else 0.0
    return n_known, n_found, precision, recall, f1


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(overlap_s(span, other) >= _LEAST_OVERLAP_S for other in others)


def _false_alarms(library: Library, conditions: Sequence[str]) -> Table:
    """Read speech has no fillers: whatever is found there is false."""
    rows = []
    for material in library.materials:
        read = [r for r in material.recordings if _is_read(r)]
        minutes = sum(len(r.samples) for r in read) / RATE_HZ / 60
        if read:
            found = [sum(len(_found(library, r, c)) for r in read) / minutes for c in conditions]
            rows.append(Row(f"{material.source}", tuple(found)))
    return Table("false filled pauses per minute of read speech without any", tuple(conditions), tuple(rows), 2)


def _is_read(recording: Recording) -> bool:
    """Sources of real or neural voices that say themselves that nobody hesitates, or are read from a page."""
    return recording.source in ("recorded", "laryngograph", "neural") and not recording.fillers_s


_NOTES = ("Right: at least 100 ms shared with a true one. Without words: joining with the recogniser only helps.",)
