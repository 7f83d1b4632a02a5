"""How the persona's inner state moves in one turn: trust slowly up and at once down, tension, clarity debt. Pure."""

from dataclasses import replace

from simulator.dialogue.influences import Influence, InfluenceKind
from simulator.dialogue.told import told
from simulator.flow.dialogue import PersonaState
from simulator.flow.labels import ScenarioKind
from simulator.flow.language import Judgement
from simulator.flow.persona import Persona
from simulator.flow.scenario import Strain

NEWS_SHOCK: dict[ScenarioKind, float] = {"c4_talk": 0.4}
"""Tension that the bare news brings, before temperament; our choice."""
MILDER_SHOCK = 0.25
"""The same in talks where nobody loses a job; our choice."""
LEGAL_RATIO = 1.5
"""An unlawful remark or a hot button weighs this much more than another escalation; our choice."""
VAGUE_TRUST_RATIO = 0.25
"""Share of `trust_loss` that a turn of severity 3 costs; our choice: vagueness wears trust, it does not break it."""


def hear(
    state: PersonaState,
    judgement: Judgement,
    influences: tuple[Influence, ...],
    *,
    persona: Persona,
    kind: ScenarioKind,
    strain: Strain,
) -> PersonaState:
    """The state after one trainee turn, before the persona has chosen what to do with it.

    Clarity debt grows by the turn's severity and is paid off by the news itself (domain brief, section 4).
    """
    kinds = {influence.kind for influence in influences}
    is_news = "news" in kinds
    tension = state.tension + tension_change(kinds, judgement.severity, persona=persona, kind=kind, strain=strain)
    trust = state.trust + trust_change(kinds, judgement.severity, persona=persona, strain=strain)
    pays_off = is_news or judgement.core_message
    return replace(
        state,
        trainee_turns=state.trainee_turns + 1,
        core_said=state.core_said or is_news,
        news_turn=state.trainee_turns + 1 if is_news else state.news_turn,
        phase="shocked" if is_news else state.phase,
        clarity_debt=0.0 if pays_off else state.clarity_debt + judgement.severity,
        rung=0 if pays_off else state.rung,
        tension=unit(tension),
        trust=unit(trust),
        told=told(state.told, judgement),
    )


def tension_change(
    kinds: set[InfluenceKind], severity: int, *, persona: Persona, kind: ScenarioKind, strain: Strain
) -> float:
    """Change of tension in one turn. Neuroticism lets it rise faster, agreeableness lets it fall faster."""
    if kinds & {"calm"} and not kinds & {"escalation", "hot_button", "legal"}:
        fall = -persona.dynamics.tension_fall * (0.75 + 0.5 * persona.personality.agreeableness)
    else:
        fall = 0.0
    rise = 0.0
    if "news" in kinds:
        rise += NEWS_SHOCK.get(kind, MILDER_SHOCK)
    if kinds & {"legal", "hot_button"}:
        rise += LEGAL_RATIO * persona.dynamics.tension_rise
    elif "escalation" in kinds:
        rise += persona.dynamics.tension_rise
    if "vagueness" in kinds:
        rise += persona.dynamics.tension_rise * severity / 3
    return rise * _temper(persona) * strain.tension_ratio + fall


def trust_change(kinds: set[InfluenceKind], severity: int, *, persona: Persona, strain: Strain) -> float:
    """Change of trust in one turn. One escalation undoes what several calm turns won, and voids a calm in that turn."""
    agreeableness = persona.personality.agreeableness
    loss = persona.dynamics.trust_loss * (1.25 - 0.5 * agreeableness)
    if kinds & {"legal", "hot_button"}:
        return -LEGAL_RATIO * loss
    if "escalation" in kinds:
        return -loss
    change = -loss * VAGUE_TRUST_RATIO * severity / 3 if "vagueness" in kinds else 0.0
    if "calm" in kinds or ("news" in kinds and severity <= 1):
        warmth = 1.2 if "samen" in persona.leary else 1.0
        change += persona.dynamics.trust_gain * (0.75 + 0.5 * agreeableness) * warmth * strain.trust_ratio
    return change


def _temper(persona: Persona) -> float:
    """Positions on the opposing side of Leary's rose answer pressure with pressure."""
    opposing = 1.2 if "tegen" in persona.leary else 1.0
    return (0.5 + persona.personality.neuroticism) * opposing


def unit(value: float) -> float:
    """Within 0-1, to four decimals: what is kept reads the same as what was computed."""
    return round(min(1.0, max(0.0, value)), 4)
