"""activity → silent pauses; what the head heard → filled pauses (euh), joined with the words."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.prosody import Pause
from simulator.flow.speech import Word
from simulator.prosody.activity import STEP_MS, Activity
from simulator.prosody.runs import likeliest, runs_of

SHORTEST_PAUSE_MS: Final = 150
"""Shorter gaps are stop consonants; the literature cuts between 100 and 1000 ms (domain.md, section 3)."""
_EDGES_MS: Final = 20
"""By so much the two edges of a pause may be off together, and it still counts."""
SHORTEST_FILLER_MS: Final = 180
"""Our choice: shorter ones are vowels like others."""
_SHORTEST_SAID_FILLER_MS: Final = 100
"""What is enough when the recogniser heard a filler there too."""
_FRAME_MS: Final = 2 * STEP_MS
# In units of the head's log odds; chosen on the corpus's tune split.
_BIAS: Final = 0.3
_SAID_BIAS: Final = 2.5
_CHANGE_COST: Final = 4.0
_REACH_MS: Final = 150
"""How far the recogniser's word times may be off (shared/speech.md: p90 of start errors 110 to 210 ms)."""
FILLER_WORDS: Final = frozenset(
    ("euh", "euhm", "eu", "eh", "ehm", "uh", "uhm", "um", "uhh", "hm", "hmm", "mm", "mmm", "heu", "ah", "er", "erm")
)
_AMBIGUOUS: Final = frozenset(("er", "ah", "eu", "mm"))
"""Also ordinary words: they confirm a filler that is heard, and claim none of their own."""


def silent_pauses(activity: Activity) -> tuple[Pause, ...]:
    """Gaps inside the turn of 150 ms, as far as edges can be told; lead-in and lead-out are not pauses."""
    bounds = activity.bounds
    if bounds is None:
        return ()
    start, end = bounds
    least_ms = SHORTEST_PAUSE_MS - _EDGES_MS
    gaps = ((start + a, start + b) for a, b in runs_of(~activity.is_speech[start:end]))
    return tuple(Pause(a * STEP_MS, b * STEP_MS, "silent") for a, b in gaps if (b - a) * STEP_MS >= least_ms)


def filled_pauses(activity: Activity, words: Sequence[Word] = ()) -> tuple[Pause, ...]:
    """Long, flat, steady voice: found in the sound, joined with the words when there are any.

    With words, a stretch that lies inside an ordinary word is a long vowel and not a filler, and a word that can be
    nothing but a filler counts even when the sound alone is too short to tell.

    Args:
        activity: of the whole turn; it holds what the head heard.
        words: recognised words on the clock of the turn.
    """
    odds = activity.heard.filler
    fillers = [word for word in words if _plain(word.text) in FILLER_WORDS]
    others = [word for word in words if _plain(word.text) not in FILLER_WORDS]
    found = []
    for start_ms, end_ms in _likely_spans(odds, _BIAS, SHORTEST_FILLER_MS):
        inside = max((_overlap(start_ms, end_ms, word, 0) for word in others), default=0)
        if _is_confirmed(start_ms, end_ms, fillers) or inside <= (end_ms - start_ms) / 2:
            found.append(Pause(start_ms, end_ms, "filled"))
    if fillers:
        doubtful = _likely_spans(odds, _SAID_BIAS, _SHORTEST_SAID_FILLER_MS)
        confirmed = [Pause(*span, "filled") for span in doubtful if _is_confirmed(*span, fillers)]
        found = _with_missed(found, confirmed, reach_ms=0)
    said = [Pause(w.start_ms, w.end_ms, "filled") for w in fillers if _plain(w.text) not in _AMBIGUOUS]
    return tuple(_with_missed(found, said, reach_ms=_REACH_MS))


def _with_missed(found: list[Pause], others: list[Pause], *, reach_ms: int) -> list[Pause]:
    """What was found, and of the others those that lie beside none of it."""
    missed = [
        p
        for p in others
        if not any(p.start_ms - reach_ms < q.end_ms and q.start_ms < p.end_ms + reach_ms for q in found)
    ]
    return sorted([*found, *missed], key=lambda pause: pause.start_ms)


def _is_confirmed(start_ms: int, end_ms: int, fillers: Sequence[Word]) -> bool:
    return any(_overlap(start_ms, end_ms, word, _REACH_MS) > 0 for word in fillers)


def _likely_spans(odds: NDArray[np.float32], bias: float, least_ms: int) -> list[tuple[int, int]]:
    """Milliseconds of the stretches where the head hears a filler."""
    runs = runs_of(likeliest(odds, bias, _CHANGE_COST))
    return [(a * _FRAME_MS, b * _FRAME_MS) for a, b in runs if (b - a) * _FRAME_MS >= least_ms]


def _overlap(start_ms: int, end_ms: int, word: Word, reach_ms: int) -> int:
    return min(end_ms, word.end_ms + reach_ms) - max(start_ms, word.start_ms - reach_ms)


def _plain(text: str) -> str:
    return text.strip(" .,!?;:…-\"'").lower()
