"""A turn is listened to in its silences: the last one costs nothing more, and a long turn is not heard twice."""

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.flow import clock
from simulator.flow.speech import Utterance
from simulator.session.pipeline import Pipeline
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.turn_listening import CLOSED_FROM_SAMPLES, TurnListener
from simulator.settings import load_settings
from simulator.speech import ScriptedTranscriber

SOUND = np.ones(clock.from_ms(60_000), np.float32)


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    settings = load_settings()
    scripted = settings.stt.model_copy(update={"engine": "scripted"})
    made = Rooms.from_settings(settings.model_copy(update={"stt": scripted}))
    yield made
    made.close()


def listener(rooms: Rooms, *script: str) -> TurnListener:
    assert isinstance(rooms.transcriber, ScriptedTranscriber)
    rooms.transcriber.expect(*script)
    return TurnListener(Pipeline(rooms.plan("session", TalkRequest("c4-ontslag", "lieve", "nl")), rooms))


def turn(end_ms: int, *, start_ms: int = 1_000, wait_ms: int = 200) -> Utterance:
    start, end = clock.from_ms(start_ms), clock.from_ms(end_ms)
    decided = end + clock.from_ms(wait_ms)
    return Utterance(start, end, decided, SOUND[start:decided], start)


async def test_the_words_of_the_last_silence_are_used_and_decoded_once(rooms: Rooms) -> None:
    turns = listener(rooms, "eerste", "tweede")
    assert (await turns.so_far(turn(3_000))).text == "eerste"
    assert (await turns.hear(turn(3_000, wait_ms=700))).text == "eerste"
    assert (await turns.hear(turn(9_000, start_ms=8_000))).text == "tweede"


async def test_when_the_trainee_goes_on_the_whole_short_turn_is_heard_again(rooms: Rooms) -> None:
    turns = listener(rooms, "ik heb", "ik heb slecht nieuws")
    assert (await turns.so_far(turn(3_000))).text == "ik heb"
    heard = await turns.hear(turn(5_000))
    assert heard.text == "ik heb slecht nieuws"
    assert heard.words[-1].end_ms <= 4_000 + 96


async def test_a_long_turn_is_heard_in_parts_with_times_of_the_whole(rooms: Rooms) -> None:
    turns = listener(rooms, "een twee", "drie", "drie vier")
    long_ms = 1_000 + clock.to_ms(CLOSED_FROM_SAMPLES)
    assert (await turns.so_far(turn(long_ms))).text == "een twee"
    assert (await turns.so_far(turn(long_ms + 2_000))).text == "een twee drie"  # the first part is not heard again
    heard = await turns.hear(turn(long_ms + 4_000))
    assert heard.text == "een twee drie vier"
    assert [word.text for word in heard.words] == ["een", "twee", "drie", "vier"]
    assert heard.words[2].start_ms == long_ms - 1_000


async def test_a_forgotten_turn_leaves_nothing(rooms: Rooms) -> None:
    turns = listener(rooms, "weg", "nieuw")
    await turns.so_far(turn(3_000))
    turns.forget()
    assert (await turns.hear(turn(3_000))).text == "nieuw"


async def test_captions_are_shown_once_and_only_what_two_hearings_agree_on(rooms: Rooms) -> None:
    turns = listener(rooms, "ik heb slecht nieuws")
    shown: list[str] = []
    turns._show = shown.append
    for end_ms in (2_000, 3_000):
        turns.sketch(turn(end_ms))
        assert turns._draft is not None
        await turns._draft
    assert "".join(shown) == "ik heb slecht nieuws "  # the script says the same both times
    await turns.so_far(turn(4_000))
    assert "".join(shown) == "ik heb slecht nieuws "


async def test_a_turn_that_goes_straight_on_is_heard_with_the_one_before(rooms: Rooms) -> None:
    turns = listener(rooms, "een twee", "een twee drie vier", "vijf")
    assert (await turns.hear(turn(3_000))).text == "een twee"
    heard = await turns.hear(turn(5_200, start_ms=4_000))  # 2 s of the first, 1 s of silence, 1.2 s: halfway is 2.1 s
    assert [word.text for word in heard.words] == ["vier"]
    assert 0 <= heard.words[0].start_ms < 1_300
    assert (await turns.hear(turn(9_000, start_ms=8_000))).text == "vijf"  # 2.8 s later: a turn of its own
