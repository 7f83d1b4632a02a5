"""A talk beside the same person's earlier attempts at the same exercise: points per part, oldest attempt first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.report.audience import Shown
from simulator.report.texts import Texts, clock_time, texts

SPARK_WIDTH, SPARK_HEIGHT = 110.0, 26.0
SPARK_EDGE = 4.0
"""Room for the dot at the end of the line."""
HELD_SHOWN = 8
"""Of so many earlier attempts, the latest, the page says with whom and how they were held."""


@dataclass(frozen=True, slots=True)
class Spark:
    """One small line, all of them from nought to all of the points: the same height means the same share."""

    points: str
    dots: tuple[tuple[float, float], ...]
    told: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One part over all attempts. Numbers as they are printed, an en dash where an attempt did not score it."""

    title: str
    spark: Spark
    first: str
    before: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class Attempts:
    rows: tuple[Progress, ...]
    """The total first, then the parts in the order of the rubric."""
    count: int
    """Of earlier attempts."""
    held: tuple[str, ...]
    """With whom, how hard and how long, of the latest earlier attempts."""
    has_changed: bool
    """The exercise, or the rules that judge it, are not the same in all attempts."""


def attempts(shown: Shown) -> Attempts | None:
    """The comparison, or None where there is nothing to compare with."""
    talks = [*shown.earlier, shown]
    if len(talks) < 2 or shown.outcome is None:
        return None
    words = texts(shown.language)
    totals = [talk.outcome.total if talk.outcome else math.nan for talk in talks]
    rows = [_progress(words, words("score.total"), totals, 100.0)]
    for criterion in shown.criteria:
        values = [_value(talk, criterion.criterion_id, criterion.max) for talk in talks]
        rows.append(_progress(words, words.of(criterion.title), values, criterion.max))
    return Attempts(tuple(rows), len(shown.earlier), _held(shown, words), _has_changed(talks))


def _value(talk: Shown, criterion_id: str, maximum: float) -> float:
    """NaN where this attempt has no such part, or one that counts otherwise: points of another scale do not compare."""
    return next((c.value for c in talk.criteria if (c.criterion_id, c.max) == (criterion_id, maximum)), math.nan)


def _progress(words: Texts, title: str, values: Sequence[float], maximum: float) -> Progress:
    first, before, now = values[0], values[-2], values[-1]
    return Progress(
        title, _spark(words, values, maximum), words.number(first), words.number(before), words.number(now),
        _signed(words, now - before),
    )  # fmt: skip


def _signed(words: Texts, change: float) -> str:
    """With its sign, a minus and not a hyphen; nought has none."""
    shown = words.number(abs(change))
    if shown in {"0", words.number(math.nan)}:
        return shown
    return f"+{shown}" if change > 0 else f"\N{MINUS SIGN}{shown}"


def _spark(words: Texts, values: Sequence[float], maximum: float) -> Spark:
    wide, high = SPARK_WIDTH - 2 * SPARK_EDGE, SPARK_HEIGHT - 2 * SPARK_EDGE
    step = wide / max(1, len(values) - 1)
    dots = tuple(
        (round(SPARK_EDGE + step * place, 1), round(SPARK_HEIGHT - SPARK_EDGE - high * value / maximum, 1))
        for place, value in enumerate(values)
        if not math.isnan(value)
    )
    told = ", ".join(words.number(value) for value in values)
    return Spark(" ".join(f"{x:g},{y:g}" for x, y in dots), dots, told)


def _held(shown: Shown, words: Texts) -> tuple[str, ...]:
    latest = list(enumerate(shown.earlier, start=1))[-HELD_SHOWN:]
    return tuple(
        f"{number}: {talk.persona.name}, {words(f'difficulty.{talk.talk.difficulty}')}, "
        f"{clock_time(talk.attendance.duration_ms)}"
        for number, talk in latest
    )


def _has_changed(talks: Sequence[Shown]) -> bool:
    rests_on = {(t.scenario.version, t.talk.versions.scenario_hash, t.talk.versions.rules_hash) for t in talks}
    return len(rests_on) > 1
