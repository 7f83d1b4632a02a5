from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.flow import clock
from simulator.flow.audio import AudioChunk, Samples
from simulator.flow.speech import SpeechStarted, SpeechStopped, TurnEndAsked, Utterance
from simulator.speech import TurnSegmenter, VoiceActivity, segmenter
from simulator.speech.segmenter import TurnEvent


def make(silence_ms: int | None = 700, lead_in_ms: int = 200) -> TurnSegmenter:
    turns = TurnSegmenter(VoiceActivity(), lead_in_ms=lead_in_ms)
    turns.silence_ms = silence_ms
    return turns


def feed(turns: TurnSegmenter, samples: Samples, size: int = 320, start: int = 0) -> list[TurnEvent]:
    events = []
    for at in range(0, len(samples), size):
        events += turns.push(AudioChunk(start + at, samples[at : at + size]))
    return events


def utterances(events: list[TurnEvent]) -> list[Utterance]:
    return [event for event in events if isinstance(event, Utterance)]


def as_tuples(events: list[TurnEvent]) -> list[tuple[Any, ...]]:
    return [
        (e.start_sample, e.end_sample, e.decided_at_sample, e.samples_start, e.samples.tobytes())
        if isinstance(e, Utterance)
        else (type(e), e.stopped_at if isinstance(e, TurnEndAsked) else e.at_sample)
        for e in events
    ]


def test_two_turns_with_their_inner_pauses(talk: Samples, clip: dict[str, Any]) -> None:
    found = utterances(feed(make(silence_ms=1500), talk))
    again_ms = clock.to_ms(len(clip["samples"])) + 3000
    assert len(found) == 2
    assert [u.start_ms for u in found] == pytest.approx([300, 300 + again_ms], abs=100)  # a soft "d" after silence
    assert [u.end_ms for u in found] == pytest.approx([5869, 5869 + again_ms], abs=60)


def test_a_shorter_silence_cuts_at_the_pause(talk: Samples) -> None:
    assert len(utterances(feed(make(silence_ms=700), talk))) == 4


def test_the_samples_are_those_of_the_stream_and_the_decision_is_exact(talk: Samples) -> None:
    decided_before = 0
    for utterance in utterances(feed(make(silence_ms=900), talk)):
        assert utterance.decided_at_sample == utterance.end_sample + clock.from_ms(900)
        assert utterance.samples_start == max(utterance.start_sample - clock.from_ms(200), decided_before)
        decided_before = utterance.decided_at_sample
        expected = talk[utterance.samples_start : utterance.decided_at_sample]
        assert utterance.samples.tolist() == expected.tolist()


def test_the_lead_in_stops_at_the_beginning_of_the_stream(talk: Samples) -> None:
    first = utterances(feed(make(lead_in_ms=5_000), talk))[0]
    assert first.samples_start == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1_000, 60_000), silence_ms=st.integers(0, 1_800))
def test_the_size_of_chunks_changes_nothing(talk: Samples, size: int, silence_ms: int) -> None:
    assert as_tuples(feed(make(silence_ms), talk, size)) == as_tuples(feed(make(silence_ms), talk, 160))


def test_events_come_as_soon_as_the_sample_clock_allows(talk: Samples) -> None:
    turns = make(silence_ms=1500)
    for at in range(0, len(talk), 320):
        for event in turns.push(AudioChunk(at, talk[at : at + 320])):
            if isinstance(event, Utterance):
                assert at + 320 - event.decided_at_sample <= 832  # one frame of voice activity, one of ours


def test_a_new_silence_holds_for_the_turn_under_way(talk: Samples) -> None:
    turns = make(silence_ms=4000)
    before = feed(turns, talk[: clock.from_ms(6_800)])
    assert not utterances(before)
    turns.silence_ms = 500
    after = feed(turns, talk[clock.from_ms(6_800) : clock.from_ms(7_000)], start=clock.from_ms(6_800))
    assert len(utterances(after)) == 1


def test_without_a_silence_only_commit_ends_a_turn(talk: Samples) -> None:
    turns = make(silence_ms=None)
    assert not utterances(feed(turns, talk))
    utterance = turns.commit()
    assert utterance is not None
    assert utterance.decided_at_sample == len(talk)
    assert utterance.samples.tolist() == talk[utterance.samples_start :].tolist()


