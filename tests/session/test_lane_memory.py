"""What a talk holds while it lasts: bounded, and flat for an hour."""

import gc
import tracemalloc

import numpy as np
import pytest

from simulator.engine.live.group import GroupBounds, StreamGroup
from simulator.session.frame_records import CPU_KERNEL
from simulator.settings import ProsodySettings

MOST_BYTES_PER_STREAM = 256 * 1024


def shipped_group(n_streams: int) -> StreamGroup:
    settings = ProsodySettings()
    bounds = GroupBounds(settings.queue_ms // 10, round(settings.kept_s * 100), settings.patience_ms / 1000, 0.01)
    return StreamGroup(CPU_KERNEL, n_streams, bounds)


def run_seconds(group: StreamGroup, place: int, first_s: int, n_s: int) -> None:
    """A voice that stalls for a second in every seven."""
    rng = np.random.default_rng(first_s)
    sound = (0.1 * rng.standard_normal(16_000)).astype(np.float32)
    for second in range(first_s, first_s + n_s):
        if second % 7:
            group.put(place, sound, float(second))
        else:
            group.settle()
        while (hop := group.plan(second + 0.9)) is not None:
            decided, _ = group.run(hop)
            group.keep(decided)


def test_a_stream_of_a_full_bank_holds_less_than_256_kilobytes() -> None:
    once = shipped_group(4)
    run_seconds(once, once.open(), 1, 2)  # the compiled kernel and its weights, which all talks share
    tracemalloc.start()
    group = shipped_group(64)
    places = [group.open() for _ in range(64)]
    for place in places:
        group.put(place, np.zeros(16_000, np.float32), 0.0)
    hop = group.plan(0.0)
    assert hop is not None
    group.keep(group.run(hop)[0])
    del hop
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / 64 < MOST_BYTES_PER_STREAM
    assert held > group.n_bytes > 64 * 100_000


@pytest.mark.slow
def test_an_hour_of_one_talk_leaves_memory_as_it_was() -> None:
    group = shipped_group(4)
    place = group.open()
    run_seconds(group, place, 1, 60)
    tracemalloc.start()
    run_seconds(group, place, 61, 60)
    gc.collect()  # also empties the interpreter's lists of free objects, which fill up with time
    after_two_minutes, _ = tracemalloc.get_traced_memory()
    run_seconds(group, place, 121, 3600)
    gc.collect()
    after_an_hour, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after_an_hour - after_two_minutes < 16 * 1024
