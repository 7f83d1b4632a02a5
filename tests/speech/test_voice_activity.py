import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted, SpeechStopped
from simulator.speech import VoiceActivity
from simulator.speech.voice_activity import stretches_ms


def edges_of(samples: Samples, sizes: list[int] | None = None, start: int = 0) -> list[SpeechStarted | SpeechStopped]:
    activity = VoiceActivity()
    edges = []
    at = 0
    for size in [*(sizes or []), len(samples)]:
        edges += activity.push(AudioChunk(start + at, samples[at : at + size]))
        at = min(at + size, len(samples))
    return edges


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(0, 9_000), max_size=30))
def test_the_size_of_chunks_changes_nothing(clip: dict[str, Any], sizes: list[int]) -> None:
    assert edges_of(clip["samples"], sizes) == edges_of(clip["samples"])


def test_the_clock_only_shifts(clip: dict[str, Any]) -> None:
    shifted = edges_of(clip["samples"], start=16_000)
    assert [e.at_sample - 16_000 for e in shifted] == [e.at_sample for e in edges_of(clip["samples"])]


def test_starts_and_stops_take_turns_in_order(talk: Samples) -> None:
    edges = edges_of(talk)
    assert [type(e) for e in edges] == [SpeechStarted, SpeechStopped] * (len(edges) // 2)
    assert [e.at_sample for e in edges] == sorted(e.at_sample for e in edges)


def test_edges_lie_where_speech_begins_and_ends(spoken_clips: list[dict[str, Any]]) -> None:
    """Bounds are the measured mean sizes (15 and 21 ms, benchmarks/speech/edges.py) with room for another build."""
    start_errors, end_errors = [], []
    for clip in spoken_clips:
        found = stretches_ms(clip["samples"])
        words = clip["words_ms"]
        start_errors.append(abs(found[0][0] - words[0][1]))
        end_errors.append(abs(found[-1][1] - words[-1][2]))
    assert np.mean(start_errors) < 25
    assert np.mean(end_errors) < 35


def test_the_deliberate_pause_is_found(clip: dict[str, Any]) -> None:
    (start_ms, end_ms) = (3138, 4127)  # "nieuws." ... "We": words_ms of the manifest
    found = stretches_ms(clip["samples"])
    gaps = [(before[1], after[0]) for before, after in itertools.pairwise(found)]
    assert any(abs(gap[0] - start_ms) < 60 and abs(gap[1] - end_ms) < 60 for gap in gaps)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "click"])
def test_what_is_not_a_voice_is_not_speech(kind: str) -> None:
    n = 5 * clock.INPUT_RATE_HZ
    hum = 0.1 * np.sin(2 * np.pi * 50 * np.arange(n) / clock.INPUT_RATE_HZ)
    click = np.zeros(n)
    click[30_000:30_200] = 0.9
    sounds = {"silence": np.zeros(n), "noise": np.random.default_rng(1).normal(0, 0.02, n), "hum": hum, "click": click}
    assert edges_of(sounds[kind].astype(np.float32)) == []


def test_a_burst_of_voice_is_too_short_to_be_speech(clip: dict[str, Any]) -> None:
    burst = np.zeros(16_000, dtype=np.float32)
    burst[5_120:5_632] = clip["samples"][48_000:48_512]  # 32 ms out of "nieuws"
    assert edges_of(burst) == []


def test_missing_samples_are_a_mistake_of_the_caller() -> None:
    activity = VoiceActivity()
    activity.push(AudioChunk(0, np.zeros(100, dtype=np.float32)))
    with pytest.raises(ValueError, match="expected audio from sample 100, got 101"):
        activity.push(AudioChunk(101, np.zeros(100, dtype=np.float32)))


def test_after_a_reset_speech_starts_anew_and_not_before_it(clip: dict[str, Any]) -> None:
    activity = VoiceActivity()
    samples = clip["samples"]
    activity.push(AudioChunk(0, samples[:8_000]))
    assert activity.is_speaking
    activity.reset()
    assert not activity.is_speaking
    edges = activity.push(AudioChunk(8_000, samples[8_000:]))
    assert isinstance(edges[0], SpeechStarted)
    assert edges[0].at_sample >= 7_680


def test_stretches_of_a_recording_that_ends_in_speech_are_closed(clip: dict[str, Any]) -> None:
    cut = clip["samples"][:8_000]
    assert stretches_ms(cut)[-1][1] <= 500
    assert stretches_ms(cut[:0]) == []