def test_commit_in_mid_speech_and_the_rest_is_a_turn_of_its_own(clip: dict[str, Any]) -> None:
    samples = clip["samples"]
    turns = make()
    feed(turns, samples[:8_000])
    first = turns.commit()
    assert first is not None
    assert (first.end_sample, first.decided_at_sample) == (8_000, 8_000)
    rest = utterances(feed(turns, samples[8_000:], start=8_000))
    assert rest[0].samples_start >= 8_000
    assert rest[0].start_sample < 12_000  # "Bart" goes on, and is not lost until the next pause


def test_commit_without_speech_is_nothing() -> None:
    turns = make()
    feed(turns, np.zeros(16_000, dtype=np.float32))
    assert turns.commit() is None


def test_clear_drops_the_turn(clip: dict[str, Any]) -> None:
    turns = make()
    feed(turns, clip["samples"][:20_000])
    assert turns.is_in_turn
    turns.clear()
    assert not turns.is_in_turn
    assert turns.commit() is None


def asked_and_told(
    talk: Samples,
    size: int,
    late_ms: int,
    waits_ms: list[int],
    *,
    is_moot_dropped: bool = False,
    asks_again_ms: int | None = None,
) -> tuple[list[TurnEvent], list[Any]]:
    """Events of a segmenter that asks, each question answered only once `late_ms` more was heard; and the questions.

    With `is_moot_dropped`, one that speech overtakes is answered at once with the shortest of all waits.
    """
    turns = TurnSegmenter(VoiceActivity(), asks_after_ms=200)
    events: list[TurnEvent] = []
    asked: list[TurnEndAsked] = []
    due: list[tuple[int, TurnEndAsked]] = []

    def take(found: list[TurnEvent], now: int) -> None:
        for event in found:
            if isinstance(event, TurnEndAsked):
                due.append((now + clock.from_ms(late_ms), event))
            else:
                events.append(event)

    for at in range(0, len(talk), size):
        end = min(at + size, len(talk))
        take(turns.push(AudioChunk(at, talk[at:end])), end)
        while is_moot_dropped and (moot := turns.moot_question(min(waits_ms))) is not None:
            asked.append(due.pop(0)[1])
            take(turns.settle(moot, min(waits_ms)), end)
        while due and due[0][0] <= end:
            question = due.pop(0)[1]
            asked.append(question)
            wait_ms = waits_ms[question.stopped_at % len(waits_ms)]
            take(turns.settle(question.stopped_at, wait_ms, asks_again_ms=asks_again_ms), end)
    return events, [(q.stopped_at, q.so_far.decided_at_sample, q.so_far.samples.tobytes()) for q in asked]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(160, 20_000),
    late_ms=st.integers(0, 900),
    waits_ms=st.lists(st.integers(0, 1_500), min_size=1, max_size=3),
    asks_again_ms=st.none() | st.integers(0, 1_500),
)
def test_a_late_answer_ends_the_same_turns_at_the_same_samples(
    talk: Samples, size: int, late_ms: int, waits_ms: list[int], asks_again_ms: int | None
) -> None:
    sound = np.concatenate([talk, np.zeros(clock.from_ms(12_000), np.float32)])  # until the last answer is there
    at_once, asked = asked_and_told(sound, 160, 0, waits_ms, asks_again_ms=asks_again_ms)
    late, asked_late = asked_and_told(sound, size, late_ms, waits_ms, asks_again_ms=asks_again_ms)
    assert as_tuples(late) == as_tuples(at_once)
    assert asked_late == asked


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(160, 20_000),
    late_ms=st.integers(0, 2_000),
    waits_ms=st.lists(st.integers(200, 1_500), min_size=1, max_size=3),
    asks_again_ms=st.none() | st.integers(200, 1_500),
)
@example(size=160, late_ms=1_421, waits_ms=[202], asks_again_ms=201)
def test_a_question_that_speech_overtakes_needs_no_answer(
    talk: Samples, size: int, late_ms: int, waits_ms: list[int], asks_again_ms: int | None
) -> None:
    sound = np.concatenate([talk, np.zeros(clock.from_ms(12_000), np.float32)])  # until the last answer is there
    at_once, asked = asked_and_told(sound, 160, 0, waits_ms, asks_again_ms=asks_again_ms)
    overtaken, asked_late = asked_and_told(
        sound, size, late_ms, waits_ms, is_moot_dropped=True, asks_again_ms=asks_again_ms
    )
    assert as_tuples(overtaken) == as_tuples(at_once)
    # A question overtaken by speech is not put a second time.
    assert [each for each in asked if each in asked_late] == asked_late


