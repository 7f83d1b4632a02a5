"""The pressure ladder against vagueness: asks, asks yes or no, insists, leaves (domain brief, section 4)."""

from collections.abc import Sequence

from simulator.flow.dialogue import PersonaState
from simulator.flow.persona import Persona
from simulator.flow.scenario import Rung, Strain

RUNGS_AFTER_NEWS = 1
"""Once the news is out the persona may still ask what a vague turn means, but not whether the news is true."""


def bearing(persona: Persona, strain: Strain) -> float:
    """How much of a rung's debt this persona bears at this difficulty; 1 for a patience of 0.5 at normal."""
    return (0.5 + persona.dynamics.patience) * strain.patience_ratio


def due_rung(ladder: Sequence[Rung], state: PersonaState, *, persona: Persona, strain: Strain) -> Rung | None:
    """The next rung, when the debt reaches it. One rung at a time: nobody walks out without having asked."""
    reachable = ladder[:RUNGS_AFTER_NEWS] if state.core_said else ladder
    if state.rung >= len(reachable):
        return None
    rung = reachable[state.rung]
    return rung if state.clarity_debt >= rung.debt * bearing(persona, strain) else None
