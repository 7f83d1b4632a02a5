"""How the trainee's turns sounded: physical quantities beside what is usual, for the trainee's eyes only."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from simulator.flow.prosody import Delivery
from simulator.flow.talk import TraineeTurn
from simulator.report.audience import Shown
from simulator.report.texts import texts

VOICED_ENOUGH_S = 10.0
"""Under this much voiced speech no norm is applied (domain brief, section 3, validity guards)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One row of the table, as it is printed."""

    name: str
    in_news: str
    elsewhere: str
    reference: str
    source: str


def _longest_pause_s(_turn: TraineeTurn, delivery: Delivery) -> float:
    return max((p.duration_ms / 1000 for p in delivery.pauses if p.kind == "silent"), default=0.0)


def _filled_pauses(turn: TraineeTurn, delivery: Delivery) -> float:
    count = sum(p.kind == "filled" for p in delivery.pauses)
    return 100 * count / len(turn.words) if turn.words else math.nan


MEASURED: dict[str, Callable[[TraineeTurn, Delivery], float]] = {
    "articulation_rate_sps": lambda _, d: d.articulation_rate_sps,
    "pitch_range_st": lambda _, d: d.pitch.range_st,
    "level_range_db": lambda _, d: d.level.range_db,
    "longest_pause_s": _longest_pause_s,
    "filled_pauses_per_100_words": _filled_pauses,
}
"""The only delivery quantities a report may show; each name carries its unit."""

BY_SPOKEN_LANGUAGE = frozenset({"articulation_rate_sps"})
"""Quantities whose reference depends on the language that was spoken."""


def quantities(shown: Shown) -> tuple[Quantity, ...]:
    """The table of delivery; empty where there is no delivery: in text mode, and for who may not see it."""
    spoken = [(n, t, t.delivery) for n, t in enumerate(shown.talk.trainee_turns, start=1) if t.delivery is not None]
    if not spoken:
        return ()
    words = texts(shown.language)
    usable = [(n, t, d) for n, t, d in spoken if d.quality.usable]
    has_norm = voiced_s([d for _, _, d in usable]) >= VOICED_ENOUGH_S
    rows = []
    for name, measure in MEASURED.items():
        norm = f"delivery.{name}.spoken_{shown.talk.language}" if name in BY_SPOKEN_LANGUAGE else f"delivery.{name}"
        in_news = [measure(t, d) for n, t, d in usable if n == shown.news_turn]
        elsewhere = [measure(t, d) for n, t, d in usable if n != shown.news_turn]
        rows.append(
            Quantity(
                words(f"delivery.{name}.name"),
                words.number(in_news[0] if in_news else math.nan),
                words.number(_median(elsewhere)),
                words(f"{norm}.reference") if has_norm else words("delivery.too_little"),
                words(f"{norm}.source") if has_norm else "",
            )
        )
    return tuple(rows)


def voiced_s(deliveries: Sequence[Delivery]) -> float:
    """Seconds of voiced speech; a turn whose pitch cannot be told counts nothing."""
    return sum(d.speech_ms * d.pitch.voiced_ratio / 1000 for d in deliveries if not math.isnan(d.pitch.voiced_ratio))


def _median(values: Sequence[float]) -> float:
    known = [v for v in values if not math.isnan(v)]
    return median(known) if known else math.nan
