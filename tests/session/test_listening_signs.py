"""Nods while the trainee speaks and a breath before a late answer: which, and when, in virtual time."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.persona import Personality
from simulator.flow.speech import SpeechStarted, SpeechStopped, Transcript, TurnEndAsked, Utterance
from simulator.session import events
from simulator.session.listening_signs import APART_SAMPLES, HEARD_AFTER_MS, SPEECH_BEFORE_SAMPLES, ListeningSigns
from simulator.session.rooms import Rooms
from tests.session.virtual_talk import VirtualTalk, in_virtual_time

WARM = Personality(0.5, 0.5, 1.0, 1.0, 0.5)


def asked(stopped_at: int) -> TurnEndAsked:
    return TurnEndAsked(Utterance(0, stopped_at, stopped_at + clock.from_ms(200), np.zeros(0, np.float32), 0))


def nods(
    signs: ListeningSigns, stretches_ms: Sequence[tuple[int, int]], *, is_silence_content: bool = False
) -> list[int]:
    """Where it nods, in milliseconds, in one turn of these stretches of speech."""
    found = []
    at_ms = 0
    for pause_ms, speech_ms in stretches_ms:
        start, stop = clock.from_ms(at_ms + pause_ms), clock.from_ms(at_ms + pause_ms + speech_ms)
        told = (SpeechStarted(start), SpeechStopped(stop), asked(stop))
        shown = [signs.take(event, mood="neutral", is_silence_content=is_silence_content) for event in told]
        found += [clock.to_ms(stop)] if any(shown) else []
        at_ms += pause_ms + speech_ms
    return found


@given(
    stretches=st.lists(st.tuples(st.integers(200, 2_000), st.integers(200, 8_000)), min_size=1, max_size=30),
    seed=st.integers(0, 50),
)
def test_nods_are_sparse_follow_speech_and_are_the_same_for_the_same_seed(
    stretches: list[tuple[int, int]], seed: int
) -> None:
    found = nods(ListeningSigns(WARM, seed), stretches)
    assert found == nods(ListeningSigns(WARM, seed), stretches)
    assert all(later - earlier >= clock.to_ms(APART_SAMPLES) for earlier, later in pairwise(found))
    if found:
        spoken = sum(speech for _, speech in stretches)
        assert spoken >= clock.to_ms(SPEECH_BEFORE_SAMPLES) * len(found)


def test_no_nod_before_three_seconds_of_speech() -> None:
    assert not any(nods(ListeningSigns(WARM, seed), [(300, 1_400), (300, 1_400)]) for seed in range(20))


def test_no_nod_where_silence_is_content() -> None:
    stretches = [(300, 4_000)] * 10
    assert nods(ListeningSigns(WARM, 1), stretches)
    assert not any(nods(ListeningSigns(WARM, seed), stretches, is_silence_content=True) for seed in range(20))


def test_speech_of_an_earlier_turn_does_not_count() -> None:
    for seed in range(20):
        signs = ListeningSigns(WARM, seed)
        nods(signs, [(300, 2_900)])
        signs.take(asked(clock.from_ms(3_200)).so_far, mood="neutral", is_silence_content=False)
        assert not nods(signs, [(10_000, 2_900)])


def test_the_persona_decides_how_often() -> None:
    cool = Personality(0.5, 0.5, 0.0, 0.0, 0.5)
    stretches = [(300, 6_000)] * 200
    assert len(nods(ListeningSigns(WARM, 1), stretches)) > 3 * len(nods(ListeningSigns(cool, 1), stretches)) > 0


async def wait_for_signs(talk: VirtualTalk, duration_ms: int) -> list[tuple[str, int]]:
    """Cues that belong to no reply, and when they came on the loop's clock."""
    await talk.hush(duration_ms)
    return [
        (told.event.cue.name, told.loop_ms)
        for told in talk.told
        if isinstance(told.event, events.CueShown) and told.event.response_id is None
    ]


class SlowRooms:
    """A recogniser that takes its time."""

    def __init__(self, rooms: Rooms, takes_s: float) -> None:
        self._transcribe = rooms.transcribe
        self._takes_s = takes_s

    async def __call__(self, *args: object, **kwargs: object) -> Transcript:
        await asyncio.sleep(self._takes_s)
        return await self._transcribe(*args, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize(("takes_ms", "is_shown"), [(0, False), (1_000, True), (3_000, True)])
@in_virtual_time
async def test_an_answer_that_takes_long_is_announced(
    virtual_rooms: Rooms, speech: Samples, monkeypatch: pytest.MonkeyPatch, takes_ms: int, is_shown: bool
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.configure(is_push_to_talk=True)  # so that the words are asked for at the end of the turn
        talk.script("Ik heb u gevraagd om te praten over uw werk.")
        monkeypatch.setattr(virtual_rooms, "transcribe", SlowRooms(virtual_rooms, takes_ms / 1000))
        await talk.speak(speech)
        talk.live.commit()
        committed_ms = talk.when(events.TurnCommitted).loop_ms
        signs = await wait_for_signs(talk, 6_000)
        assert signs == ([("breathe_in", committed_ms + HEARD_AFTER_MS)] if is_shown else [])


@in_virtual_time
async def test_a_long_turn_is_nodded_at_in_its_pauses_and_only_there(virtual_rooms: Rooms, speech: Samples) -> None:
    long_speech = np.concatenate([speech, speech, speech])
    async with VirtualTalk(virtual_rooms, seed=1) as talk:
        await talk.until_quiet()
        talk.ending.prob = 0.3
        talk.script(*["Ik heb u gevraagd omdat we"] * 8)
        for _ in range(6):
            await talk.speak(long_speech)
            await talk.hush(500)
        n_nods = len([name for name, _ in await wait_for_signs(talk, 0) if name == "nod_lightly"])
        assert 1 <= n_nods <= 4  # 30 s of turn
        stops = [told.event.at_ms for told in talk.told if isinstance(told.event, events.TraineeSpeechStopped)]
        for told in talk.told:
            if isinstance(told.event, events.CueShown) and told.event.response_id is None:
                assert any(200 <= told.clock_ms - stop_ms <= 260 for stop_ms in stops)


@in_virtual_time
async def test_after_the_news_the_silence_is_left_alone(
    virtual_rooms: Rooms, speech: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.script("We zetten uw contract stop.", "Ik zie dat dit hard aankomt.", "Neem gerust de tijd.")
        await talk.speak(speech)
        await talk.until(events.ResponseEnded, 2)
        monkeypatch.setattr(virtual_rooms, "transcribe", SlowRooms(virtual_rooms, 3.0))
        await talk.speak(np.concatenate([speech, speech, speech]))
        assert await wait_for_signs(talk, 8_000) == []
