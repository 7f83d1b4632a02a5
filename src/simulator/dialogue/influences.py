"""What in a trainee's turn moves the persona: each influence names the evidence rule it rests on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.flow.dialogue import PersonaState
from simulator.flow.evidence import Evidence
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona

InfluenceKind = Literal["news", "calm", "escalation", "hot_button", "vagueness", "legal"]

ANSWERS_NO_QUESTION = "justify"
"""Escalates only while the other is taking the news in: later on, a justification is an answer."""


@dataclass(frozen=True, slots=True)
class Influence:
    """One reason for the persona to move."""

    kind: InfluenceKind
    rule: str
    """Evidence rule, or the start of one: "act.minimise", "vague.euphemism", "legal", "core"."""


def find_influences(judgement: Judgement, persona: Persona, state: PersonaState) -> tuple[Influence, ...]:
    """Everything in this turn that moves this persona in this state, in a fixed order."""
    found: list[Influence] = []
    if judgement.core_message and not state.core_said:
        found.append(Influence("news", "core"))
    found += [Influence("legal", f"legal.{finding.flag}") for finding in judgement.legal]
    found += [
        Influence("hot_button", "") for phrase in persona.dynamics.hot_buttons if _is_said(phrase, judgement.text)
    ]
    if judgement.severity >= 2:
        found.append(Influence("vagueness", "vague"))
    found += _escalations(judgement, persona, state)
    found += _calms(judgement, persona, state)
    return tuple(dict.fromkeys(found))


def because(influences: Iterable[Influence], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Ids of the evidence on which these influences rest, in order of the evidence."""
    rules = [influence.rule for influence in influences if influence.rule]
    return tuple(item.evidence_id for item in evidence if any(_rests_on(item.rule_id, rule) for rule in rules))


def _escalations(judgement: Judgement, persona: Persona, state: PersonaState) -> list[Influence]:
    touchy = set(persona.dynamics.escalates)
    if state.phase not in ("shocked", "reacting"):
        touchy.discard(ANSWERS_NO_QUESTION)
    acts = [Influence("escalation", f"act.{finding.act}") for finding in judgement.acts if finding.act in touchy]
    codes = [Influence("escalation", f"vague.{span.code}") for span in judgement.spans if span.code in touchy]
    return acts + codes


def _calms(judgement: Judgement, persona: Persona, state: PersonaState) -> list[Influence]:
    calming = set(persona.dynamics.calms)
    if state.core_said:
        calming.add("repeat_core")
    return [Influence("calm", f"act.{finding.act}") for finding in judgement.acts if finding.act in calming]


def _rests_on(rule_id: str, rule: str) -> bool:
    return rule_id == rule or rule_id.startswith(f"{rule}.")


def _is_said(phrase: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)", text.casefold()) is not None
