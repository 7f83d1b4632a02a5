"""Pitch of whole recordings: how fast, and how right, source by source and condition by condition."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.prosody import ours
from benchmarks.prosody.absent import load_or_reason
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library, Material
from benchmarks.prosody.peers.pitch_trackers import PEERS, REFERENCE, Peer, Tracker
from benchmarks.prosody.pitch_errors import RATE_HZ, PitchErrors, score_pitch
from benchmarks.prosody.timing import best_cpu_s
from corpus.recording import Recording

DEAR_CONDITIONS = ("clean", "white10", "pink10", "babble10", "tel", "reverb")
DEAR_SECONDS = 15.0
"""What peers of over 40 ms per second of audio are given of each source."""
_CLIPS_S = (60, 5)
_RATIO_TO = (REFERENCE, "rapt", "swift-f0")
_KINDS = (("FFE %", "ffe_pct"), ("GPE %", "gpe_pct"), ("VDE %", "vde_pct"), ("cents rms", "cents_rms"))


@dataclass(frozen=True, slots=True)
class Running:
    """One tracker of this run."""

    name: str
    find: Tracker | None
    is_dear: bool = False
    absent_because: str = ""


def measure(library: Library, *, conditions: Sequence[str], with_dear: bool) -> Section:
    """Speed and errors of the core and of every peer."""
    running = [Running(ours.NAME, ours.pitch), *trackers(PEERS, with_dear=with_dear)]
    tables = [_speed(library, running, clip_s) for clip_s in _CLIPS_S]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for material in library.materials:
            tables += _errors(library, material, running, conditions)
    return Section("pitch", tuple(tables), _notes(library))


def trackers(peers: Iterable[Peer], *, with_dear: bool) -> list[Running]:
    """Peers with their library loaded, or the reason why not."""
    loaded = [(peer, *load_or_reason(peer.load)) for peer in peers if with_dear or not peer.is_dear]
    return [Running(peer.name, find, peer.is_dear, reason) for peer, find, reason in loaded]


def _speed(library: Library, running: list[Running], clip_s: int) -> Table:
    samples = one_clip(library, clip_s)
    works = {t.name: (lambda find=t.find: find(samples)) for t in running if t.find is not None and not t.is_dear}
    taken = best_cpu_s(works, repeats=5 if clip_s > 10 else 25)
    dear = {t.name: (lambda find=t.find: find(samples[: 5 * RATE_HZ])) for t in running if t.find and t.is_dear}
    ms_per_s = {name: 1000 * cost / clip_s for name, cost in taken.items()}
    ms_per_s |= {name: 1000 * cost / 5 for name, cost in best_cpu_s(dear, repeats=1).items()} if dear else {}
    rows = [
        Row(t.name, (ms_per_s[t.name], *(ms_per_s[t.name] / ms_per_s[r] if r in ms_per_s else None for r in _RATIO_TO)))
        if t.find
        else Row(t.name, absent_because=t.absent_because)
        for t in running
    ]
    first = rows[0]
    faster = [None if not isinstance(f, float) else 1 / f for f in first.figures[1:]]
    rows.insert(1, Row("  times as fast", (None, *faster)))
    columns = ("CPU ms/s", *(f"/ {name}" for name in _RATIO_TO))
    return Table(f"pitch speed, {clip_s} s clip (CPU ms per second of audio; cost re a peer)", columns, tuple(rows), 3)


def one_clip(library: Library, seconds: int) -> np.typing.NDArray[np.float32]:
    """Speech of the first source, end to end, repeated until it is long enough."""
    first = next(material for material in library.materials if material.recordings)
    return np.resize(np.concatenate([r.samples for r in first.recordings]), seconds * RATE_HZ)


def _errors(library: Library, material: Material, running: list[Running], conditions: Sequence[str]) -> list[Table]:
    title = f"{material.source} ({material.audio_s:.0f} s, {material.n_voices} voices)"
    if not material.recordings:
        return [Table(f"pitch, {material.source}", (), (Row(material.source, absent_because=material.absent_because),))]
    few = _first_seconds(material.recordings, DEAR_SECONDS)
    scores: dict[str, dict[str, PitchErrors]] = {}
    for condition in conditions:
        for tracker in running:
            if tracker.find is not None and (not tracker.is_dear or condition in DEAR_CONDITIONS):
                chosen = few if tracker.is_dear else material.recordings
                row = scores.setdefault(_row_name(tracker), {})
                row[condition] = _score(library, tracker.find, chosen, condition)
        if any(t.is_dear for t in running) and condition in DEAR_CONDITIONS:
            scores.setdefault(f"{ours.NAME} *", {})[condition] = _score(library, ours.pitch, few, condition)
    return [
        Table(
            f"pitch {label}, {title}",
            tuple(conditions),
            tuple(_row(name, found, conditions, kind) for name, found in scores.items()),
        )
        for label, kind in _KINDS
    ]


def _row_name(tracker: Running) -> str:
    return f"{tracker.name} *" if tracker.is_dear else tracker.name


def _row(name: str, found: dict[str, PitchErrors], conditions: Sequence[str], kind: str) -> Row:
    return Row(name, tuple(float(getattr(found[c], kind)) if c in found else None for c in conditions))


def _score(library: Library, find: Tracker, recordings: Sequence[Recording], condition: str) -> PitchErrors:
    return score_pitch([find(library.heard(r, condition)) for r in recordings], [r.f0_hz for r in recordings])


def _first_seconds(recordings: Sequence[Recording], seconds: float) -> list[Recording]:
    chosen: list[Recording] = []
    for recording in recordings:
        if sum(len(r.samples) for r in chosen) >= seconds * RATE_HZ:
            break
        chosen.append(recording)
    return chosen


def _notes(library: Library) -> tuple[str, ...]:
    return (
        f"Asked for 60-500 Hz; truth beyond it is not scored. Seed {library.seed}, test split only.",
        f"* slow peers: the first {DEAR_SECONDS:.0f} s of each source only, beside our own row on the same sound.",
        "Voiced background talkers count as unvoiced: a tracker that follows any voice errs there by definition.",
        "recorded: truth is where Praat, RAPT and SwiftF0 agree, so none of the three can be far off on it clean.",
    )
