"""Sentences that Belgian law makes dangerous. Independent of vagueness: a perfectly clear sentence can be unlawful."""

from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from simulator.flow.labels import LegalFlag
from simulator.flow.language import LegalFinding
from simulator.flow.local_text import LocalText
from simulator.language.matching import find_hits
from simulator.language.rule_files import WORDING, load_rules
from simulator.language.rulebook import Rulebook
from simulator.language.turn import TurnView


class LegalWording(BaseModel):
    """What is told about one flag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: LocalText
    """Ends with the advice to check with HR or legal."""
    source: str
    last_verified: str
    """ISO date."""


@cache
def legal_wording() -> dict[LegalFlag, LegalWording]:
    """Message, source and date of verification per flag."""
    return load_rules(WORDING, "legal", TypeAdapter(dict[LegalFlag, LegalWording]))


def find_legal(turn: TurnView, rules: Rulebook) -> tuple[LegalFinding, ...]:
    """Legal red flags in order of place, each flag once."""
    found: dict[LegalFlag, LegalFinding] = {}
    hits = sorted(find_hits(rules.legal, turn, rules.scopes.holds), key=lambda hit: (hit.start, hit.end))
    for hit in hits:
        wording = legal_wording()[hit.found.label]
        found.setdefault(
            hit.found.label,
            LegalFinding(
                flag=hit.found.label,
                start=hit.start,
                end=hit.end,
                rule_id=hit.found.rule_id,
                message=wording.message,
                source=wording.source,
                last_verified=wording.last_verified,
            ),
        )
    return tuple(found.values())
