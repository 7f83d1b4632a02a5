"""Who has the floor, and how much of a silence was told."""

from simulator.session.floor import Floor


def test_a_turn_keeps_its_name_until_it_is_over() -> None:
    floor = Floor()
    floor.take()
    floor.take()  # the trainee goes on after a silence
    assert floor.item_id == "trainee_001"
    floor.leave()
    assert floor.item_id == "trainee_001"
    floor.take()
    assert floor.item_id == "trainee_002"


def test_who_leaves_the_floor_is_no_longer_speaking() -> None:
    floor = Floor()
    floor.take()
    floor.speech_since_sample = 6_400
    floor.leave()
    assert not floor.is_taken
    assert floor.speech_since_sample is None


def test_a_silence_begins_where_the_last_of_both_was_heard() -> None:
    floor = Floor(quiet_since_ms=2_000)
    assert floor.silence_due(4_500, heard_until_ms=3_800) is None
    assert floor.silence_due(4_800, heard_until_ms=3_800) == 1_000
    assert floor.silence_due(5_000, heard_until_ms=0) == 3_000


def test_after_going_back_the_silence_is_told_from_its_beginning() -> None:
    floor = Floor()
    assert floor.silence_due(2_000, heard_until_ms=0) == 2_000
    floor.go_back_to(500)
    assert floor.silence_due(2_600, heard_until_ms=0) == 2_000
    assert floor.speech_since_sample is None


def test_who_speaks_while_the_clock_goes_back_goes_on() -> None:
    floor = Floor(speech_since_sample=83_200)
    floor.go_back_to(900)
    assert floor.speech_since_sample == 83_200
