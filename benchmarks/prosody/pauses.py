"""Silent pauses: missed, false, and how far off their edges are."""

import warnings
from collections.abc import Callable, Sequence

from benchmarks.prosody import ours
from benchmarks.prosody.absent import load_or_reason
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library
from benchmarks.prosody.peers.pause_finders import PEERS, Finder
from benchmarks.prosody.span_matching import PauseScore, Span, percentile_of_size, score_pauses
from corpus.recording import Recording

COLUMNS = ("known", "missed %", "false %", "onset ms", "onset p95", "offset ms", "offset p95")


def measure(library: Library, *, conditions: Sequence[str]) -> Section:
    """Every source that knows its pauses, under every condition: the core and its peers."""
    finders: list[tuple[str, Finder | None, str]] = [(ours.NAME, _ours, "")]
    finders += [(peer.name, *load_or_reason(peer.load)) for peer in PEERS]
    tables = []
    for material in library.materials:
        known = [r for r in material.recordings if r.pauses_s]
        for condition in conditions if known else ():
            rows = tuple(_row(library, known, condition, *finder) for finder in finders)
            tables.append(Table(f"pauses, {material.source}, {condition}", COLUMNS, rows))
    return Section("pauses", tuple(tables), _NOTES)


def _ours(samples: ours.Samples) -> Sequence[Span]:
    return ours.pauses_s(ours.delivery(samples), "silent")


def _row(library: Library, known: list[Recording], condition: str, name: str, find: Finder | None, reason: str) -> Row:
    if find is None:
        return Row(name, absent_because=reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score = score_all(find, [(library.heard(r, condition), r) for r in known])
    edges = [percentile_of_size(e, p) for e in (score.onset_errors_ms, score.offset_errors_ms) for p in (50, 95)]
    return Row(name, (score.n_known, score.missed_pct, score.false_pct, *edges))


def score_all(
    find: Callable[[ours.Samples], Sequence[Span]], heard: Sequence[tuple[ours.Samples, Recording]]
) -> PauseScore:
    """The sum over recordings."""
    return sum((score_pauses(find(samples), r.pauses_s or ()) for samples, r in heard), PauseScore())


_NOTES = (
    "Known: silences of 150 ms or more inside the talk. Missed: no found pause shares half of the union with it.",
    "False: found pauses of 200 ms or more that match no silence of any length, % of the known. Edges: size of the",
    "error of matched pauses, median and 95th percentile.",
)
