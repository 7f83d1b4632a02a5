"""findings → evidence: the only thing a score may rest on."""

from dataclasses import dataclass
from typing import Literal

from simulator.flow.labels import Audience, EvidenceCategory
from simulator.flow.local_text import LocalText

Polarity = Literal["positive", "negative", "neutral"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation with its quote and its place. Delete it and the score that rests on it moves."""

    evidence_id: str
    """Stable within a talk: "<item_id>:<rule_id>:<ordinal>"."""
    rule_id: str
    """Dotted: "vague.<code>.<n>", "act.<act>", "legal.<flag>", "fact.<kind>", "core",
    "moment.<name>", "delivery.<measure>"."""
    category: EvidenceCategory
    polarity: Polarity
    weight: float
    """Strength inside its category; a vagueness span carries the weight of its code."""
    item_id: str
    """The turn it was seen in."""
    char_start: int
    char_end: int
    start_ms: int
    end_ms: int
    quote: str
    message: LocalText
    suggestion: LocalText | None = None
    visibility: tuple[Audience, ...] = ("trainee",)
    source: str = ""
    """Norm or law it rests on, with its last_verified date where it is law."""
