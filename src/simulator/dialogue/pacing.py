"""How long the persona is silent before it answers."""

from random import Random
from typing import Final

from simulator.dialogue.trajectories import COURSES
from simulator.flow.labels import Intent
from simulator.flow.persona import Persona

ORDINARY_MS: Final = (250, 650)
"""From the end of what was said: the turn gap of ordinary talk and longer, for this is no ordinary talk; our choice."""
PAUSES_MS: Final[dict[Intent, tuple[int, int]]] = {
    "cry": (1500, 2800),
    "respond_to_reflection": (900, 1800),
    "ask_reason": (800, 1600),
    "insist": (250, 500),
}
"""Intents that come slower or quicker; our choice."""


def delay_before(intent: Intent, persona: Persona, rng: Random) -> int:
    """Milliseconds of silence before this persona does this."""
    if intent == "take_news":
        return rng.randint(*COURSES[persona.trajectory].silence_after_news_ms)
    return rng.randint(*PAUSES_MS.get(intent, ORDINARY_MS))
