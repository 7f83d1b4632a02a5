"""A silence is told once a second, and a new silence from its beginning."""

from simulator.session.silence_watch import SilenceWatch


def test_each_second_is_told_once() -> None:
    watch = SilenceWatch()
    assert [watch.due(ms) for ms in (0, 500, 999, 1000, 1500, 2040, 2500, 3000)] == [
        None, None, None, 1000, None, 2000, None, 3000,
    ]  # fmt: skip


def test_a_new_silence_starts_from_nothing() -> None:
    watch = SilenceWatch()
    assert watch.due(4000) == 4000
    assert watch.due(300) is None
    assert watch.due(1200) == 1000


def test_a_silence_seen_late_is_told_at_its_length() -> None:
    assert SilenceWatch().due(7_400) == 7000
