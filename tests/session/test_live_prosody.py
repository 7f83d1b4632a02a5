"""Turns of live talks through the shared lane against the same turns measured alone, to the last bit."""

import asyncio
from dataclasses import fields
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import structlog.testing

from simulator import engine, prosody
from simulator.engine.live import Lane
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Utterance
from simulator.prosody import Frames
from simulator.session import live_prosody
from simulator.session.frame_records import measured_alone
from simulator.session.live_prosody import LiveProsody, open_lane, spoken_frames
from simulator.settings import ProsodySettings
from simulator.speech import TurnSegmenter, VoiceActivity
from tests.conftest import joined, spoken_turns

PATIENT = ProsodySettings(tick_ms=5, patience_ms=1000)
IMPATIENT = ProsodySettings(tick_ms=5, patience_ms=0)


class Talker:
    """A talk without its slow lane: voice activity, turns and the lane."""

    def __init__(self, lane: Lane) -> None:
        self.lane, self.prosody = lane, LiveProsody(lane)
        self.segmenter = TurnSegmenter(VoiceActivity())
        self.utterances: list[Utterance] = []
        self.live: list[Frames | None] = []

    async def say(self, sound: Samples, *, chunk: int = 320, from_sample: int = 0) -> None:
        """Speaks ten times as fast as real time, and slower while the lane is behind."""
        for at in range(0, len(sound), chunk):
            piece = AudioChunk(from_sample + at, sound[at : at + chunk])
            found = self.segmenter.push(piece)
            self.prosody.hear(piece, found)
            for event in found:
                if isinstance(event, Utterance):
                    await self.take(event)
            await asyncio.sleep(chunk / 160_000)
            for _ in range(20):  # not for ever: the lane may be waiting for this very talker
                if self.lane.load().longest_queue_ms <= 700:
                    break
                await asyncio.sleep(0.005)

    async def take(self, utterance: Utterance) -> None:
        self.utterances.append(utterance)
        self.live.append(await self.prosody.frames(utterance))


@pytest.fixture(scope="module")
def turns(shared_audio: Path) -> list[Samples]:
    return [turn[:48_000] for turn in spoken_turns(shared_audio, "c4-direct")[:3]]


@pytest.fixture
def lane() -> Lane:
    return open_lane(PATIENT)


HALF_STEP = 2.0**-10
"""One step of the half precision in which frames wait. How many frames are in one call can change the order in which a
matrix product adds up (it does on processors without AVX-512), and so on which side of a rounding a value falls."""


def assert_same_frames(live: Frames | None, utterance: Utterance) -> None:
    alone = measured_alone(utterance.samples, spoken_frames(utterance))
    assert live is not None
    for field in fields(Frames):
        np.testing.assert_allclose(
            getattr(live, field.name), getattr(alone, field.name), rtol=HALF_STEP, err_msg=field.name
        )


@pytest.mark.parametrize("chunk", [160, 333, 4096])
async def test_each_turn_gets_the_numbers_of_its_stored_audio(lane: Lane, turns: list[Samples], chunk: int) -> None:
    talker = Talker(lane)
    await talker.say(joined(turns, 1.0), chunk=chunk)
    lane.close()
    assert len(talker.live) >= 2
    for live, utterance in zip(talker.live, talker.utterances, strict=True):
        assert_same_frames(live, utterance)


async def test_many_talks_at_once_do_not_mix(lane: Lane, turns: list[Samples]) -> None:
    talkers = [Talker(lane) for _ in range(6)]
    await asyncio.gather(*(t.say(joined([turns[k % 3]], 1.0), chunk=200 + 60 * k) for k, t in enumerate(talkers)))
    lane.close()
    for talker in talkers:
        assert talker.live
        for live, utterance in zip(talker.live, talker.utterances, strict=True):
            assert_same_frames(live, utterance)


async def test_a_turn_that_the_client_ends_is_decided_without_more_sound(lane: Lane, turns: list[Samples]) -> None:
    talker = Talker(lane)
    talker.segmenter.silence_ms = None
    await talker.say(turns[0][:32_100])
    utterance = talker.segmenter.commit()
    assert utterance is not None
    talker.prosody.end_turn(utterance)
    await talker.take(utterance)
    lane.close()
    assert_same_frames(talker.live[0], utterance)


async def test_a_turn_that_was_cleared_leaves_the_lane(lane: Lane, turns: list[Samples]) -> None:
    talker = Talker(lane)
    await talker.say(turns[0][:32_000])
    assert lane.load().n_streams == 1
    talker.segmenter.clear()
    talker.prosody.forget(32_000)
    assert lane.load().n_streams == 0
    await talker.say(joined([turns[1]], 1.0), from_sample=32_000)
    lane.close()
    assert_same_frames(talker.live[0], talker.utterances[0])


async def test_a_turn_that_stalls_beside_another_talk_is_not_used(turns: list[Samples]) -> None:
    lane = open_lane(IMPATIENT)
    steady, halting = Talker(lane), Talker(lane)
    sound = joined([turns[0]], 1.0)
    await halting.say(sound[:30_000])
    await steady.say(joined([turns[0]], 1.0))
    await halting.say(sound[30_000:], from_sample=30_000)
    lane.close()
    assert halting.live[0] is None


