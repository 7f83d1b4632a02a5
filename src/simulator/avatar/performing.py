"""One reply → everything it looks like."""

from simulator.avatar.gesture import cues
from simulator.avatar.visemes import visemes
from simulator.flow.avatar import Performance, SpokenAudio
from simulator.flow.labels import Mood


def perform(spoken: SpokenAudio, *, mood: Mood, intensity: float) -> Performance:
    """Lips, gaze, posture and gestures of one reply or one sentence, on the clock of its sound.

    The same reply gives the same performance.

    Args:
        spoken: sound with times, or an estimate without sound.
        mood: the persona's (fiction, never the trainee's).
        intensity: 0-1, the persona's tension.
    """
    return Performance(
        visemes=visemes(spoken.phones, end_ms=spoken.duration_ms),
        cues=cues(spoken.words, spoken.duration_ms, mood=mood, intensity=intensity),
    )
