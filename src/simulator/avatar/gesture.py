"""What the persona does besides speaking: looks, nods, posture. Few, and by rule: the same reply looks the same."""

from collections.abc import Sequence
from typing import Final

from simulator.flow.avatar import Cue, SpokenWord
from simulator.flow.labels import Mood

POSTURE: Final[dict[Mood, str]] = {
    "wary": "stiffen", "shocked": "stiffen", "sad": "slump", "angry": "lean_forward", "bargaining": "lean_forward",
    "withdrawn": "lean_back",
}  # fmt: skip
"""Moods without one leave the body at rest. All names are movements that web/src/avatar/gestures.ts draws."""
GAZE: Final[dict[Mood, str]] = {"sad": "look_down", "withdrawn": "look_down"}
LOOK_AT: Final = "look_at"
LOOK_AWAY: Final = "look_away"
GESTURE: Final[dict[Mood, str]] = {
    "wary": "frown", "shocked": "raise_brows", "sad": "sigh", "angry": "shake_head", "bargaining": "raise_brows",
    "practical": "nod", "relieved": "nod", "withdrawn": "shrug",
}  # fmt: skip
_AVERTS: Final = frozenset[Mood]({"sad", "shocked", "withdrawn", "wary"})
GESTURE_MS: Final = 700
LOOK_AWAY_MS: Final = 900
LOOK_AWAY_FROM_MS: Final = 2500
"""Looking away only happens in a reply long enough to come back from it."""
STRONG: Final = 0.35
"""Intensity above which a gesture comes with the mood."""


def cues(words: Sequence[SpokenWord], duration_ms: int, *, mood: Mood, intensity: float) -> tuple[Cue, ...]:
    """Gaze and posture for the whole reply or sentence, and at most one gesture and one look away, in order of time.

    Args:
        words: with times, of the reply.
        duration_ms: of the reply.
        intensity: 0-1, the persona's tension.
    """
    if duration_ms <= 0:
        return ()
    found = [Cue("gaze", GAZE.get(mood, LOOK_AT), 0, duration_ms)]
    if mood in POSTURE:
        found.append(Cue("posture", POSTURE[mood], 0, duration_ms))
    if mood in GESTURE and (intensity >= STRONG or GESTURE[mood] == "nod"):
        found.append(Cue("gesture", GESTURE[mood], _longest_word_ms(words), min(GESTURE_MS, duration_ms)))
    if mood in _AVERTS and duration_ms >= LOOK_AWAY_FROM_MS:
        found.append(Cue("gaze", LOOK_AWAY, duration_ms // 2, LOOK_AWAY_MS))
    return tuple(sorted(found, key=lambda cue: cue.at_ms))


def _longest_word_ms(words: Sequence[SpokenWord]) -> int:
    """Gestures fall on stressed words; the word that lasts longest is the best guess without a parser."""
    return max(words, key=lambda word: word.end_ms - word.start_ms).start_ms if words else 0