async def test_a_turn_that_comes_at_once_is_measured_whole(lane: Lane, turns: list[Samples]) -> None:
    talker, sound = Talker(lane), joined(turns[:1], 1.0)
    for at in range(0, len(sound), 1600):
        piece = AudioChunk(at, sound[at : at + 1600])
        found = talker.segmenter.push(piece)
        talker.prosody.hear(piece, found)
        talker.utterances += [event for event in found if isinstance(event, Utterance)]
    live = await talker.prosody.frames(talker.utterances[0])
    lane.close()
    assert_same_frames(live, talker.utterances[0])


async def test_what_waits_beside_a_queue_that_ran_empty_is_pushed_when_the_frames_are_asked_for(
    lane: Lane, turns: list[Samples]
) -> None:
    talker, sound = Talker(lane), joined(turns[:1], 1.0)
    for at in range(0, len(sound), 1600):
        piece = AudioChunk(at, sound[at : at + 1600])
        found = talker.segmenter.push(piece)
        talker.prosody.hear(piece, found)
        talker.utterances += [event for event in found if isinstance(event, Utterance)]
    while np.isnan(lane.load().hop_cpu_ms_p50):  # until the only hop is done, and nothing is in the queue
        await asyncio.sleep(0.01)
    live = await asyncio.wait_for(talker.prosody.frames(talker.utterances[0]), timeout=10)
    lane.close()
    assert_same_frames(live, talker.utterances[0])


async def test_a_turn_that_outruns_the_lane_by_far_leaves_it_and_the_next_is_back(
    lane: Lane, turns: list[Samples], monkeypatch: pytest.MonkeyPatch
) -> None:
    talker, sound = Talker(lane), joined([turns[0]], 1.0)
    monkeypatch.setattr(live_prosody, "_LONGEST_BACKLOG_SAMPLES", 8_000)
    with structlog.testing.capture_logs() as logs:
        for at in range(0, 48_000, 800):
            piece = AudioChunk(at, sound[at : at + 800])
            talker.prosody.hear(piece, talker.segmenter.push(piece))
    assert [line["reason"] for line in logs] == ["lane_full"]
    monkeypatch.undo()
    await talker.say(sound[48_000:], from_sample=48_000)
    await talker.say(sound, from_sample=len(sound))
    lane.close()
    assert talker.live[0] is None
    assert_same_frames(talker.live[-1], talker.utterances[-1])


async def test_a_closed_talk_holds_no_place(lane: Lane, turns: list[Samples]) -> None:
    talker = Talker(lane)
    await talker.say(joined(turns[:2], 1.0))
    assert 1 <= lane.load().n_streams <= 3
    talker.prosody.close()
    assert lane.load().n_streams == 0
    await talker.say(turns[0], from_sample=len(joined(turns[:2], 1.0)))
    assert lane.load().n_streams == 0
    lane.close()


async def test_a_talk_without_consent_never_enters_the_lane(turns: list[Samples]) -> None:
    alone = LiveProsody(None)
    segmenter = TurnSegmenter(VoiceActivity())
    piece = AudioChunk(0, joined([turns[0]], 1.0))
    found = segmenter.push(piece)
    alone.hear(piece, found)
    assert await alone.frames(next(event for event in found if isinstance(event, Utterance))) is None


def test_a_live_turn_is_described_as_its_recording(turns: list[Samples]) -> None:
    """Only the sound after the last word tells them apart, and what packing leaves of a number."""
    sound = joined([turns[0]], 0.5)
    live = prosody.describe_frames(measured_alone(sound, len(sound) // 160))
    assert_same_delivery(live, prosody.describe(sound, 16_000))


def assert_same_delivery(live: Delivery, offline: Delivery) -> None:
    """Within packing, and two steps of 5 ms where a level meets a threshold."""
    assert live.speech_ms == pytest.approx(offline.speech_ms, abs=10)
    assert len(live.pauses) == len(offline.pauses)
    for one, other in zip(live.pauses, offline.pauses, strict=True):
        assert one.kind == other.kind
        assert (one.start_ms, one.end_ms) == pytest.approx((other.start_ms, other.end_ms), abs=10)
    assert live.syllable_count == offline.syllable_count
    for part in ("pitch", "level", "quality"):
        for field in fields(getattr(live, part)):
            told, expected = (getattr(getattr(d, part), field.name) for d in (live, offline))
            if isinstance(expected, float):
                assert told == pytest.approx(expected, abs=0.01, rel=0.005, nan_ok=True), field.name
            else:
                assert told == expected


@pytest.mark.skipif(engine.cuda_device_count() > 0, reason="a GPU is there: nothing to fall back from")
@pytest.mark.parametrize(("device", "n_lines"), [("cuda", 1), ("auto", 0), ("cpu", 0)])
def test_the_device_falls_back_with_one_line(device: Literal["auto", "cpu", "cuda"], n_lines: int) -> None:
    prosody.device_for.cache_clear()
    with structlog.testing.capture_logs() as logs:
        open_lane(PATIENT.model_copy(update={"device": device})).close()
    assert len(logs) == n_lines
