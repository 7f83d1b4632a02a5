"""Found stretches or moments of time against true ones, one to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

Span: TypeAlias = tuple[float, float]
"""Start and end, seconds."""


def overlap_s(one: Span, other: Span) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def iou(one: Span, other: Span) -> float:
    """Intersection over union, negative where they do not meet."""
    return overlap_s(one, other) / max(max(one[1], other[1]) - min(one[0], other[0]), 1e-9)


def match_spans(found: Sequence[Span], known: Sequence[Span], *, least_iou: float) -> dict[int, int]:
    """Index of known → index of found, best pairs first, each used once."""
    pairs = [(iou(f, k), n, j) for j, f in enumerate(found) for n, k in enumerate(known)]
    matched: dict[int, int] = {}
    for quality, n, j in sorted(pairs, reverse=True):
        if quality >= least_iou and n not in matched and j not in matched.values():
            matched[n] = j
    return matched


def match_times(found: Sequence[float], known: Sequence[float], *, within_s: float) -> int:
    """How many can be paired in order, each pair at most that far apart."""
    n_matched = at = 0
    for time in sorted(known):
        while at < len(found) and found[at] < time - within_s:
            at += 1
        if at < len(found) and found[at] <= time + within_s:
            n_matched, at = n_matched + 1, at + 1
    return n_matched


@dataclass(frozen=True, slots=True)
class PauseScore:
    """Silent pauses found against known ones; scores of several recordings add up."""

    n_known: int = 0
    n_missed: int = 0
    n_false: int = 0
    onset_errors_ms: tuple[float, ...] = ()
    offset_errors_ms: tuple[float, ...] = ()

    def __add__(self, other: "PauseScore") -> "PauseScore":
        return PauseScore(
            self.n_known + other.n_known,
            self.n_missed + other.n_missed,
            self.n_false + other.n_false,
            self.onset_errors_ms + other.onset_errors_ms,
            self.offset_errors_ms + other.offset_errors_ms,
        )

    @property
    def missed_pct(self) -> float:
        return 100 * self.n_missed / self.n_known if self.n_known else float("nan")

    @property
    def false_pct(self) -> float:
        """Of the number of known pauses."""
        return 100 * self.n_false / self.n_known if self.n_known else float("nan")


def percentile_of_size(errors_ms: Sequence[float], pct: float) -> float:
    return float(np.percentile(np.abs(errors_ms), pct)) if len(errors_ms) else float("nan")


SHORTEST_KNOWN_S = 0.15
SHORTEST_FALSE_S = 0.2
_LEAST_IOU = 0.5


def score_pauses(found: Sequence[Span], silences: Sequence[Span]) -> PauseScore:
    """Found pauses against the true silences inside the talk.

    Matched: overlap of at least half the union. Missed: a silence of 150 ms or more that no pause matches. False: a
    pause of 200 ms or more that matches no silence of any length (shared/prosody.md, section 4).
    """
    matched = match_spans(found, silences, least_iou=_LEAST_IOU)
    known = [n for n, span in enumerate(silences) if span[1] - span[0] >= SHORTEST_KNOWN_S]
    hits = [(found[matched[n]], silences[n]) for n in known if n in matched]
    false = [j for j, span in enumerate(found) if j not in matched.values() and span[1] - span[0] >= SHORTEST_FALSE_S]
    return PauseScore(
        len(known),
        len(known) - len(hits),
        len(false),
        tuple(1000 * (f[0] - k[0]) for f, k in hits),
        tuple(1000 * (f[1] - k[1]) for f, k in hits),
    )
