"""activity → silent pauses; steady voiced stretches → filled pauses (euh)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import Pause
from simulator.flow.speech import Word
from simulator.prosody.activity import STEP_MS, Activity
from simulator.prosody.bank import Frames
from simulator.prosody.runs import Run, runs_of

SHORTEST_PAUSE_MS: Final = 150
"""Shorter gaps are stop consonants; the literature cuts between 100 and 1000 ms (domain.md, section 3)."""
SHORTEST_FILLER_MS: Final = 240
"""Our choice: vowels inside words stay under it at a conversational rate."""
_SHORTEST_SAID_FILLER_MS: Final = 100
"""What is enough when the recogniser heard a filler there too."""
_STEADY_CHANGE: Final = 0.12
"""Spectral change over 40 ms under which pitch and vowel stand still."""
_FLATTEST_ST_S: Final = 12.0
_WIDEST_ST: Final = 1.5
_REACH_MS: Final = 150
"""How far the recogniser's word times may be off (shared/speech.md: p90 of start errors 110 to 210 ms)."""
FILLER_WORDS: Final = frozenset(
    ("euh", "euhm", "eu", "eh", "ehm", "uh", "uhm", "um", "uhh", "hm", "hmm", "mm", "mmm", "heu", "ah", "er", "erm")
)
_AMBIGUOUS: Final = frozenset(("er", "ah", "eu", "mm"))
"""Also ordinary words: they confirm a filler that is heard, and claim none of their own."""


def silent_pauses(activity: Activity) -> tuple[Pause, ...]:
    """Gaps inside the turn of at least 150 ms; lead-in and lead-out are not pauses."""
    bounds = activity.bounds
    if bounds is None:
        return ()
    start, end = bounds
    gaps = ((start + a, start + b) for a, b in runs_of(~activity.is_speech[start:end]))
    return tuple(Pause(a * STEP_MS, b * STEP_MS, "silent") for a, b in gaps if (b - a) * STEP_MS >= SHORTEST_PAUSE_MS)


def filled_pauses(frames: Frames, words: Sequence[Word] = (), stream: int = 0) -> tuple[Pause, ...]:
    """Long, flat, steady voice: found in the sound, joined with the words when there are any.

    With words, a stretch that lies inside an ordinary word is a long vowel and not a filler, and a word that can be
    nothing but a filler counts even when the sound alone is too short to tell.
    """
    fillers = [word for word in words if _plain(word.text) in FILLER_WORDS]
    others = [word for word in words if _plain(word.text) not in FILLER_WORDS]
    least = _SHORTEST_SAID_FILLER_MS if fillers else SHORTEST_FILLER_MS
    found = []
    for run in _steady_runs(frames.f0_hz[stream], frames.change[stream], least // 10):
        start_ms, end_ms = run[0] * 10, run[1] * 10
        confirmed = any(_overlap(start_ms, end_ms, word, _REACH_MS) > 0 for word in fillers)
        if end_ms - start_ms < SHORTEST_FILLER_MS and not confirmed:
            continue
        if confirmed or not any(_overlap(start_ms, end_ms, word, 0) > (end_ms - start_ms) / 2 for word in others):
            found.append(Pause(start_ms, end_ms, "filled"))
    said = [Pause(w.start_ms, w.end_ms, "filled") for w in fillers if _plain(w.text) not in _AMBIGUOUS]
    return _with_said(found, said)


def _with_said(found: list[Pause], said: list[Pause]) -> tuple[Pause, ...]:
    missed = [
        p
        for p in said
        if not any(p.start_ms - _REACH_MS < q.end_ms and q.start_ms < p.end_ms + _REACH_MS for q in found)
    ]
    return tuple(sorted([*found, *missed], key=lambda pause: pause.start_ms))


def _steady_runs(f0_hz: NDArray[np.float32], change: NDArray[np.float32], least_frames: int) -> list[Run]:
    """Voiced stretches whose spectrum stands still and whose pitch is flat."""
    # Change at a frame looks 40 ms back: a steady stretch shows two frames late at its start.
    steady = np.concatenate((change[2:], np.ones(min(2, len(change)), np.float32))) < _STEADY_CHANGE
    kept = []
    for start, end in runs_of(steady & (f0_hz > 0)):
        if end - start < least_frames:
            continue
        st = 12 * np.log2(f0_hz[start:end])
        slope = np.polyfit(np.arange(end - start) / 100, st, 1)[0]
        if abs(slope) < _FLATTEST_ST_S and np.percentile(st, 90) - np.percentile(st, 10) < _WIDEST_ST:
            kept.append((start, end))
    return kept


def _overlap(start_ms: int, end_ms: int, word: Word, reach_ms: int) -> int:
    return min(end_ms, word.end_ms + reach_ms) - max(start_ms, word.start_ms - reach_ms)


def _plain(text: str) -> str:
    return text.strip(" .,!?;:…-\"'").lower()
