"""The whole description of a turn beside the four calls of parselmouth that come nearest."""

import numpy as np

from benchmarks.prosody import ours
from benchmarks.prosody.absent import load_or_reason
from benchmarks.prosody.figures import Row, Section, Table
from benchmarks.prosody.material import Library
from benchmarks.prosody.peers import praat_nuclei
from benchmarks.prosody.peers.pause_finders import PEERS as PAUSE_PEERS
from benchmarks.prosody.peers.pitch_trackers import PEERS, REFERENCE
from benchmarks.prosody.pitch import one_clip
from benchmarks.prosody.pitch_errors import LOWEST_HZ, RATE_HZ
from benchmarks.prosody.timing import Work, best_cpu_s

PARTS = ("pitch", "intensity", "silences", "nuclei")
_CLIPS_S = (60, 5)


def measure(library: Library) -> Section:
    """Pitch, level, pauses, nuclei, intonation and quality: ours in one call, Praat's in four."""
    tables = [_table(one_clip(library, clip_s), clip_s) for clip_s in _CLIPS_S]
    return Section("whole pass", tuple(tables), _NOTES)


def _table(samples: ours.Samples, clip_s: int) -> Table:
    works: dict[str, Work] = {ours.NAME: lambda: ours.delivery(samples), "pitch alone": lambda: ours.pitch(samples)}
    praat, reason = load_or_reason(lambda: _praat(samples))
    taken = best_cpu_s(works | (praat or {}), repeats=5 if clip_s > 10 else 15)
    ms = {name: 1000 * cost / clip_s for name, cost in taken.items()}
    rows = [Row(ours.NAME, (ms[ours.NAME], None)), Row("  pitch alone", (ms["pitch alone"], None))]
    if praat is None:
        rows.append(Row("praat", absent_because=reason))
    else:
        total = sum(ms[part] for part in PARTS)
        rows.append(Row("praat, four calls", (total, total / ms[ours.NAME])))
        rows += [Row(f"  {part}", (ms[part], None)) for part in PARTS]
    columns = ("CPU ms/s", "/ rechtuit")
    return Table(f"whole pass, {clip_s} s clip (CPU ms per second of audio)", columns, tuple(rows), 3)


def _praat(samples: ours.Samples) -> dict[str, Work]:
    import parselmouth

    sound = parselmouth.Sound(samples.astype(np.float64), RATE_HZ)
    pitch = next(peer for peer in PEERS if peer.name == REFERENCE).load()
    silences = next(peer for peer in PAUSE_PEERS if peer.name == "praat silences").load()
    nuclei = praat_nuclei.load()
    calls: tuple[Work, ...] = (
        lambda: pitch(samples),
        lambda: sound.to_intensity(minimum_pitch=LOWEST_HZ),
        lambda: silences(samples),
        lambda: nuclei(samples),
    )
    return dict(zip(PARTS, calls, strict=True))


_NOTES = ("Praat: to_pitch_ac 60-500 Hz, to_intensity, To TextGrid (silences), and de Jong & Wempe's script.",)
