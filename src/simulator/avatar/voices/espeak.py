"""espeak-ng: always there, instant, exact times, and sounds like a machine."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from simulator.avatar.manner import Manner, manner_of
from simulator.avatar.sentences import sentences
from simulator.avatar.sound import Timed, spoken_audio
from simulator.avatar.voices.espeak_process import EspeakProcess, EspeakSound, shared_process
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import LANGUAGES, Language, Mood
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings

VOICE_FILE: Final[dict[Language, str]] = {"nl": "gmw/nl", "fr": "roa/fr-BE", "en": "gmw/en"}
RATE_WPM: Final[dict[Language, int]] = {"nl": 140, "fr": 150, "en": 160}
"""Dutch slower: measured more intelligible at 140 than at 160 (docs/decisions/0002-voices.md)."""
FEMALE_ST: Final = 4.0
"""espeak-ng's voices are male. A plain shift is understood better than its female variants, and 4 semitones better than
2 or 6 (docs/decisions/0002-voices.md)."""
PITCH_STEPS_PER_ST: Final = 50 / 12
"""espeak-ng's pitch scale is logarithmic: 50 steps up or down are an octave."""
NEUTRAL: Final = 50


class EspeakVoice:
    """espeak-ng in a process of its own."""

    name = "espeak-ng"
    languages = LANGUAGES

    def __init__(self, process: EspeakProcess) -> None:
        self._process = process

    @classmethod
    def from_settings(cls, settings: Settings) -> "EspeakVoice":
        """The voice of this machine.

        Raises:
            Unavailable: when espeak-ng is not installed.
        """
        del settings  # nothing to choose: one library, one set of voices
        process = shared_process()
        process.ensure_started()
        return cls(process)

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        """Sentence by sentence, with the engine's own times.

        Raises:
            Unavailable: when espeak-ng stops working.
        """
        manner = manner_of(voice, mood)
        shift_st = manner.pitch_st + (FEMALE_ST if voice.gender == "female" else 0.0)
        for sentence in sentences(text):
            sound = self._process.speak(
                sentence,
                VOICE_FILE[language],
                rate_wpm=_bounded(RATE_WPM[language] * manner.rate_ratio, 80, 450),
                pitch=_bounded(NEUTRAL + PITCH_STEPS_PER_ST * shift_st, 0, 99),
                pitch_range=_range(manner),
            )
            yield _spoken(sound, sentence, f"espeak-ng {language}")


def _range(manner: Manner) -> int:
    return _bounded(NEUTRAL * manner.range_ratio, 0, 99)


def _bounded(value: float, low: int, high: int) -> int:
    return min(high, max(low, round(value)))


def _spoken(sound: EspeakSound, sentence: str, voice_name: str) -> SpokenAudio:
    samples = np.frombuffer(sound.pcm, np.int16).astype(np.float32) / np.float32(32768)
    phones = _phones(sound, len(samples))
    return spoken_audio(samples, sound.rate_hz, phones, _words(sound, sentence, phones), voice_name=voice_name)


def _phones(sound: EspeakSound, n_samples: int) -> list[Timed]:
    """A phone lasts until the next event; silences and language switches are no phones."""
    starts = [*sound.phones, ("", n_samples)]
    return [
        Timed(ipa.strip("-"), start / sound.rate_hz, end / sound.rate_hz)
        for (ipa, start), (_, end) in pairwise(starts)
        if ipa.strip("-") and not ipa.startswith("(") and end > start
    ]


def _words(sound: EspeakSound, sentence: str, phones: list[Timed]) -> list[Timed]:
    """Each word from its first to its last phone; a word the engine joined to its neighbour has its own time event."""
    events = [event for event in sound.words if event[1] > 0]
    bounds_s = [start / sound.rate_hz for _, _, start in events] + [float("inf")]
    found: list[Timed] = []
    for (char, length, _), (from_s, until_s) in zip(events, pairwise(bounds_s), strict=True):
        inside = [phone for phone in phones if from_s - 1e-9 <= phone.start_s < until_s - 1e-9]
        if inside:
            found.append(Timed(sentence[char : char + length], inside[0].start_s, inside[-1].end_s))
    return found
