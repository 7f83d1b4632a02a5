"""Every measure a rubric may name. Adding one: write it beside its concept, list it in that module's MEASURES."""

from typing import Final

from simulator.feedback.measures import (
    agreement,
    balance,
    behaviour,
    clarity,
    news,
    ownership,
    reasons,
    reception,
    room,
)
from simulator.feedback.measures.measure import Measure

_CONCEPTS = (news, room, reception, ownership, reasons, clarity, agreement, behaviour, balance)

REGISTRY: Final[dict[str, Measure]] = {m.name: m for concept in _CONCEPTS for m in concept.MEASURES}
