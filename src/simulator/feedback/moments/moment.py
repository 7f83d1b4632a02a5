"""How a moment becomes evidence."""

from simulator.flow.evidence import Evidence, Polarity
from simulator.flow.labels import Audience, EvidenceCategory
from simulator.flow.local_text import LocalText
from simulator.flow.talk import TraineeTurn

CONTENT_AUDIENCE: tuple[Audience, ...] = ("trainee", "trainer")
DESIGN = "our choice (domain brief, section 1)"


def moment(
    name: str,
    turn: TraineeTurn,
    between_ms: tuple[int, int],
    message: LocalText,
    *,
    category: EvidenceCategory,
    polarity: Polarity,
    weight: float = 1.0,
    said: Evidence | None = None,
    place: tuple[int, int] = (0, 0),
    suggestion: LocalText | None = None,
    source: str = DESIGN,
    visibility: tuple[Audience, ...] = CONTENT_AUDIENCE,
    ordinal: int = 0,
) -> Evidence:
    """Evidence of one moment.

    Args:
        name: what follows "moment." or "delivery." in the rule id, prefix included.
        turn: the trainee turn it belongs to.
        between_ms: the interval that a measure may read.
        said: evidence whose quote shows it.
        place: characters of the turn that show it, where no other evidence does; without either the moment is an
            interval only.
        ordinal: tells apart several of one name in one turn.
    """
    start_ms, end_ms = between_ms
    char_start, char_end = (said.char_start, said.char_end) if said else place
    return Evidence(
        evidence_id=f"{turn.item_id}:{name}:{ordinal}",
        rule_id=name,
        category=category,
        polarity=polarity,
        weight=weight,
        item_id=turn.item_id,
        char_start=char_start,
        char_end=char_end,
        start_ms=start_ms,
        end_ms=end_ms,
        quote=said.quote if said else turn.text[char_start:char_end],
        message=message,
        suggestion=suggestion,
        visibility=visibility,
        source=source,
    )
