"""What the persona shows while it listens: a small nod at the end of a clause, a breath before a late answer.

Cues, never words: a "ja" of the persona would be sound over the trainee. They follow from the persona's own character
and simulated mood, and say nothing about the trainee.
"""

from typing import Final

from simulator.flow.avatar import Cue
from simulator.flow.labels import Mood
from simulator.flow.persona import Personality

NODS: Final = frozenset[Mood]({"neutral", "practical", "relieved", "bargaining", "wary", "sad"})
"""Who is shocked, angry or withdrawn does not nod at what is said (our choice)."""

NOD_MS: Final = 600
BREATH_MS: Final = 700

_LEAST_PROB: Final = 0.15
_AGREEABLE_PROB: Final = 0.35
_EXTRAVERT_PROB: Final = 0.3
_RESERVED: Final[dict[Mood, float]] = {"wary": 0.5, "sad": 0.5}


def nod_prob(personality: Personality, mood: Mood) -> float:
    """How likely this person nods at the end of a clause, 0-1.

    Agreeable and extravert people give more signs of listening; how much more is our choice.
    """
    if mood not in NODS:
        return 0.0
    prob = _LEAST_PROB + _AGREEABLE_PROB * personality.agreeableness + _EXTRAVERT_PROB * personality.extraversion
    return prob * _RESERVED.get(mood, 1.0)


def nod() -> Cue:
    """A small nod: go on, I listen."""
    return Cue("gesture", "nod_lightly", 0, NOD_MS)


def sign_of_having_heard(mood: Mood) -> Cue:
    """Something happens, though no answer does yet: people breathe in before they answer (Torreira et al. 2015)."""
    return nod() if mood in {"practical", "relieved"} else Cue("gesture", "breathe_in", 0, BREATH_MS)
