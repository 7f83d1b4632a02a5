from simulator.avatar.sound import Timed
from simulator.avatar.word_times import word_times

IN, DE = [Timed("ɪ", 0.0, 0.1), Timed("n", 0.1, 0.2)], [Timed("d", 0.2, 0.3)]


def test_one_group_per_word() -> None:
    assert word_times(["in", "de"], [IN, DE]) == [Timed("in", 0.0, 0.2), Timed("de", 0.2, 0.3)]


def test_joined_words_share_the_time_by_their_letters() -> None:
    found = word_times(["in", "deze"], [IN + DE])
    assert [word.label for word in found] == ["in", "deze"]
    assert found[0].end_s == found[1].start_s == 0.3 * 2 / 6
    assert found[-1].end_s == 0.3


def test_nothing_pronounced_is_no_word() -> None:
    assert word_times(["…"], []) == []
