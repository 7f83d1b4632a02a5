"""How the trainee's turns sounded: physical quantities beside what is usual, for the trainee's eyes only."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from simulator.flow import turn_taking
from simulator.flow.prosody import Delivery, MeasureName
from simulator.flow.talk import TraineeTurn
from simulator.report.audience import Shown
from simulator.report.delivery_strips import Strip, strip_of, usual_of
from simulator.report.texts import Texts, clock_time, texts

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
    why: str = ""
    """Why there is no number in the turn of the news."""
    strip: Strip | None = None
    """All turns drawn beside what is usual; None where no turn has a number."""

    @property
    def says_something(self) -> bool:
        """A row with neither a number nor the reason why there is none only takes up paper."""
        return self.strip is not None or bool(self.why)


@dataclass(frozen=True, slots=True)
class Remark:
    """One fact about the sound of one turn."""

    time: str
    message: str


def _longest_pause_s(_turn: TraineeTurn, delivery: Delivery) -> float:
    return max((p.duration_ms / 1000 for p in delivery.pauses if p.kind == "silent"), default=0.0)


def _filled_pauses(turn: TraineeTurn, delivery: Delivery) -> float:
    count = sum(p.kind == "filled" for p in delivery.pauses)
    return 100 * count / len(turn.words) if turn.words else math.nan


MEASURED: dict[str, Callable[[TraineeTurn, Delivery], float]] = {
    "articulation_rate_sps": lambda _, d: d.articulation_rate_sps,
    "pitch_range_st": lambda _, d: d.pitch.range_st,
    "pdq": lambda _, d: d.pitch.pdq,
    "final_rise_st": lambda _, d: d.pitch.final_rise_st,
    "core_db": lambda _, d: d.core.core_db,
    "last_word_db": lambda _, d: d.core.last_word_db,
    "level_range_db": lambda _, d: d.level.range_db,
    "longest_pause_s": _longest_pause_s,
    "filled_pauses_per_100_words": _filled_pauses,
}
"""The only delivery quantities of a turn that a report may show; each name carries its unit."""
_REASON_OF: dict[str, MeasureName] = {
    "articulation_rate_sps": "articulation_rate_sps",
    "pitch_range_st": "range_st",
    "pdq": "pdq",
    "final_rise_st": "final_rise_st",
    "core_db": "core_db",
    "last_word_db": "last_word_db",
    "level_range_db": "level_range_db",
}
BY_SPOKEN_LANGUAGE = frozenset({"articulation_rate_sps"})
"""Quantities whose reference depends on the language that was spoken."""
DIGITS = {"pdq": 2}
REMARKS = ("delivery.final_rise", "delivery.core_level", "delivery.last_word_level", "delivery.own_",
           "delivery.answer_gap")  # fmt: skip
"""Rules whose sentences are shown below the table."""

_Spoken = tuple[int, TraineeTurn, Delivery]
"""Ordinal, turn, delivery."""


def quantities(shown: Shown) -> tuple[Quantity, ...]:
    """The table of delivery; empty where there is no delivery: in text mode, and for who may not see it."""
    spoken = [(n, t, t.delivery) for n, t in enumerate(shown.talk.trainee_turns, start=1) if t.delivery is not None]
    if not spoken:
        return ()
    usable = [(n, t, d) for n, t, d in spoken if d.quality.usable]
    no_norm = _no_norm(shown, usable)
    gaps_ms = turn_taking.answer_gaps_ms(shown.talk.turns)
    rows = [_row(shown, name, measure, spoken, no_norm) for name, measure in MEASURED.items()]
    gap = {n: gaps_ms[t.item_id] / 1000 for n, t, _ in spoken if t.item_id in gaps_ms}
    return (*rows, _printed(shown, "answer_gap_s", gap, no_norm, ""))


def remarks(shown: Shown) -> tuple[Remark, ...]:
    """What stood out in single turns, in order; empty for who may not see delivery."""
    words = texts(shown.language)
    return tuple(
        Remark(clock_time(e.start_ms), words.of(e.message))
        for e in shown.evidence
        if e.category == "delivery" and e.rule_id.startswith(REMARKS)
    )


def voiced_s(deliveries: Sequence[Delivery]) -> float:
    """Seconds of voiced speech; a turn whose pitch cannot be told counts nothing."""
    return sum(delivery.voiced_s for delivery in deliveries)


def _no_norm(shown: Shown, usable: Sequence[_Spoken]) -> str | None:
    """Why nothing is put beside a norm; None when it is."""
    words = texts(shown.language)
    if not shown.talk.applies_norms:
        return words("delivery.norms_off")
    return words("delivery.too_little") if voiced_s([d for _, _, d in usable]) < VOICED_ENOUGH_S else None


def _row(
    shown: Shown,
    name: str,
    measure: Callable[[TraineeTurn, Delivery], float],
    spoken: Sequence[_Spoken],
    no_norm: str | None,
) -> Quantity:
    values = {n: measure(t, d) for n, t, d in spoken if d.quality.usable}
    in_news = next((d for n, _, d in spoken if n == shown.news_turn), None)
    is_told = not math.isnan(values.get(shown.news_turn or 0, math.nan))
    why = "" if is_told or in_news is None else _why(texts(shown.language), name, in_news)
    return _printed(shown, name, values, no_norm, why)


def _why(words: Texts, name: str, delivery: Delivery) -> str:
    """Why this turn has no number; empty when nobody wrote that down."""
    if delivery.quality.problem is not None:
        return words(f"delivery.why.{delivery.quality.problem}")
    reason = delivery.why(_REASON_OF[name]) if name in _REASON_OF else None
    return words(f"delivery.why.{reason}") if reason else ""


def _printed(shown: Shown, name: str, values: Mapping[int, float], no_norm: str | None, why: str) -> Quantity:
    """The row of one quantity.

    Args:
        values: by ordinal of the trainee turn.
    """
    words, digits = texts(shown.language), DIGITS.get(name, 1)
    norm = f"delivery.{name}.spoken_{shown.talk.language}" if name in BY_SPOKEN_LANGUAGE else f"delivery.{name}"
    others = [value for n, value in values.items() if n != shown.news_turn]
    usual = None if no_norm else usual_of(name, shown.talk.language)
    return Quantity(
        words(f"delivery.{name}.name"),
        _number(words, values.get(shown.news_turn or 0, math.nan), digits),
        _number(words, _median(others), digits),
        no_norm or words(f"{norm}.reference"),
        "" if no_norm else words(f"{norm}.source"),
        why,
        strip_of(name, values, shown.news_turn, usual),
    )


def _number(words: Texts, value: float, digits: int) -> str:
    """With a minus sign, not a hyphen: a spreadsheet takes a cell that starts with a hyphen for a formula."""
    return words.number(value, digits).replace("-", "\N{MINUS SIGN}")


def _median(values: Sequence[float]) -> float:
    known = [v for v in values if not math.isnan(v)]
    return median(known) if known else math.nan
