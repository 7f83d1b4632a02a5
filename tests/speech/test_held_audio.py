import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.audio import AudioChunk
from simulator.speech.held_audio import HeldAudio

STREAM = np.arange(1000, dtype=np.float32)


@given(
    cuts=st.lists(st.integers(1, 200), min_size=1, max_size=5),
    dropped=st.integers(0, 500),
    span=st.tuples(st.integers(0, 1000), st.integers(0, 1000)),
)
def test_gives_the_samples_of_a_span_that_are_still_held(cuts: list[int], dropped: int, span: tuple[int, int]) -> None:
    held = HeldAudio()
    at = 0
    for cut in cuts:
        held.append(AudioChunk(at, STREAM[at : at + cut]))
        at += cut
    held.drop_before(dropped)
    start, end = min(span), max(span)
    expected = STREAM[max(start, dropped) : max(dropped, min(end, at))] if start < at and dropped < at else STREAM[:0]
    assert held.between(start, end).tolist() == expected.tolist()