def test_a_question_is_overtaken_by_speech_within_the_shortest_wait_only(talk: Samples) -> None:
    turns = TurnSegmenter(VoiceActivity(), asks_after_ms=200)
    asked: list[TurnEndAsked] = []
    at = 0
    while not asked:
        asked = [e for e in turns.push(AudioChunk(at, talk[at : at + 320])) if isinstance(e, TurnEndAsked)]
        at += 320
    assert turns.moot_question(10_000) is None  # nobody has spoken since
    while turns.moot_question(10_000) is None:
        turns.push(AudioChunk(at, talk[at : at + 320]))
        at += 320
    assert turns.moot_question(10_000) == asked[0].stopped_at
    assert turns.moot_question(200) is None  # the silence lasted longer than that: an answer may have ended the turn


def test_a_question_comes_up_at_each_silence_and_is_about_what_was_said_so_far(talk: Samples) -> None:
    events, asked = asked_and_told(talk, 320, 0, [1_500])
    stops = [event.at_sample for event in events if isinstance(event, SpeechStopped)]
    assert [stopped_at for stopped_at, _, _ in asked] == stops  # no pause of this talk is shorter than the 200 ms
    assert all(decided_at == stopped_at + clock.from_ms(200) for stopped_at, decided_at, _ in asked)
    assert len(utterances(events)) == 2


def test_the_answer_says_how_much_silence_ends_the_turn(talk: Samples) -> None:
    events, _ = asked_and_told(talk, 320, 0, [600])
    assert {u.decided_at_sample - u.end_sample for u in utterances(events)} == {clock.from_ms(600)}


def test_an_answer_may_ask_for_the_question_once_more(talk: Samples) -> None:
    events, asked = asked_and_told(talk, 320, 0, [1_500], asks_again_ms=500)
    waited_ms = [clock.to_ms(decided_at - stopped_at) for stopped_at, decided_at, _ in asked]
    stops = [event.at_sample for event in events if isinstance(event, SpeechStopped)]
    assert waited_ms.count(200) == len(stops)
    assert set(waited_ms) == {200, 500}
    assert {stopped_at for stopped_at, _, _ in asked} == set(stops)
    assert {u.decided_at_sample - u.end_sample for u in utterances(events)} == {clock.from_ms(1_500)}


def test_a_question_that_would_come_after_the_end_does_not_come(talk: Samples) -> None:
    events, asked = asked_and_told(talk, 320, 0, [400], asks_again_ms=500)
    assert {clock.to_ms(decided_at - stopped_at) for stopped_at, decided_at, _ in asked} == {200}
    assert {u.decided_at_sample - u.end_sample for u in utterances(events)} == {clock.from_ms(400)}


def test_an_answer_to_a_turn_that_was_dropped_changes_nothing(talk: Samples) -> None:
    turns = TurnSegmenter(VoiceActivity(), asks_after_ms=200)
    found: list[TurnEvent] = []
    at = 0
    while not any(isinstance(event, TurnEndAsked) for event in found):
        found = turns.push(AudioChunk(at, talk[at : at + 320]))
        at += 320
    question = next(event for event in found if isinstance(event, TurnEndAsked))
    turns.clear()
    assert turns.settle(question.stopped_at, 300) == []


def test_edges_are_passed_on_around_the_turn(clip: dict[str, Any]) -> None:
    silence = np.zeros(32_000, dtype=np.float32)
    events = feed(make(1500), np.concatenate([clip["samples"], silence]))
    assert isinstance(events[0], SpeechStarted)
    assert isinstance(events[-2], SpeechStopped)
    assert isinstance(events[-1], Utterance)
    assert events[-2].at_sample == events[-1].end_sample


def test_a_turn_that_never_ends_is_cut(clip: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "MAX_TURN_SAMPLES", 32_000)
    samples = clip["samples"]
    found = utterances(feed(make(silence_ms=5_000), samples))
    assert len(found) >= 2
    assert found[0].decided_at_sample - found[0].start_sample == 32_000
    assert found[1].samples_start == found[0].decided_at_sample


def test_silence_is_not_kept() -> None:
    turns = make()
    feed(turns, np.zeros(10 * 16_000, dtype=np.float32), size=16_000)
    held = turns._held
    assert 10 * 16_000 - held.start_sample <= clock.from_ms(200 + 200) + 512


def test_a_negative_silence_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        make(silence_ms=-1)
