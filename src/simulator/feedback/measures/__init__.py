"""Every measure a rubric may name. Adding one: write it beside its concept, list it in that module's MEASURES."""

from typing import Final

from simulator.feedback.measures import (
    agreement,
    balance,
    behaviour,
    clarity,
    listening,
    manners,
    news,
    opening,
    ownership,
    plea,
    reasons,
    reception,
    room,
)
from simulator.feedback.measures.measure import Measure

_CONCEPTS = (
    opening, news, room, reception, listening, ownership, reasons, clarity, agreement, behaviour, balance, manners,
    plea,
)  # fmt: skip

REGISTRY: Final[dict[str, Measure]] = {m.name: m for concept in _CONCEPTS for m in concept.MEASURES}
