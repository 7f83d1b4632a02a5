"""Which parts of the message the trainee has told: the decision, who decided, when, why, how much, who helps."""

from collections.abc import Sequence
from typing import Final

from simulator.flow.labels import Act
from simulator.flow.language import FactKind, Judgement

TOLD_BY_ACT: Final[dict[Act, FactKind]] = {"give_reason": "reason", "own_responsibility": "decider"}
"""Acts that tell a part also where no words of it were marked."""


def parts_in(judgement: Judgement) -> tuple[FactKind, ...]:
    """Parts that this turn tells. The decision is told where the core is, also by a plain yes to a direct question."""
    kinds: list[FactKind] = [fact.kind for fact in judgement.facts if fact.kind != "decision"]
    kinds += [part for act, part in TOLD_BY_ACT.items() if judgement.has_act(act)]
    if judgement.core_message:
        kinds.append("decision")
    return tuple(dict.fromkeys(kinds))


def told(before: Sequence[FactKind], judgement: Judgement) -> tuple[FactKind, ...]:
    """Parts told so far, this turn included, in the order in which they came."""
    return tuple(dict.fromkeys((*before, *parts_in(judgement))))
