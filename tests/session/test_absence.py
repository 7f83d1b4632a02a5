"""The network goes in the middle of a talk, in virtual time: nothing of either side is lost, and nobody is blamed."""

import pytest

from simulator.flow.audio import Samples
from simulator.session import events
from simulator.session.rooms import Rooms
from tests.session.test_barge_in_timing import GREETING, GREETING_MS, first_ms, sent_ms
from tests.session.virtual_talk import VirtualTalk, in_virtual_time

GAP_MS = 9_000


@pytest.mark.parametrize("spoken_ms", [-300, 500, 1_700])
@in_virtual_time
async def test_the_persona_waits_for_the_network_and_goes_on_where_it_stopped(
    virtual_rooms: Rooms, spoken_ms: int
) -> None:
    """Also before its first word."""
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until(events.ResponseStarted)
        await talk.hush(400 + spoken_ms)
        talk.lose_network()
        await talk.hush(100)
        sent_before_ms = sent_ms(talk) if talk.of(events.ResponseAudio) else 0
        await talk.hush(GAP_MS)
        assert (sent_ms(talk) if talk.of(events.ResponseAudio) else 0) == sent_before_ms
        await talk.find_network()
        ended = await talk.until(events.ResponseEnded)
        assert (ended.reason, ended.spoken_text) == ("completed", GREETING)
        assert sent_ms(talk) == GREETING_MS
        greeting = talk.avatar_turns[0]
        assert greeting.start_ms == pytest.approx(400 + (GAP_MS + 100 if spoken_ms < 0 else 0), abs=60)
        assert greeting.end_ms == pytest.approx(GREETING_MS + GAP_MS + 100, abs=60)
        assert talk.when(events.ResponseEnded).clock_ms == pytest.approx(greeting.end_ms, abs=60)


@pytest.mark.parametrize("silence_ms", [200, 3_000])
@in_virtual_time
async def test_what_was_said_into_the_gap_is_heard_once_and_answered(
    virtual_rooms: Rooms, speech: Samples, silence_ms: int
) -> None:
    """Also when the network is back before the turn is over."""
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("Ik heb slecht nieuws.", "Ik heb slecht nieuws.")
        await talk.until_speaking(for_ms=1_200)
        talk.lose_network()
        await talk.hush(1_500)
        await talk.speak(speech)
        await talk.hush(silence_ms)
        await talk.find_network()
        await talk.until(events.ResponseEnded, 2)
        assert [turn.transcript.text for turn in talk.of(events.TurnTranscribed)] == ["Ik heb slecht nieuws."]
        greeting = talk.of(events.ResponseEnded)[0]
        assert greeting.reason == "turn_detected"  # a persona that was spoken to does not go on with its line
        assert GREETING.startswith(greeting.spoken_text)
        assert [turn.text for turn in talk.live.rehearsal.talk().trainee_turns] == ["Ik heb slecht nieuws."]


@in_virtual_time
async def test_a_line_of_which_no_word_was_heard_before_the_trainee_spoke_never_was(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("Ik heb slecht nieuws.", "Ik heb slecht nieuws.")
        await talk.until(events.ResponseStarted)
        talk.lose_network()
        await talk.hush(3_000)
        await talk.speak(speech)
        await talk.hush(2_000)
        await talk.find_network()
        await talk.until(events.ResponseEnded, 2)
        assert len(talk.avatar_turns) == 1
        assert talk.of(events.ResponseEnded)[0].spoken_text == ""


@in_virtual_time
async def test_an_answer_that_is_ready_while_nobody_is_there_begins_when_somebody_is(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until(events.ResponseEnded)
        talk.live.say("Ik heb slecht nieuws.")
        talk.lose_network()
        await talk.hush(GAP_MS)
        assert len(talk.of(events.ResponseStarted)) == 2
        answer = talk.of(events.ResponseStarted)[-1].response_id
        assert not [packet for packet in talk.of(events.ResponseAudio) if packet.response_id == answer]
        began_ms = talk.live.clock.now_ms
        await talk.find_network()
        await talk.until(events.ResponseEnded, 2)
        assert talk.avatar_turns[1].start_ms >= began_ms + GAP_MS


@in_virtual_time
async def test_a_word_of_listening_in_the_gap_does_not_take_the_turn(virtual_rooms: Rooms, speech: Samples) -> None:
    """The persona says again the sentence that the network cut in two."""
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("ja, oké", "ja, oké")
        await talk.until_speaking(for_ms=500)
        talk.lose_network()
        await talk.hush(1_000)
        await talk.speak(first_ms(speech, 500))
        await talk.hush(4_000)
        await talk.find_network()
        ended = await talk.until(events.ResponseEnded, 2)
        assert (ended.reason, ended.spoken_text) == ("completed", GREETING.removeprefix("Goeiedag. "))
        assert not talk.live.rehearsal.talk().trainee_turns


@in_virtual_time
async def test_a_turn_that_the_gap_cuts_in_two_stays_one_turn(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until(events.ResponseEnded)
        talk.script("Hoe kijkt u daar zelf naar?", "Hoe kijkt u daar zelf naar?")
        await talk.speak(first_ms(speech, 700))
        talk.lose_network()
        await talk.speak(speech[len(first_ms(speech, 700)) :])
        await talk.hush(2_000)
        await talk.find_network()
        await talk.until(events.ResponseStarted, 2)
        assert len(talk.of(events.TraineeSpeechStarted)) == 1
        assert len(talk.live.rehearsal.talk().trainee_turns) == 1


@in_virtual_time
async def test_a_long_gap_is_no_silence_of_the_trainee(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until(events.ResponseEnded)
        talk.lose_network()
        await talk.hush(60_000)
        await talk.find_network()
        await talk.hush(1_000)
        assert len(talk.of(events.ResponseStarted)) == 1


@in_virtual_time
async def test_a_typed_line_after_the_gap_finds_a_persona_that_speaks(virtual_rooms: Rooms) -> None:
    """A trainee who types sends no sound: there is nothing to catch up with."""
    async with VirtualTalk(virtual_rooms) as talk:
        talk.mute()
        await talk.until(events.ResponseAudio)
        talk.live.wait_for_client()
        await talk.hush(5_000)
        talk.live.welcome_back(0)
        ended = await talk.until(events.ResponseEnded)
        assert (ended.reason, sent_ms(talk)) == ("completed", GREETING_MS)
        talk.live.say("Ik heb slecht nieuws.")
        await talk.until(events.ResponseStarted, 2)
