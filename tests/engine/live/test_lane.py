"""Talks through a lane with a kernel whose answers are plain to see."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import numpy as np
import pytest

from simulator.engine.live import FramesGone, Lane, LaneFull, LaneLost, LaneOptions
from tests.engine.live.plain_kernel import FRAME_SAMPLES, PLAIN, RATE_HZ, ramp

OPTIONS = LaneOptions(tick_s=0.002, patience_s=0.02, queue_s=0.5, kept_s=4.0, largest_group=8)


@contextlib.asynccontextmanager
async def open_lane(options: LaneOptions = OPTIONS) -> AsyncIterator[Lane]:
    lane = Lane(PLAIN, sample_rate=RATE_HZ, options=options)
    yield lane
    lane.close()


async def test_frames_come_back_in_order_whatever_the_chunks() -> None:
    async with open_lane() as lane:
        stream, sound, at = lane.open(), ramp(0, 120), 0
        for size in (1, 9, 333, 7, 500, 350):
            await stream.push(sound[at : at + size])
            at += size
        assert (await stream.records(0, 120))["mean"].tolist() == list(range(120))
        assert (await stream.records(40, 43))["mean"].tolist() == [40, 41, 42]


async def test_talks_that_begin_later_or_share_a_bank_do_not_mix() -> None:
    async with open_lane() as lane:
        streams = [lane.open() for _ in range(3)]
        for hop in range(20):
            for k, stream in enumerate(streams):
                if hop >= 3 * k:
                    await stream.push(ramp(1000 * k + 2 * (hop - 3 * k), 2))
            await asyncio.sleep(0.001)
        for k, stream in enumerate(streams):
            n_frames = 2 * (20 - 3 * k)
            assert (await stream.records(0, n_frames))["mean"].tolist() == list(range(1000 * k, 1000 * k + n_frames))


async def test_a_talk_that_was_interrupted_keeps_its_times_and_begins_afresh() -> None:
    async with open_lane() as lane:
        steady, halting = lane.open(), lane.open()
        await halting.push(ramp(0, 10))
        for hop in range(60):
            await steady.push(ramp(2 * hop, 2))
            await asyncio.sleep(0.002)
        await halting.push(ramp(10, 10))
        records = await halting.records(0, 20)
        assert records["mean"].tolist() == list(range(20))
        assert records["n_frames_since_reset"].tolist() == [*range(10), *range(10)]
        assert (await steady.records(0, 120))["n_frames_since_reset"].tolist() == list(range(120))


async def test_sound_inside_a_frame_when_a_talk_is_interrupted_is_not_lost() -> None:
    async with open_lane() as lane:
        steady, halting = lane.open(), lane.open()
        await halting.push(ramp(0, 10)[:57])
        for hop in range(40):
            await steady.push(ramp(hop, 1))
            await asyncio.sleep(0.002)
        await halting.push(ramp(0, 10)[57:])
        assert (await halting.records(0, 10))["mean"].tolist() == list(range(10))


async def test_a_place_serves_another_talk_as_if_it_were_new() -> None:
    async with open_lane() as lane:
        first = lane.open()
        await first.push(ramp(0, 30))
        await first.records(0, 30)
        first.close()
        second = lane.open()
        await second.push(ramp(500, 10))
        records = await second.records(0, 10)
        assert records["mean"].tolist() == list(range(500, 510))
        assert records["n_frames_since_reset"].tolist() == list(range(10))
        assert lane.load().n_groups == 1


async def test_a_full_queue_refuses_all_or_waits_and_loses_nothing() -> None:
    async with open_lane() as lane:
        stream = lane.open()
        with pytest.raises(LaneFull, match="501 samples do not fit"):
            stream.push_now(np.zeros(501, np.float32))
        assert stream.n_samples == 0
        assert lane.load().n_refused == 1
        await stream.push(ramp(0, 300))
        assert stream.n_samples == 300 * FRAME_SAMPLES
        assert (await stream.records(0, 300))["mean"].tolist() == list(range(300))


async def test_frames_that_cannot_be_given_are_refused() -> None:
    async with open_lane() as lane:
        stream = lane.open()
        await stream.push(ramp(0, 1000))
        await stream.records(999, 1000)
        with pytest.raises(FramesGone):
            await stream.records(0, 10)
        with pytest.raises(FramesGone):
            await stream.records(-1, 10)
        with pytest.raises(ValueError, match="which is not 1001 frames"):
            await stream.records(0, 1001)


async def test_groups_grow_to_their_bound_and_empty_places_are_filled_first() -> None:
    async with open_lane() as lane:
        streams = [lane.open() for _ in range(21)]
        assert lane.load().n_groups == 4  # 4 + 8 + 8 + 1 of 8
        streams[0].close()
        lane.open()
        assert (lane.load().n_streams, lane.load().n_groups) == (21, 4)


async def test_whoever_waits_is_told_when_the_lane_closes() -> None:
    async with open_lane(LaneOptions(tick_s=0.002, patience_s=5.0)) as lane:
        stream = lane.open()
        await stream.push(ramp(0, 5))
        waiting = asyncio.create_task(stream.records(0, 5))
        await asyncio.sleep(0.01)
        lane.close()
        with pytest.raises(LaneLost):
            await waiting
        with pytest.raises(LaneLost):
            lane.open()


async def test_a_cancelled_reader_leaves_the_stream_usable() -> None:
    async with open_lane() as lane:
        stream = lane.open()
        await stream.push(ramp(0, 5))
        reader = asyncio.create_task(stream.records(0, 5))
        await asyncio.sleep(0)
        reader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader
        await stream.push(ramp(5, 5))
        assert (await stream.records(0, 10))["mean"].tolist() == list(range(10))


async def test_a_kernel_that_fails_takes_only_its_own_bank_with_it() -> None:
    async with open_lane() as lane:
        doomed = [lane.open() for _ in range(4)]
        other = lane.open()
        await doomed[0].push(np.full(50, np.inf, np.float32))
        with pytest.raises(LaneLost):
            await doomed[0].records(0, 5)
        assert not doomed[3].is_open
        await other.push(ramp(0, 10))
        assert (await other.records(0, 10))["mean"].tolist() == list(range(10))


async def test_the_load_is_told() -> None:
    async with open_lane() as lane:
        stream = lane.open()
        assert np.isnan(lane.load().hop_cpu_ms_p50)
        await stream.push(ramp(0, 100))
        await stream.records(0, 100)
        load = lane.load()
        assert load.n_streams == 1
        assert load.hop_cpu_ms_p99 >= load.hop_cpu_ms_p50 > 0
        assert load.longest_queue_ms == 0
