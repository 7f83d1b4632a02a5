"""How a persona says it: the voice of the persona, moved by its mood of the moment."""

from dataclasses import dataclass
from typing import Final

from simulator.flow.labels import Mood
from simulator.flow.persona import PersonaVoice


@dataclass(frozen=True, slots=True)
class Manner:
    """What an engine is asked for, relative to its own neutral reading."""

    rate_ratio: float = 1.0
    pitch_st: float = 0.0
    range_ratio: float = 1.0
    """Liveliness of the melody, for engines that can set it."""


_MOOD_MANNER: Final[dict[Mood, Manner]] = {
    "neutral": Manner(),
    "wary": Manner(0.97, -0.3, 0.85),
    "shocked": Manner(0.88, 0.5, 0.8),
    "sad": Manner(0.86, -0.8, 0.6),
    "angry": Manner(1.1, 1.0, 1.35),
    "bargaining": Manner(1.05, 0.6, 1.2),
    "practical": Manner(1.0, 0.0, 0.9),
    "relieved": Manner(0.98, 0.3, 1.1),
    "withdrawn": Manner(0.86, -0.6, 0.5),
}
"""Our choice, small on purpose: acted moods that go further sound false in a synthetic voice."""


def manner_of(voice: PersonaVoice, mood: Mood) -> Manner:
    """The persona's own voice and its mood together."""
    by_mood = _MOOD_MANNER[mood]
    return Manner(voice.rate_ratio * by_mood.rate_ratio, voice.pitch_st + by_mood.pitch_st, by_mood.range_ratio)
