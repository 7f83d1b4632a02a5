"""What a measure is: a name, what it means, where that comes from, and a pure function of a talk and its evidence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.report import MeasuredValue

Found = tuple[float | bool | None, Iterable[Evidence]]
"""A value and the evidence it rests on; None where nothing can be said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a value is told to the trainee."""

    value: LocalText
    """With a slot {value}, or {percent} for a ratio, where the measure is a number."""
    missing: LocalText
    """Why nothing can be said."""
    advice: LocalText
    """What to do next time."""
    no: LocalText | None = None
    """For a yes/no measure: what "no" means."""

    def told(self, value: float | bool | None) -> LocalText:
        """The sentence for a value."""
        if value is None:
            return self.missing
        if isinstance(value, bool):
            return self.value if value else (self.no or self.missing)
        return fill(self.value, value=value, percent=round(100 * value))


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the registry."""

    name: str
    doc: str
    source: str
    wording: Wording
    compute: Callable[[TalkView], Found]

    def of(self, view: TalkView) -> MeasuredValue:
        """The value in this talk with the evidence it was computed from.

        That nothing was found is a claim too: it rests on having heard the trainee, and cannot be said without.
        """
        value, found = self.compute(view)
        evidence = tuple(found)
        if value is not None and not evidence:
            evidence = view.having("moment.heard")
            value = value if evidence else None
        ids = tuple(dict.fromkeys(e.evidence_id for e in evidence))
        number = value if value is None or isinstance(value, bool) else float(value)
        return MeasuredValue(self.name, number, ids)


NO_TALK = LocalText(nl="Er was geen gesprek.", fr="Il n'y a pas eu d'échange.", en="There was no talk.")
"""Why a count cannot be said."""


def measure(source: str, wording: Wording) -> Callable[[Callable[[TalkView], Found]], Measure]:
    """Turns a function into a measure that carries the function's name and docstring."""

    def register(compute: Callable[[TalkView], Found]) -> Measure:
        return Measure(compute.__name__, " ".join((compute.__doc__ or "").split()), source, wording, compute)

    return register


def turns_with(view: TalkView, evidence: Iterable[Evidence]) -> Found:
    """In how many turns something was found."""
    found = tuple(evidence)
    return (len({e.item_id for e in found}) if view.trainee_turns else None), found


def counted(view: TalkView, *rules: str) -> Found:
    """Turns with an act of these rules."""
    return turns_with(view, view.having(*rules))


def shown(view: TalkView, *rules: str) -> Found:
    """Whether anything of these rules was seen."""
    found = view.having(*rules)
    return (bool(found) if view.trainee_turns else None), found


Pair = tuple[Evidence, tuple[Evidence, ...]]
"""Evidence, and what stands beside it in its turn."""


def with_beside(view: TalkView, found: Iterable[Evidence], *rules: str) -> list[Pair]:
    """Those that have something of these rules beside them."""
    return [(e, beside) for e in found if (beside := view.beside(e, *rules))]


def all_of(pairs: Iterable[Pair]) -> list[Evidence]:
    return [e for found, beside in pairs for e in (found, *beside)]


def interval_s(evidence: Evidence) -> float:
    return (evidence.end_ms - evidence.start_ms) / 1000


def falling(value: float, full: float, zero: float) -> float:
    """1 up to `full`, 0 from `zero` on, a straight line between; `full` may lie above `zero`."""
    return min(1.0, max(0.0, (value - zero) / (full - zero)))
