"""What people put beside a report: a trainer's remarks and scores, and the words a trainee lets HR read."""

from dataclasses import dataclass
from datetime import datetime

from simulator.flow.labels import Role


@dataclass(frozen=True, slots=True)
class Signature:
    """Who wrote something, and when."""

    role: Role
    at: datetime
    """UTC."""
    name: str | None = None
    """None where it is not known, or not for who reads it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a trainer wrote beside a talk; beside one turn of it when `item_id` names one."""

    words: str
    by: Signature
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreOverride:
    """Points a trainer gave in place of the computed ones, which stay beside them."""

    criterion_id: str
    value: float
    reason: str
    by: Signature


@dataclass(frozen=True, slots=True)
class ChosenQuote:
    """One of the trainee's own turns that HR may read, without the parts the trainee blacked out."""

    item_id: str
    hidden: tuple[tuple[int, int], ...] = ()
    """Character spans (from, until) that are left out."""


@dataclass(frozen=True, slots=True)
class Beside:
    """All that was put beside one report."""

    remarks: tuple[Remark, ...] = ()
    overrides: tuple[ScoreOverride, ...] = ()
    """In the order in which they were given; of each criterion the last one holds."""
    total: float | None = None
    """0-100: the total as it would be with the trainer's points; None where there are none."""
    quotes: tuple[ChosenQuote, ...] = ()
