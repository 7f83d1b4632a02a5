"""Four plain talkers of the corpus: no creak, laughter, audible breath or sounds like a filler."""

from functools import partial

from corpus import formant
from corpus.conditions import degrade
from corpus.talker import Talker

__all__ = ["VOICES", "Talker", "degrade", "speak"]

_plain = partial(Talker, split="test", creak_prob=0.0, breath_in_prob=0.0)
VOICES = (
    _plain("male", median_hz=105.0, tract_scale=1.0),
    _plain("female", median_hz=205.0, tract_scale=1.16),
    _plain("low", median_hz=82.0, tract_scale=0.95, jitter_ratio=0.008),
    _plain("high", median_hz=270.0, tract_scale=1.22, breath=0.03),
)
speak = partial(formant.speak, pause_s=(0.15, 1.1), filler_prob=0.15, lookalike_prob=0.0, laughter_prob=0.0)
