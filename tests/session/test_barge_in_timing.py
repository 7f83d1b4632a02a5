"""Speech over the persona, in virtual time: when it stops, when it goes on, and what the record keeps."""

import pytest

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.session import events
from simulator.session.barge_in import INTERRUPT_MS, TAKES_TURN_MS
from simulator.session.rooms import Rooms
from tests.session.virtual_talk import MS_PER_WORD, VirtualTalk, in_virtual_time

STOPS_MS = 150
"""From the first sound of the trainee to the silence of the persona."""
GREETING = "Goeiedag. U had mij gevraagd om langs te komen?"
GREETING_MS = 400 + MS_PER_WORD * len(GREETING.split())
"""With the silence before its first word."""


def first_ms(speech: Samples, duration_ms: int) -> Samples:
    return speech[: clock.from_ms(duration_ms)]


def sent_ms(talk: VirtualTalk) -> int:
    """How much sound of the last reply has left."""
    packets = talk.of(events.ResponseAudio)
    last = packets[-1].response_id
    samples = sum(len(packet.pcm) for packet in packets if packet.response_id == last)
    return clock.to_ms(samples, clock.OUTPUT_RATE_HZ)


@in_virtual_time
async def test_the_persona_stops_at_the_first_sound_of_a_voice(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("Nee, wacht eens even.")
        await talk.until_speaking(for_ms=500)
        began_ms = await talk.speak(speech)
        held = talk.when(events.ResponseHeld, 0)
        assert isinstance(held.event, events.ResponseHeld)
        assert held.clock_ms - began_ms <= STOPS_MS
        assert held.event.heard_ms == held.clock_ms


@in_virtual_time
async def test_speech_that_lasts_takes_the_turn_and_the_record_keeps_what_was_heard(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("Nee, wacht eens even.")
        await talk.until_speaking(for_ms=1_700)
        await talk.speak(speech)
        held, ended = talk.when(events.ResponseHeld), talk.when(events.ResponseEnded)
        assert isinstance(held.event, events.ResponseHeld)
        assert isinstance(ended.event, events.ResponseEnded)
        assert ended.event.reason == "turn_detected"
        assert TAKES_TURN_MS <= ended.clock_ms - held.clock_ms <= TAKES_TURN_MS + 20
        assert ended.event.audio_end_ms == held.event.heard_ms
        n_heard = len(ended.event.spoken_text.split())
        assert abs(n_heard - held.event.heard_ms / MS_PER_WORD) < 1
        assert GREETING.startswith(ended.event.spoken_text)
        cut = talk.avatar_turns[0]
        assert (cut.cut_off, cut.text, cut.end_ms) == (True, ended.event.spoken_text, held.clock_ms)


@pytest.mark.parametrize("duration_ms", [120, 250])
@in_virtual_time
async def test_a_brief_voice_is_a_dip_after_which_the_persona_goes_on_where_it_stopped(
    virtual_rooms: Rooms, speech: Samples, duration_ms: int
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("ja", "ja")
        await talk.until_speaking(for_ms=500)
        began_ms = await talk.speak(first_ms(speech, duration_ms))
        await talk.until(events.ResponseEnded)
        held, resumed = talk.when(events.ResponseHeld), talk.when(events.ResponseResumed)
        assert isinstance(held.event, events.ResponseHeld)
        assert isinstance(resumed.event, events.ResponseResumed)
        assert resumed.event.heard_ms == held.event.heard_ms
        assert resumed.clock_ms - began_ms <= duration_ms + 200
        ended = talk.when(events.ResponseEnded)
        assert isinstance(ended.event, events.ResponseEnded)
        assert (ended.event.reason, ended.event.spoken_text) == ("completed", GREETING)
        dip_ms = resumed.clock_ms - held.clock_ms
        assert talk.avatar_turns[0].end_ms == GREETING_MS + dip_ms
        assert ended.clock_ms == pytest.approx(talk.avatar_turns[0].end_ms, abs=30)
        assert sent_ms(talk) == GREETING_MS


@pytest.mark.parametrize(
    ("said", "takes_turn"),
    [("ja, oké", False), ("d'accord", False), ("", False), ("Nee, stop.", True)],
)
@in_virtual_time
async def test_the_words_of_a_longer_sound_decide_whether_the_persona_goes_on(
    virtual_rooms: Rooms, speech: Samples, said: str, takes_turn: bool
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script(said, said)
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 560))
        ended = await talk.until(events.ResponseEnded)
        assert (ended.reason == "turn_detected") == takes_turn
        assert bool(talk.of(events.ResponseResumed)) != takes_turn
        assert len(talk.of(events.ResponseStarted)) == 1  # it was not begun again


@in_virtual_time
async def test_no_sound_leaves_while_the_persona_is_held(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        talk.script("Nee, wacht eens even.")
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 600))
        held = talk.when(events.ResponseHeld)
        after = [t for t in talk.told if isinstance(t.event, events.ResponseAudio) and t.clock_ms > held.clock_ms]
        assert not after


@in_virtual_time
async def test_a_client_that_only_ducks_is_cut_off_after_speech_that_lasts(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.script("Nee, wacht eens even.")
        await talk.until_speaking(for_ms=500)
        began_ms = await talk.speak(speech)
        ended = talk.when(events.ResponseEnded)
        assert INTERRUPT_MS <= ended.clock_ms - began_ms <= INTERRUPT_MS + 100
        assert not talk.of(events.ResponseHeld)


@in_virtual_time
async def test_a_small_word_does_not_interrupt_a_client_that_only_ducks(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.script("ja", "ja")
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 450))
        ended = await talk.until(events.ResponseEnded)
        assert (ended.reason, ended.spoken_text) == ("completed", GREETING)
        await talk.hush(2_000)
        assert len(talk.of(events.ResponseStarted)) == 1


@pytest.mark.parametrize(("said", "is_taken_up"), [("", True), ("ja ja", True), ("Nee, wacht eens even.", False)])
@in_virtual_time
async def test_a_reply_cut_off_by_no_turn_is_taken_up_at_its_sentence(
    virtual_rooms: Rooms, speech: Samples, said: str, is_taken_up: bool
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.script(said, said)
        await talk.until_speaking(for_ms=1_000)
        await talk.speak(speech)
        await talk.until(events.ResponseEnded, 2)
        again = talk.of(events.ResponseSpoken)[-1].text
        assert (again == "U had mij gevraagd om langs te komen?") == is_taken_up


@in_virtual_time
async def test_a_pause_holds_the_reply_and_it_goes_on_after_it(virtual_rooms: Rooms) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        await talk.until_speaking(for_ms=300)
        talk.live.set_paused(True)
        n_sent = len(talk.of(events.ResponseAudio))
        await talk.hush(30_000)
        assert len(talk.of(events.ResponseAudio)) == n_sent
        assert not talk.of(events.ResponseEnded)
        talk.live.set_paused(False)
        await talk.until(events.ResponseEnded)
        took_ms = talk.when(events.ResponseEnded).loop_ms - talk.when(events.ResponseStarted).loop_ms
        assert took_ms == pytest.approx(GREETING_MS + 30_000, abs=20)


@in_virtual_time
async def test_a_stop_while_held_or_paused_ends_the_talk(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 300))
        talk.live.set_paused(True)
        await talk.live.finish()
        await talk.until(events.TalkEnded)
        await talk.hush(200)  # a packet's time
        assert talk.of(events.ResponseEnded)[-1].reason == "client_cancelled"
        assert talk.kept  # the reply was let go, and what was heard of it is stored


@in_virtual_time
async def test_forgetting_what_was_said_lets_the_persona_go_on(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True)
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 500))
        talk.live.clear()
        ended = await talk.until(events.ResponseEnded)
        assert ended.reason == "completed"
        assert not talk.live._speaker.is_interrupted


