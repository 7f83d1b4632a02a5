"""Nothing is lost or doubled between what is put and what is taken, around the end of the ring too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.live.waiting_audio import WaitingAudio

Steps = list[tuple[list[int], int]]


@given(steps=st.lists(st.tuples(st.lists(st.integers(0, 9), min_size=2, max_size=2), st.integers(0, 3)), max_size=30))
def test_every_sample_comes_out_once_and_in_order(steps: Steps) -> None:
    waiting = WaitingAudio(2, n_frames=5, frame_samples=4)
    put, out = [0, 0], [np.zeros(0, np.float32), np.zeros(0, np.float32)]
    for sizes, wanted in steps:
        for stream, size in enumerate(sizes):
            n = min(size, waiting.room(stream))
            waiting.put(stream, np.arange(put[stream] + 1, put[stream] + 1 + n, dtype=np.float32))
            put[stream] += n
        goes = waiting.whole_frames() > 0
        if not goes.any():
            continue
        n_frames = min(wanted, int(waiting.whole_frames()[goes].min()))
        hop = waiting.take(n_frames, goes)
        for stream in range(2):
            if goes[stream]:
                out[stream] = np.concatenate((out[stream], hop[stream]))
            else:
                assert not hop[stream].any()
    for stream in range(2):
        rest = put[stream] - len(out[stream])
        assert rest == waiting.fill[stream]
        np.testing.assert_array_equal(out[stream], np.arange(1, len(out[stream]) + 1))


def test_a_cleared_stream_gives_silence() -> None:
    waiting = WaitingAudio(1, n_frames=2, frame_samples=4)
    waiting.put(0, np.ones(8, np.float32))
    waiting.clear(0)
    waiting.put(0, np.full(4, 2.0, np.float32))
    np.testing.assert_array_equal(waiting.take(1, np.array([True]))[0], [2, 2, 2, 2])
    assert waiting.fill[0] == 0


def test_more_than_fits_is_refused() -> None:
    waiting = WaitingAudio(1, n_frames=2, frame_samples=4)
    with pytest.raises(ValueError, match="9 samples do not fit in 8"):
        waiting.put(0, np.ones(9, np.float32))
