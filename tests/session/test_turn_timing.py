"""When a turn is over, when a silence is told, what a pause stops: in virtual time, on the talk's clock."""

import pytest

from simulator.flow.audio import Samples
from simulator.session import events
from simulator.session.rooms import Rooms
from simulator.session.turn_closing import ANNOUNCED_MS, FINISHED_MS, GOES_ON_MS, HANGING_MS, UNSURE_MS
from tests.session.virtual_talk import VirtualTalk, in_virtual_time

NOTICED_MS = 52
"""What a decision waits for the frame of voice activity it falls in (32 ms) and for the packet of sound (20 ms)."""
NEWS = "We zetten uw contract stop."


def silence_waited_ms(talk: VirtualTalk) -> int:
    """From the end of the trainee's speech, as voice activity places it, to the end of the turn."""
    committed = talk.when(events.TurnCommitted)
    assert isinstance(committed.event, events.TurnCommitted)
    return committed.clock_ms - committed.event.end_ms


@pytest.mark.parametrize(
    ("said", "p_end", "waits_ms"),
    [
        ("Hoe kijkt u daar zelf naar?", 0.9, FINISHED_MS),
        ("Hoe kijkt u daar zelf naar?", 0.3, 1_000),
        ("Hoe kijkt u daar zelf naar?", 0.02, HANGING_MS),
        ("Ik heb slecht nieuws.", 0.9, ANNOUNCED_MS),
        ("Ik heb u gevraagd omdat we", 0.9, GOES_ON_MS),
        ("Hoe kijkt u daar zelf naar?", None, 1_000),  # nothing can tell: the phase
    ],
)
@in_virtual_time
async def test_a_turn_ends_after_the_silence_its_sound_and_words_ask_for(
    virtual_rooms: Rooms, speech: Samples, said: str, p_end: float | None, waits_ms: int
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.ending.prob = p_end
        talk.script(said)
        await talk.speak(speech)
        await talk.until(events.TurnCommitted)
        assert waits_ms <= silence_waited_ms(talk) <= waits_ms + NOTICED_MS


@in_virtual_time
async def test_a_voice_that_hangs_no_more_on_second_hearing_is_answered_sooner(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.ending.prob, talk.ending.on_second_hearing = 0.02, 0.4
        talk.script("Hoe kijkt u daar zelf naar?")
        await talk.speak(speech)
        await talk.until(events.TurnCommitted)
        assert [one.wait_ms for one in talk.of(events.TurnPredicted)] == [HANGING_MS, UNSURE_MS]
        assert UNSURE_MS <= silence_waited_ms(talk) <= UNSURE_MS + NOTICED_MS


@pytest.mark.parametrize("pause_ms", [1_000, 2_000, 3_800])
@in_virtual_time
async def test_a_pause_to_think_does_not_end_a_turn(virtual_rooms: Rooms, speech: Samples, pause_ms: int) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.script("Ik heb u gevraagd omdat we", "Ik heb u gevraagd omdat we moeten praten.")
        await talk.speak(speech)
        await talk.hush(pause_ms)
        await talk.speak(speech)
        await talk.until(events.TurnTranscribed)
        assert len(talk.of(events.TurnCommitted)) == 1


@in_virtual_time
async def test_after_the_news_a_silence_is_not_cut_short_however_finished_it_sounds(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.script(NEWS, "Ik zie dat dit hard aankomt.")
        await talk.speak(speech)
        await talk.until(events.ResponseEnded, 2)
        assert talk.live.rehearsal.state.scenario_phase == "opvang"
        talk.ending.prob = 0.99
        await talk.speak(speech)
        await talk.until(events.TurnCommitted, 2)
        assert silence_waited_ms(talk) >= 1_100


@in_virtual_time
async def test_after_the_news_a_silence_of_the_trainee_is_borne_and_nobody_presses(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.script(NEWS)
        await talk.speak(speech)
        await talk.hush(12_000)
        after = talk.avatar_turns[1:]
        assert after
        assert not {turn.intent for turn in after} & {"ask_clarity", "ask_yes_no", "insist", "leave"}


@in_virtual_time
async def test_the_clients_longest_wait_ends_a_turn_that_hangs(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(max_wait_ms=1_500)
        await talk.until_quiet()
        talk.script("Ik heb u gevraagd omdat we")
        await talk.speak(speech)
        await talk.until(events.TurnCommitted)
        assert 1_500 <= silence_waited_ms(talk) <= 1_500 + NOTICED_MS


@in_virtual_time
async def test_plain_silence_is_that_of_the_client(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(is_turn_end_heard=False, turn_silence_ms=400)
        await talk.until_quiet()
        talk.script("Dag Lieve, ga zitten, goed dat u er bent.")
        await talk.speak(speech)
        predicted = await talk.until(events.TurnPredicted)
        assert (predicted.wait_ms, predicted.source) == (400, "silence")


@in_virtual_time
async def test_push_to_talk_waits_for_the_button_however_long(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(is_push_to_talk=True)
        await talk.until_quiet()
        await talk.speak(speech)
        await talk.hush(10_000)
        assert not talk.of(events.TurnCommitted)
        talk.script("Hoe kijkt u daar zelf naar?")
        talk.live.commit()
        await talk.until(events.TurnTranscribed)
        assert len(talk.of(events.ResponseStarted)) == 2


@in_virtual_time
async def test_the_persona_breaks_a_silence_that_lasts_and_not_a_shorter_one(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        quiet_since_ms = talk.when(events.ResponseEnded).clock_ms
        prompted = await talk.until(events.ResponseStarted, 2, within_ms=60_000)
        spoken_at_ms = talk.when(events.ResponseStarted).clock_ms
        assert prompted.item_id == "persona_002"
        assert spoken_at_ms - quiet_since_ms >= 4_000
        assert (spoken_at_ms - quiet_since_ms) % 1_000 <= NOTICED_MS  # the director hears of whole seconds


@in_virtual_time
async def test_a_silence_counts_from_the_end_of_what_was_said_last(virtual_rooms: Rooms, speech: Samples) -> None:
    """The first prompt comes as long after a cough as it would after the greeting."""
    async with VirtualTalk(virtual_rooms) as undisturbed:
        await undisturbed.until(events.ResponseStarted, 2, within_ms=60_000)
    waits_ms = undisturbed.when(events.ResponseStarted).clock_ms - undisturbed.when(events.ResponseEnded).clock_ms
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        await talk.hush(waits_ms - 2_000)
        talk.script("")
        await talk.speak(speech)
        coughed_until_ms = talk.live.clock.now_ms
        await talk.until(events.ResponseStarted, 2, within_ms=60_000)
        assert talk.when(events.ResponseStarted).clock_ms - coughed_until_ms >= waits_ms - 150


@in_virtual_time
async def test_nobody_is_prompted_while_the_button_is_awaited(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(is_push_to_talk=True)
        await talk.hush(60_000)
        assert len(talk.of(events.ResponseStarted)) == 1


@in_virtual_time
async def test_while_paused_nothing_is_heard_and_no_silence_is_counted(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_quiet()
        talk.live.set_paused(True)
        now_ms = talk.live.clock.now_ms
        await talk.speak(speech)
        await talk.hush(60_000)
        assert talk.live.clock.now_ms == now_ms
        assert not talk.of(events.TraineeSpeechStarted)
        assert len(talk.of(events.ResponseStarted)) == 1


@in_virtual_time
async def test_stopping_ends_the_reply_at_once_and_the_talk_with_it(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_speaking(for_ms=500)
        stopped_ms = talk.live.clock.now_ms
        await talk.live.finish()
        ended = talk.when(events.ResponseEnded)
        assert isinstance(ended.event, events.ResponseEnded)
        assert (ended.clock_ms, ended.event.reason) == (stopped_ms, "client_cancelled")
        assert len(ended.event.spoken_text.split()) == 1  # 400 ms a word
        await talk.until(events.TalkEnded)
        told = len(talk.told)
        await talk.hush(5_000)
        assert not any(isinstance(one.event, events.ResponseAudio) for one in talk.told[told:])
