"""Text → the times it would take to say it, without sound: for text-only output and for clients that draw lips only."""

import numpy as np

from simulator.avatar.durations import LANGUAGE_RATIO, PAUSE_MS, sound_ms
from simulator.avatar.graphemes import rough_ipa
from simulator.avatar.ipa import sounds
from simulator.avatar.sentences import clauses, sentences, words
from simulator.flow.avatar import Phone, SpokenAudio, SpokenWord
from simulator.flow.labels import Language

VOICE_NAME = "estimate"


def estimate(text: str, language: Language) -> SpokenAudio:
    """Phones and words of a whole reply with the times of a duration model; empty sound.

    Spelling rules stand in for a pronunciation dictionary, so a word may be off by a sound; the mouth moves in the
    rhythm of the text. The same text gives the same times.
    """
    phones: list[Phone] = []
    spoken: list[SpokenWord] = []
    at_ms = 0.0
    for sentence in sentences(text):
        for clause, mark in clauses(sentence):
            for word in words(clause):
                start_ms = at_ms
                for sound in sounds(rough_ipa(word, language)):
                    end_ms = at_ms + sound_ms(sound) * LANGUAGE_RATIO[language]
                    phones.append(Phone(sound.symbol + "ː" * sound.is_long, round(at_ms), round(end_ms)))
                    at_ms = end_ms
                spoken.append(SpokenWord(word, round(start_ms), round(at_ms)))
            at_ms += PAUSE_MS[mark]
    return SpokenAudio(np.zeros(0, np.int16), tuple(phones), tuple(spoken), VOICE_NAME, estimated=True, text=text)
