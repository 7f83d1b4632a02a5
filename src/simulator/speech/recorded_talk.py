"""One recording of several turns → the turns, for playing a recorded talk against a persona."""

from typing import Final

from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import Utterance
from simulator.speech.segmenter import TurnSegmenter
from simulator.speech.voice_activity import VoiceActivity

BETWEEN_TURNS_MS: Final = 1500
"""Silence taken to be the other's turn: longer than a pause in a sentence, shorter than most answers (our choice)."""


def split_turns(samples: Samples, *, between_turns_ms: int = BETWEEN_TURNS_MS) -> list[Samples]:
    """The stretches of speech in a recording, 16 kHz, each ending where its speech ends; empty when there is none."""
    segmenter = TurnSegmenter(VoiceActivity())
    segmenter.silence_ms = between_turns_ms
    found = [event for event in segmenter.push(AudioChunk(0, samples)) if isinstance(event, Utterance)]
    rest = segmenter.commit()
    turns = [*found, rest] if rest else found
    return [turn.samples[: turn.end_sample - turn.samples_start] for turn in turns]
