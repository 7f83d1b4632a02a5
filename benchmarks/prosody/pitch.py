"""Pitch of whole recordings: how fast, and how right, source by source and condition by condition."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

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
DEAR_SECONDS = 12.0
"""What peers of over 40 ms per second of audio are given of each source."""
_CLIPS_S = (60, 5)
_RATIO_TO = (REFERENCE, "rapt", "swift-f0")
_KINDS = (("FFE %", "ffe_pct"), ("GPE %", "gpe_pct"), ("VDE %", "vde_pct"), ("cents rms", "cents_rms"))


@dataclass(frozen=True, slots=True)
class Running:
    """One tracker of this run, or why it is absent."""

    peer: Peer
    find: Tracker | None
    absent_because: str = ""

    @property
    def row_name(self) -> str:
        """With a star where it was given less sound."""
        return f"{self.peer.name} *" if self.peer.is_dear else self.peer.name


def measure(library: Library, *, seconds: float, conditions: Sequence[str], is_quick: bool) -> Section:
    """Speed and errors of the core and of its peers, on `seconds` of each source."""
    core = Running(Peer(ours.NAME, lambda: ours.pitch), ours.pitch)
    running = [core, *trackers(peer for peer in PEERS if peer.in_quick or not is_quick)]
    tables = [_speed(library, running, clip_s, 3 if is_quick else 7) for clip_s in _CLIPS_S]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for material in library.materials:
            tables += _errors(library, material.shortened(seconds), running, conditions)
    return Section("pitch", tuple(tables), _notes(library))


def trackers(peers: Iterable[Peer]) -> list[Running]:
    """Peers with their library loaded, or the reason why not."""
    return [Running(peer, *load_or_reason(peer.load)) for peer in peers]


def _speed(library: Library, running: list[Running], clip_s: int, repeats: int) -> Table:
    samples = one_clip(library, clip_s)
    ms_per_s = _ms_per_s([t for t in running if not t.peer.is_dear], samples, repeats * (60 // clip_s))
    ms_per_s |= _ms_per_s([t for t in running if t.peer.is_dear], samples[: 5 * RATE_HZ], 1)
    rows = [_speed_row(t, ms_per_s) for t in running if t.peer.is_timed]
    faster = [1 / f if isinstance(f, float) else None for f in rows[0].figures[1:]]
    rows.insert(1, Row("  times as fast", (None, *faster)))
    columns = ("CPU ms/s", *(f"/ {name}" for name in _RATIO_TO))
    return Table(f"pitch speed, {clip_s} s clip (CPU ms per second of audio; cost re a peer)", columns, tuple(rows), 3)


def _ms_per_s(running: list[Running], samples: ours.Samples, repeats: int) -> dict[str, float]:
    works = {t.peer.name: partial(t.find, samples) for t in running if t.find is not None and t.peer.is_timed}
    taken = best_cpu_s(works, repeats=repeats) if works else {}
    return {name: 1000 * cost / (len(samples) / RATE_HZ) for name, cost in taken.items()}


def _speed_row(tracker: Running, ms_per_s: dict[str, float]) -> Row:
    name = tracker.peer.name
    if name not in ms_per_s:
        return Row(name, absent_because=tracker.absent_because)
    return Row(name, (ms_per_s[name], *(ms_per_s[name] / ms_per_s[r] if r in ms_per_s else None for r in _RATIO_TO)))


def one_clip(library: Library, seconds: int) -> np.typing.NDArray[np.float32]:
    """Speech of the first source, end to end, repeated until it is long enough."""
    first = next(material for material in library.materials if material.recordings)
    return np.resize(np.concatenate([r.samples for r in first.recordings]), seconds * RATE_HZ)


def _errors(library: Library, material: Material, running: list[Running], conditions: Sequence[str]) -> list[Table]:
    if not material.recordings:
        return [Table(f"pitch, {material.source}", (), (Row(material.source, absent_because=material.absent_because),))]
    title = f"{material.source} ({material.audio_s:.0f} s, {material.n_voices} voices)"
    scores = _scores(library, material, running, conditions)
    return [
        Table(
            f"pitch {label}, {title}",
            tuple(conditions),
            tuple(_row(name, found, conditions, kind) for name, found in scores.items()),
        )
        for label, kind in _KINDS
    ]


def _scores(
    library: Library, material: Material, running: list[Running], conditions: Sequence[str]
) -> dict[str, dict[str, PitchErrors]]:
    """Errors by row and condition; our own row again on the little sound that slow peers are given."""
    few = material.shortened(DEAR_SECONDS).recordings
    scores: dict[str, dict[str, PitchErrors]] = {}
    for tracker in running:
        if tracker.find is None:
            continue
        heard, asked = (few, DEAR_CONDITIONS) if tracker.peer.is_dear else (material.recordings, conditions)
        found = {c: _score(library, tracker.find, heard, c) for c in asked if c in conditions}
        scores[tracker.row_name] = found
    if any(t.peer.is_dear and t.find for t in running):
        scores[f"{ours.NAME} *"] = {c: _score(library, ours.pitch, few, c) for c in DEAR_CONDITIONS if c in conditions}
    return scores


def _row(name: str, found: dict[str, PitchErrors], conditions: Sequence[str], kind: str) -> Row:
    return Row(name, tuple(float(getattr(found[c], kind)) if c in found else None for c in conditions))


def _score(library: Library, find: Tracker, recordings: Sequence[Recording], condition: str) -> PitchErrors:
    return score_pitch([find(library.heard(r, condition)) for r in recordings], [r.f0_hz for r in recordings])


def _notes(library: Library) -> tuple[str, ...]:
    return (
        f"Asked for 60-500 Hz; truth beyond it is not scored. Seed {library.seed}, test split only.",
        f"* slow peers: only {DEAR_SECONDS:.0f} s of each source, beside our own row on the same sound.",
        "Voiced background talkers count as unvoiced: a tracker that follows any voice errs there by definition.",
        "recorded: truth is where Praat, RAPT and SwiftF0 agree, so none of the three can be far off on it clean.",
    )
