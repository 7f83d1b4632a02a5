from simulator.flow.speech import Word
from simulator.speech.word_times import before_the_end, keep_out_of_pauses


def times(words: list[Word], stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(word.start_ms, word.end_ms) for word in keep_out_of_pauses(words, stretches)]


def word(start_ms: int, end_ms: int) -> Word:
    return Word("x", start_ms, end_ms, 1.0)


def test_a_word_that_runs_into_a_pause_is_pulled_back_to_its_speech() -> None:
    stretches = [(100, 1000), (2000, 3000)]
    assert times([word(600, 1300), word(1300, 2400)], stretches) == [(600, 1000), (2000, 2400)]


def test_a_short_closure_does_not_cut_a_word() -> None:
    assert times([word(100, 900)], [(100, 400), (520, 900)]) == [(100, 900)]


def test_a_word_outside_all_speech_keeps_its_times() -> None:
    assert times([word(1400, 1600)], [(100, 1000), (2000, 3000)]) == [(1400, 1600)]


def test_order_is_kept() -> None:
    found = times([word(900, 2200), word(950, 990)], [(100, 1000), (2000, 3000)])
    assert [start for start, _ in found] == sorted(start for start, _ in found)


def test_words_in_the_silence_after_the_last_speech_are_nobodys() -> None:
    words = [Word("stop.", 800, 1_300, 0.9), Word("Muziek.", 2_400, 3_000, 0.4)]
    assert before_the_end(words, [(300, 700), (800, 1_250)]) == words[:1]
    assert before_the_end(words, [(300, 700), (800, 2_300)]) == words
