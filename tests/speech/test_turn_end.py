"""What hears whether a turn is over."""

from pathlib import Path

import numpy as np
import pytest

from simulator import plugins
from simulator.flow import clock
from simulator.settings import load_settings
from simulator.speech import TurnDetector
from tests.conftest import spoken_turns

_SILENCE = np.zeros(3200, np.float32)


@pytest.fixture(scope="module")
def smart_turn() -> TurnDetector:
    detector: TurnDetector = plugins.load("simulator.turn_detectors", "smart-turn").from_settings(load_settings())
    return detector


def test_silence_alone_cannot_tell() -> None:
    detector = plugins.load("simulator.turn_detectors", "silence").from_settings(load_settings())
    assert detector.finished_prob(np.zeros(10, dtype=np.float32)) is None


def test_whole_turns_sound_finished(smart_turn: TurnDetector, shared_audio: Path) -> None:
    turns = [turn for name in ("c4-direct", "review-direct") for turn in spoken_turns(shared_audio, name)]
    found = [smart_turn.finished_prob(np.concatenate([turn, _SILENCE])) for turn in turns]
    assert np.mean([prob is not None and prob > 0.5 for prob in found]) > 0.8


@pytest.mark.parametrize(("talk", "turn", "ms"), [("c4-direct", 3, 4704), ("c4-vague", 2, 2921)])
def test_a_turn_that_stops_in_mid_sentence_does_not(
    smart_turn: TurnDetector, shared_audio: Path, talk: str, turn: int, ms: int
) -> None:
    heard = spoken_turns(shared_audio, talk)[turn][: clock.from_ms(ms)]  # "... verdwijnt en", "... gemakkelijk. We"
    found = smart_turn.finished_prob(np.concatenate([heard, _SILENCE]))
    assert found is not None
    assert found < 0.5


@pytest.mark.parametrize("n_samples", [0, 1, 127_999, 128_000, 400_000])
def test_any_length_is_taken(smart_turn: TurnDetector, n_samples: int) -> None:
    found = smart_turn.finished_prob(np.random.default_rng(1).normal(0, 0.1, n_samples).astype(np.float32))
    assert found is not None
    assert 0 <= found <= 1
