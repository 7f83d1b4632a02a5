"""A reply → voice, visemes, gaze, gesture and expression on one timeline.

`best_voice` says the reply sentence by sentence, `perform` gives each sentence its lips and movements, `estimate` does
without sound. The engines are plug-ins in `voices/`: espeak-ng (a process of its own), Kokoro, Piper.
"""

from simulator.avatar.demo_speech import speak_talk
from simulator.avatar.estimate import estimate
from simulator.avatar.expression import ARKIT_NAMES, blendshapes
from simulator.avatar.listening import nod, nod_prob, sign_of_having_heard
from simulator.avatar.performing import perform
from simulator.avatar.visemes import visemes
from simulator.avatar.voice import Voice, best_voice
from simulator.avatar.voice_cache import CachedVoice
from simulator.avatar.wav import write_wav

__all__ = [
    "ARKIT_NAMES",
    "CachedVoice",
    "Voice",
    "best_voice",
    "blendshapes",
    "estimate",
    "nod",
    "nod_prob",
    "perform",
    "sign_of_having_heard",
    "speak_talk",
    "visemes",
    "write_wav",
]
