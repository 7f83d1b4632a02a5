"""The clock of a stream against a list that says, frame by frame, where the bank was."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.live.stream_clock import StreamClock


@given(
    start=st.integers(0, 50),
    runs=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12),
    kept=st.integers(1, 60),
)
def test_frames_lie_where_the_bank_was_when_they_came(start: int, runs: list[tuple[int, int]], kept: int) -> None:
    clock, bank, truth = StreamClock(start), start, list[int]()
    for n_sound, n_silence in runs:
        truth += range(bank, bank + n_sound)
        bank += n_sound
        if n_silence:
            clock.skip(bank, n_silence)
            bank += n_silence
        clock.forget_before(bank - kept)
    still_kept = [frame for frame, place in enumerate(truth) if place >= bank - kept]
    for frame in still_kept:
        assert clock.bank_frame(frame) == truth[frame]
    if still_kept:
        first = still_kept[0]
        assert clock.bank_frames(first, len(truth)).tolist() == truth[first:]
    assert clock.bank_frame(len(truth)) == bank


def test_old_interruptions_are_forgotten() -> None:
    clock = StreamClock(0)
    for at in range(0, 20_000, 2):
        clock.skip(at + 1, 1)
        clock.forget_before(at - 100)
    assert clock.n_interruptions <= 52
