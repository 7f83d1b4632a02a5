"""Speaks the trainee's side of a demonstration, so that `make demo` needs no recording of a person."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import soxr

from simulator.avatar.voice import best_voice
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.labels import Language
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings

SPEAKER: Final = PersonaVoice(gender="female")
PAUSE_MS: Final = 120
"""Added between sentences of one turn; the voice itself leaves some silence after each."""


def speak_talk(texts: Sequence[str], language: Language, settings: Settings) -> tuple[list[Samples], str]:
    """One turn of sound per text, in the best voice there is, and the name of that voice.

    The sentences are kept on disk: a second demonstration starts at once.

    Returns:
        Samples at 16 kHz in [-1, 1], one array per text.

    Raises:
        NotFound, ModelMissing, Unavailable: as `best_voice`.
    """
    voice = best_voice(language, settings)
    voice.prepare(texts, language, SPEAKER, "neutral")
    pause = np.zeros(clock.from_ms(PAUSE_MS, clock.OUTPUT_RATE_HZ), np.int16)
    turns: list[Samples] = []
    name = voice.name
    for text in texts:
        pieces: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
        for spoken in voice.speak(text, language, SPEAKER, "neutral"):
            pieces += [spoken.pcm, pause]
            name = spoken.voice_name
        pcm = np.concatenate(pieces[:-1] or [pause]).astype(np.float32) / 32768
        turns.append(soxr.resample(pcm, clock.OUTPUT_RATE_HZ, clock.INPUT_RATE_HZ))
    return turns, name
