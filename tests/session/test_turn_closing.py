"""How long a silence must last before the turn is over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language import LastWords
from simulator.session.turn_closing import (
    ANNOUNCED_MS,
    FINISHED_MS,
    GOES_ON_MS,
    HANGING_MS,
    LISTENS_AGAIN_MS,
    LONGEST_PAUSE_OF_PERSONA_MS,
    UNSURE_MS,
    Patience,
    weigh_turn_end,
    with_own_pause,
)

LAST_WORDS: list[LastWords] = ["go_on", "announce", "may_end"]


def wait_ms(p_end: float | None, last_words: LastWords, **patience: int | bool) -> int:
    return weigh_turn_end(p_end, last_words, Patience(**{"silence_ms": 700, **patience})).wait_ms  # type: ignore[arg-type]


def test_what_sounds_and_reads_finished_is_answered_soon() -> None:
    assert wait_ms(0.9, "may_end") == FINISHED_MS < 700


@pytest.mark.parametrize(("p_end", "last_words"), [(0.02, "may_end"), (0.9, "go_on"), (0.02, "go_on")])
def test_a_pause_to_think_is_waited_out(p_end: float, last_words: LastWords) -> None:
    assert wait_ms(p_end, last_words) >= HANGING_MS
    assert wait_ms(p_end, last_words, silence_ms=4000) == 4000


def test_a_voice_that_may_have_finished_is_waited_for_a_little() -> None:
    assert FINISHED_MS < wait_ms(0.3, "may_end") == UNSURE_MS < HANGING_MS


def test_a_voice_that_hangs_is_listened_to_once_more() -> None:
    first = weigh_turn_end(0.02, "may_end", Patience(700))
    assert (first.wait_ms, first.asks_again_ms) == (HANGING_MS, LISTENS_AGAIN_MS)
    for p_end, wait in ((0.02, HANGING_MS), (0.3, UNSURE_MS), (0.9, UNSURE_MS)):
        second = weigh_turn_end(p_end, "may_end", Patience(700), heard_silence_ms=LISTENS_AGAIN_MS)
        assert (second.wait_ms, second.asks_again_ms) == (wait, None)


def test_words_weigh_more_than_sound() -> None:
    assert weigh_turn_end(0.99, "go_on", Patience(700)).source == "text"
    assert wait_ms(0.99, "go_on") == GOES_ON_MS


def test_after_an_announcement_what_is_announced_is_waited_for() -> None:
    assert wait_ms(0.9, "announce") == ANNOUNCED_MS
    assert wait_ms(0.9, "announce", silence_ms=3000) == 3000
    assert wait_ms(0.3, "announce") == ANNOUNCED_MS


def test_an_announcement_is_still_one_when_it_is_heard_again() -> None:
    again = weigh_turn_end(0.3, "announce", Patience(700), heard_silence_ms=LISTENS_AGAIN_MS)
    assert again.wait_ms == ANNOUNCED_MS


def test_where_silence_is_content_the_phase_decides() -> None:
    assert wait_ms(0.9, "may_end", silence_ms=1400, is_silence_content=True) == 1400


@pytest.mark.parametrize("last_words", LAST_WORDS)
def test_where_nobody_can_tell_the_phase_decides(last_words: LastWords) -> None:
    opinion = weigh_turn_end(None, last_words, Patience(900))
    assert (opinion.wait_ms, opinion.source, opinion.p_end) == (900, "silence", None)


@given(
    p_end=st.floats(0, 1), last_words=st.sampled_from(LAST_WORDS), silence_ms=st.integers(300, 5000),
    is_content=st.booleans(), max_wait_ms=st.integers(300, 10_000),
)  # fmt: skip
def test_nobody_waits_longer_than_the_client_wants(
    p_end: float, last_words: LastWords, silence_ms: int, is_content: bool, max_wait_ms: int
) -> None:
    assert wait_ms(
        p_end, last_words, silence_ms=silence_ms, is_silence_content=is_content, max_wait_ms=max_wait_ms
    ) <= max_wait_ms  # fmt: skip


@pytest.mark.parametrize(("delay_ms", "expected_ms"), [(250, 400), (500, 500), (4_000, LONGEST_PAUSE_OF_PERSONA_MS)])
def test_a_turn_is_open_as_long_as_the_persona_is_silent_anyway(delay_ms: int, expected_ms: int) -> None:
    opinion = weigh_turn_end(0.9, "may_end", Patience(400))  # a client that wants quick answers
    assert with_own_pause(opinion, delay_ms).wait_ms == expected_ms


def test_no_pause_of_the_persona_shortens_a_wait() -> None:
    opinion = weigh_turn_end(0.9, "go_on", Patience(700))
    assert with_own_pause(opinion, 900) == opinion