@in_virtual_time
async def test_a_reply_that_was_cut_off_stays_unsaid_when_what_was_said_is_forgotten(
    virtual_rooms: Rooms, speech: Samples
) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=False)
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 900))
        assert talk.of(events.ResponseEnded)[-1].reason == "turn_detected"
        assert talk.live._speaker.is_interrupted
        talk.live.clear()
        assert not talk.live._speaker.is_interrupted


@in_virtual_time
async def test_a_turn_ended_by_the_button_takes_the_word(virtual_rooms: Rooms, speech: Samples) -> None:
    async with VirtualTalk(virtual_rooms) as talk:
        talk.configure(can_hold=True, is_push_to_talk=True)
        talk.script("Nee, stop.")
        await talk.until_speaking(for_ms=500)
        await talk.speak(first_ms(speech, 560))
        talk.live.commit()
        ended = await talk.until(events.ResponseEnded)
        assert ended.reason == "turn_detected"


@pytest.mark.parametrize("delay_ms", [80, 300])
@in_virtual_time
async def test_the_echo_of_the_persona_is_not_taken_for_the_trainee(
    virtual_rooms: Rooms, speech: Samples, delay_ms: int
) -> None:
    """A voice from the loudspeaker that the microphone hears, 15 dB down; then the trainee over it."""
    async with VirtualTalk(virtual_rooms, echo_of=speech, echo_ms=delay_ms) as talk:
        talk.configure(can_hold=True)
        await talk.until_speaking(for_ms=2_500)
        assert not talk.of(events.ResponseHeld)
        assert not talk.of(events.TraineeSpeechStarted)
        talk.script("Nee, wacht eens even.")
        began_ms = await talk.speak(speech)
        assert talk.when(events.ResponseHeld, 0).clock_ms - began_ms <= STOPS_MS + 100
        assert talk.of(events.ResponseEnded)[-1].reason == "turn_detected"
