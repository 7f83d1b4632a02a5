"""Where each part of the score showed: the trainee's own words, with their place in the written-out talk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.flow.evidence import Evidence
from simulator.report.audience import Shown
from simulator.report.texts import clock_time

HEARD = "moment.heard"
"""What a count of none rests on: that the trainee was heard. It shows nothing."""
QUOTES_MOST = 3
"""More is a list nobody reads; all of them stand marked in the talk, and in CSV, XLSX and JSON."""


@dataclass(frozen=True, slots=True)
class Place:
    """A turn that a score rests on."""

    anchor: str
    """Where the page prints that turn; empty where it does not."""
    time: str
    quote: str
    """Empty where it is no words that show it: a silence, a moment."""


def anchors(printed: Iterable[str]) -> Mapping[str, str]:
    """What the page calls each turn that it prints, by its id. Our own name: a turn's id may hold anything."""
    return {item_id: f"turn-{number}" for number, item_id in enumerate(printed, start=1)}


def shown_by(shown: Shown, anchor_of: Mapping[str, str]) -> Mapping[str, tuple[Place, ...]]:
    """By criterion id, the places its points rest on: quotes first, in the order of the talk, at most QUOTES_MOST."""
    by_id = {e.evidence_id: e for e in shown.evidence}
    return {
        c.criterion_id: _places(anchor_of, [by_id[id_] for id_ in c.evidence_ids if id_ in by_id])
        for c in shown.criteria
    }


def _places(anchor_of: Mapping[str, str], evidence: Sequence[Evidence]) -> tuple[Place, ...]:
    """A moment repeats the words of another finding: those words stand once, where they were said."""
    cited = [e for e in evidence if e.rule_id != HEARD]
    in_order = sorted(cited, key=lambda e: (e.rule_id.startswith("moment."), e.start_ms, e.char_start))
    once: dict[tuple[str, str], Place] = {}
    for e in in_order:
        once.setdefault((e.item_id, e.quote), Place(anchor_of.get(e.item_id, ""), clock_time(e.start_ms), e.quote))
    with_words = [place for place in once.values() if place.quote]
    return tuple((with_words or list(once.values()))[:QUOTES_MOST])
