"""A noisy room: the trainee is told from voices behind by distance alone."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import Utterance
from simulator.speech import TurnSegmenter, VoiceActivity
from simulator.speech.engines.silero import FRAME_SAMPLES
from simulator.speech.near_voice import FORGETS_DB, KNOWN_FRAMES, LINGER_FRAMES, NearVoice
from tests.conftest import joined


def frame(level_db: float) -> Samples:
    """A frame of this level, dB re full scale."""
    return np.full(FRAME_SAMPLES, 10 ** (level_db / 20), np.float32)


def knowing(level_db: float) -> NearVoice:
    near = NearVoice()
    for _ in range(KNOWN_FRAMES):
        near.is_distant(frame(level_db), is_speaking=True)
    return near


def test_before_a_second_of_speech_everybody_is_the_trainee() -> None:
    near = NearVoice()
    assert not any(near.is_distant(frame(level), is_speaking=False) for level in range(-60, -60 + KNOWN_FRAMES))
    assert near.usual_db is not None


@settings(max_examples=40, deadline=None)
@given(usual_db=st.floats(-45, -10), below_db=st.floats(-20, 25))
def test_speech_begins_near_the_usual_level_only(usual_db: float, below_db: float) -> None:
    is_distant = knowing(usual_db).is_distant(frame(usual_db - below_db), is_speaking=False)
    assert is_distant == (below_db > 6) or abs(below_db - 6) < 1e-3


def test_a_soft_end_of_a_sentence_is_still_the_trainee_and_a_long_one_is_not() -> None:
    near = knowing(-20)
    verdicts = [near.is_distant(frame(-40), is_speaking=True) for _ in range(LINGER_FRAMES + 5)]
    assert verdicts == [False] * (LINGER_FRAMES - 1) + [True] * 6


def test_who_leans_back_is_heard_again_after_a_while() -> None:
    near = knowing(-20)
    n_kept_out = 0
    while near.is_distant(frame(-30), is_speaking=False):
        n_kept_out += 1
    assert n_kept_out == pytest.approx(4 / FORGETS_DB, abs=2)


def test_whoever_was_heard_first_the_trainee_at_the_microphone_is_the_louder_one() -> None:
    near = knowing(-40)
    for _ in range(KNOWN_FRAMES):
        assert not near.is_distant(frame(-20), is_speaking=True)
    assert near.is_distant(frame(-40), is_speaking=False)


def turns(samples: Samples, *, is_noisy_room: bool) -> list[tuple[float, float]]:
    segmenter = TurnSegmenter(VoiceActivity())
    segmenter.set_noisy_room(is_noisy_room)
    found = segmenter.push(AudioChunk(0, np.concatenate([samples, np.zeros(32_000, np.float32)])))
    return [(u.start_sample / 16_000, u.end_sample / 16_000) for u in found if isinstance(u, Utterance)]


def test_a_talker_behind_neither_begins_a_turn_nor_keeps_one_open(spoken_clips: list[dict[str, Any]]) -> None:
    clips = [clip["samples"] for clip in spoken_clips]
    talk = joined(clips[:3], pause_s=4.0)
    behind = np.resize(np.concatenate(clips[6:12]), len(talk))
    noisy = (talk + behind * np.float32(10 ** (-15 / 20))).astype(np.float32)
    alone = turns(talk, is_noisy_room=False)

    def is_found(turn: tuple[float, float], among: list[tuple[float, float]]) -> bool:
        return any(abs(turn[0] - start_s) < 0.4 and abs(turn[1] - end_s) < 0.6 for start_s, end_s in among)

    mixed_up, kept_apart = (turns(noisy, is_noisy_room=mode) for mode in (False, True))
    assert not all(is_found(turn, mixed_up) for turn in alone)
    assert all(is_found(turn, kept_apart) for turn in alone)
    assert len(kept_apart) == len(alone)
