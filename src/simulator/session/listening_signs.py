"""When the persona nods while the trainee speaks, and when it shows that it heard: on the talk's clock, by the seed."""

import random
from typing import Final

from simulator import avatar
from simulator.flow import clock
from simulator.flow.avatar import Cue
from simulator.flow.labels import Mood
from simulator.flow.persona import Personality
from simulator.flow.speech import SpeechStarted, SpeechStopped, TurnEndAsked, Utterance
from simulator.speech import TurnEvent

SPEECH_BEFORE_SAMPLES: Final = clock.from_ms(3_000)
"""Speech since the turn began, or since the last nod, before there is something to nod at (our choice)."""

APART_SAMPLES: Final = clock.from_ms(6_000)
"""From one nod to the next, at least (our choice): nobody nods at every clause."""

HEARD_AFTER_MS: Final = 450
"""An answer that is not heard this long after the end of a turn is announced by a breath (our choice)."""

FRESH_MS: Final = 1_500
"""A nod so short a time ago was sign enough of having heard."""


class ListeningSigns:
    """Follows the turn of the trainee for the moments at which a listener nods.

    A pause in which the question comes up whether the turn is over (200 ms) is the end of a clause.

    Args:
        personality: decides how often.
        seed: of the talk; with it the same sound gives the same nods.
    """

    def __init__(self, personality: Personality, seed: int) -> None:
        self._personality, self._seed = personality, seed
        self._speaking_since: int | None = None
        self._spoken_samples = 0
        self._nodded_at: int | None = None

    def take(self, found: TurnEvent, *, mood: Mood, is_silence_content: bool) -> Cue | None:
        """Takes in what the segmenter found; a nod where there is one.

        Args:
            mood: the persona's.
            is_silence_content: silence is content in this phase of the talk: nothing moves in it.
        """
        match found:
            case SpeechStarted(at_sample):
                self._speaking_since = at_sample
            case SpeechStopped(at_sample) if self._speaking_since is not None:
                self._spoken_samples += at_sample - self._speaking_since
                self._speaking_since = None
            case TurnEndAsked() if not is_silence_content:
                return self._nod_at(found.stopped_at, mood)
            case Utterance():
                self._speaking_since, self._spoken_samples = None, 0
        return None

    def _nod_at(self, at_sample: int, mood: Mood) -> Cue | None:
        is_soon = self._nodded_at is not None and at_sample - self._nodded_at < APART_SAMPLES
        if self._spoken_samples < SPEECH_BEFORE_SAMPLES or is_soon:
            return None
        draw = random.Random(f"{self._seed}/{at_sample}").random()
        if draw >= avatar.nod_prob(self._personality, mood):
            return None
        self._nodded_at, self._spoken_samples = at_sample, 0
        return avatar.nod()

    def is_fresh(self, now_sample: int) -> bool:
        """Whether a nod was just shown."""
        return self._nodded_at is not None and now_sample - self._nodded_at < clock.from_ms(FRESH_MS)
