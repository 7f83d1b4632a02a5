"""What the persona plays explains what the microphone hears, or does not."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.speech import EchoGate, VoiceActivity
from simulator.speech.echo import KNOWN_FRAMES, SILENT_DB, _levels
from simulator.speech.engines.silero import FRAME_SAMPLES

QUICK = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def voices(spoken_clips: list[dict[str, Any]]) -> tuple[Samples, Samples]:
    """The persona's voice and the trainee's, 12 s each, without pauses of more than a breath."""
    texts = [clip["samples"] for clip in spoken_clips[:8]]
    voiced = [text[np.abs(text) > 0] for text in texts]
    n = 12 * clock.INPUT_RATE_HZ
    return np.tile(np.concatenate(voiced[:4]), 3)[:n], np.tile(np.concatenate(voiced[4:]), 3)[:n]


def verdicts(played: Samples, microphone: Samples) -> list[bool]:
    """Of each frame, whether it is echo; what is played goes in half a second ahead, as it is sent."""
    gate = EchoGate()
    found = []
    ahead = clock.from_ms(512)
    gate.play(0, played[:ahead])
    for at in range(0, len(microphone) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        gate.play(at + ahead, played[at + ahead : at + ahead + FRAME_SAMPLES])
        found.append(gate.is_echo(microphone[at : at + FRAME_SAMPLES], at))
    return found


def delayed(samples: Samples, delay_ms: int, gain_db: float) -> Samples:
    shifted = np.concatenate([np.zeros(clock.from_ms(delay_ms), np.float32), samples])[: len(samples)]
    return (shifted * 10 ** (gain_db / 20)).astype(np.float32)


def room(n: int, db: float = -75.0) -> Samples:
    return (np.random.default_rng(2).normal(0, 1, n) * 10 ** (db / 20)).astype(np.float32)


@QUICK
@given(delay_ms=st.integers(0, 480), gain_db=st.floats(-30, -6))
def test_an_echo_is_known_whatever_its_delay_and_loss(
    voices: tuple[Samples, Samples], delay_ms: int, gain_db: float
) -> None:
    persona, _ = voices
    found = verdicts(persona, delayed(persona, delay_ms, gain_db) + room(len(persona)))
    assert np.mean(found[40:]) > 0.95


@QUICK
@given(delay_ms=st.integers(0, 480), gain_db=st.floats(-30, -14))
def test_a_voice_over_the_echo_is_heard(voices: tuple[Samples, Samples], delay_ms: int, gain_db: float) -> None:
    persona, trainee = voices
    from_sample = 6 * clock.INPUT_RATE_HZ
    microphone = delayed(persona, delay_ms, gain_db) + room(len(persona))
    microphone[from_sample : from_sample + 16_000] += trainee[:16_000]
    over = np.array(verdicts(persona, microphone)[from_sample // FRAME_SAMPLES + 1 :][:30])
    is_loud = (trainee[: 31 * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES) ** 2).mean(axis=1)[1:] > 1e-3
    assert np.mean(over[is_loud]) < 0.25


@QUICK
@given(level_db=st.floats(-15, 0))
def test_with_a_headset_nothing_is_taken_for_echo(voices: tuple[Samples, Samples], level_db: float) -> None:
    persona, trainee = voices
    microphone = room(len(persona))
    from_sample = 4 * clock.INPUT_RATE_HZ
    microphone[from_sample : from_sample + 16_000] += trainee[:16_000] * np.float32(10 ** (level_db / 20))
    over = np.array(verdicts(persona, microphone)[from_sample // FRAME_SAMPLES :][:31])
    is_loud = (trainee[: 31 * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES) ** 2).mean(axis=1) > 1e-3
    assert not over[is_loud].any()


def test_while_nothing_is_played_nothing_is_echo(voices: tuple[Samples, Samples]) -> None:
    _, trainee = voices
    assert not any(verdicts(np.zeros_like(trainee), trainee))


def test_before_anything_is_known_what_is_played_louder_may_be_echo(voices: tuple[Samples, Samples]) -> None:
    persona, _ = voices
    first = verdicts(persona, delayed(persona, 60, -12))[:KNOWN_FRAMES]
    assert all(first)


def test_once_the_persona_is_stopped_its_echo_dies_away(voices: tuple[Samples, Samples]) -> None:
    persona, trainee = voices
    gate = EchoGate()
    gate.play(0, persona)
    gate.stop(0)
    at = clock.from_ms(32) * 20
    assert not gate.is_echo(trainee[at : at + FRAME_SAMPLES], at)


def test_memory_does_not_grow(voices: tuple[Samples, Samples]) -> None:
    persona, _ = voices
    gate = EchoGate()
    for at in range(0, 60 * clock.INPUT_RATE_HZ, FRAME_SAMPLES):
        piece = persona[at % (len(persona) - FRAME_SAMPLES) :][:FRAME_SAMPLES]
        gate.play(at, piece)
        gate.is_echo(piece, at)
    assert len(gate._played) * 8 < 10_000


def test_levels_are_of_bands(voices: tuple[Samples, Samples]) -> None:
    silence = _levels(np.zeros(1_600, np.float32), FRAME_SAMPLES)
    assert silence.shape == (4, 10)
    assert (silence < SILENT_DB).all()
    tone = np.sin(2 * np.pi * 1_000 * np.arange(1_600) / clock.INPUT_RATE_HZ).astype(np.float32)
    assert _levels(tone, FRAME_SAMPLES)[0].argmax() == 4  # 900 to 1250 Hz


def test_voice_activity_hears_the_trainee_and_not_the_persona(voices: tuple[Samples, Samples]) -> None:
    persona, trainee = voices
    microphone = delayed(persona, 120, -20) + room(len(persona))
    from_sample = 8 * clock.INPUT_RATE_HZ
    microphone[from_sample : from_sample + 16_000] += trainee[:16_000]
    gate = EchoGate()
    gate.play(0, persona)
    edges = VoiceActivity(gate).push(AudioChunk(0, microphone))
    assert VoiceActivity().push(AudioChunk(0, microphone))[0].at_sample < clock.INPUT_RATE_HZ
    assert edges[0].at_sample == pytest.approx(from_sample, abs=clock.from_ms(200))
