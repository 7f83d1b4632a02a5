"""A live talk without a network: what the trainee says, and when, decides what is answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from simulator.errors import BadInput
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import Turn
from simulator.session import events
from simulator.session.archive import TakenBack
from simulator.session.live import LiveSession
from simulator.session.live_options import LiveOptions
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.speaking import SpeakingStyle
from simulator.settings import load_settings
from simulator.speech import ScriptedTranscriber
from tests.conftest import spoken_turns

PACKET = clock.from_ms(100)


class Trainee:
    """Speaks into a live session, as fast as it listens."""

    def __init__(self, rooms: Rooms) -> None:
        self.told: list[events.SessionEvent] = []
        self.kept: list[Turn | TakenBack] = []
        plan = rooms.plan("session", TalkRequest("c4-ontslag", "lieve", "nl", seed=3))
        self.live = LiveSession(plan, rooms, emit=self.told.append, keep_turn=self._keep, keep_report=self._report)

    async def speak(self, samples: Samples) -> None:
        for at in range(0, len(samples), PACKET):
            self.live.hear(samples[at : at + PACKET])
            for _ in range(3):
                await asyncio.sleep(0.002)

    async def be_silent(self, duration_ms: int) -> None:
        await self.speak(np.zeros(clock.from_ms(duration_ms), np.float32))

    async def until(self, kind: type) -> None:
        """Waits, on the wall clock alone."""
        await self.times(kind, 1)

    async def times(self, kind: type, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.of(kind)) < count:
                await asyncio.sleep(0.01)

    def of(self, kind: type) -> list[events.SessionEvent]:
        return [event for event in self.told if isinstance(event, kind)]

    async def _keep(self, turn: Turn | TakenBack) -> None:
        self.kept.append(turn)

    async def _report(self, report: RehearsalReport) -> str:
        return "report"


@pytest_asyncio.fixture
async def rooms() -> AsyncIterator[Rooms]:
    settings = load_settings()
    made = Rooms.from_settings(
        settings.model_copy(update={"stt": settings.stt.model_copy(update={"engine": "scripted"})})
    )
    yield made
    made.close()


@pytest.fixture
def sentence(shared_audio: Path) -> Samples:
    return spoken_turns(shared_audio, "review-direct")[2]  # "Hoe kijkt u daar zelf naar?"


def script(rooms: Rooms, *texts: str) -> None:
    assert isinstance(rooms.transcriber, ScriptedTranscriber)
    rooms.transcriber.expect(*texts)


async def test_words_that_go_on_are_waited_for_and_finished_ones_are_not(rooms: Rooms, sentence: Samples) -> None:
    script(rooms, "Ik heb u gevraagd omdat we", "Hoe kijkt u daar zelf naar?")
    trainee = Trainee(rooms)
    trainee.live.configure(LiveOptions(SpeakingStyle(has_voice=False)))
    trainee.live.start()
    await trainee.speak(sentence)
    await trainee.be_silent(400)
    await trainee.until(events.TurnPredicted)
    await trainee.be_silent(1_000)
    assert not trainee.of(events.TurnCommitted)
    trainee.told.clear()
    await trainee.speak(sentence)
    await trainee.be_silent(800)
    await trainee.until(events.TurnCommitted)
    await trainee.live.close()


async def test_a_reply_of_which_no_word_was_heard_is_withdrawn_when_the_trainee_goes_on(
    rooms: Rooms, sentence: Samples
) -> None:
    script(rooms, "We zetten uw contract stop.", "En hoe gaat het thuis?")  # after the news the persona is silent first
    trainee = Trainee(rooms)
    trainee.live.start()
    await trainee.until(events.ResponseEnded)  # the greeting
    await trainee.be_silent(5_000)
    trainee.told.clear()
    await trainee.speak(sentence)
    await trainee.be_silent(700)
    await trainee.until(events.ResponseStarted)
    await trainee.speak(sentence)
    ended = [event for event in trainee.of(events.ResponseEnded) if isinstance(event, events.ResponseEnded)]
    turns = trainee.live.rehearsal.talk().turns
    await trainee.live.close()
    assert [(event.reason, event.spoken_text) for event in ended] == [("turn_detected", "")]
    assert ended[0].item_id not in {turn.item_id for turn in turns}


async def test_a_turn_ends_though_nothing_can_weigh_it(rooms: Rooms, sentence: Samples) -> None:
    class Broken:
        def finished_prob(self, samples: Samples) -> float | None:
            raise ValueError("a broken model")

    script(rooms, "Hoe kijkt u daar zelf naar?")
    rooms._turn_detector = Broken()
    trainee = Trainee(rooms)
    trainee.live.configure(LiveOptions(SpeakingStyle(has_voice=False)))
    trainee.live.start()
    await trainee.speak(sentence)
    await trainee.be_silent(1_500)
    await trainee.until(events.TurnCommitted)
    await trainee.be_silent(500)
    await trainee.until(events.TurnTranscribed)
    await trainee.live.close()


@pytest.mark.parametrize(("said", "is_taken_up"), [("", True), ("ja ja", True), ("Nee, wacht eens even.", False)])
async def test_a_sound_that_is_no_turn_does_not_end_the_reply_of_the_persona(
    rooms: Rooms, sentence: Samples, said: str, is_taken_up: bool
) -> None:
    script(rooms, "Ik heb u gevraagd omdat we moeten praten.", said, said)
    trainee = Trainee(rooms)
    trainee.live.start()
    await trainee.until(events.ResponseEnded)  # the greeting
    trainee.told.clear()
    await trainee.speak(sentence)
    while not trainee.of(events.ResponseStarted):
        await trainee.be_silent(100)
    await trainee.until(events.ResponseSpoken)
    reply = trainee.live._speaker.response
    assert reply is not None
    while trainee.live.clock.now_ms < reply.voice_start_ms + 300:
        await trainee.be_silent(100)
    trainee.told.clear()
    await trainee.speak(sentence)
    await trainee.be_silent(2_500)
    await trainee.until(events.ResponseSpoken)
    cut = next(e for e in trainee.of(events.ResponseEnded) if isinstance(e, events.ResponseEnded))
    again = next(e for e in trainee.of(events.ResponseSpoken) if isinstance(e, events.ResponseSpoken))
    kept = [turn for turn in trainee.live.rehearsal.talk().avatar_turns if turn.item_id == cut.item_id]
    await trainee.live.close()
    assert cut.reason == "turn_detected"
    assert kept[0].cut_off
    assert again.text.startswith(cut.spoken_text) == is_taken_up


async def test_going_back_takes_the_turn_out_and_the_persona_asks_again(rooms: Rooms) -> None:
    trainee = Trainee(rooms)
    trainee.live.configure(LiveOptions(style=SpeakingStyle(has_voice=False, is_paced=False)))
    trainee.live.start()
    await trainee.until(events.ResponseEnded)
    trainee.live.say("We moeten eens bekijken hoe we dat anders gaan invullen.")
    await trainee.times(events.ResponseEnded, 2)
    before_ms = trainee.live.clock.now_ms
    trainee.live.rewind(None)
    await trainee.times(events.ResponseEnded, 3)
    (back,) = trainee.of(events.TurnsTakenBack)
    assert isinstance(back, events.TurnsTakenBack)
    assert [turn.item_id for turn in back.turns] == ["persona_001", "trainee_001", "persona_002"]
    assert TakenBack(("persona_001", "trainee_001", "persona_002")) in trainee.kept
    said = [event.text for event in trainee.of(events.ResponseSpoken) if isinstance(event, events.ResponseSpoken)]
    assert said[0] == said[-1]
    assert trainee.live.clock.now_ms < before_ms
    trainee.live.say("Wij beëindigen uw contract.")
    await trainee.times(events.ResponseEnded, 4)
    talk = trainee.live.rehearsal.talk()
    assert [turn.text for turn in talk.trainee_turns] == ["Wij beëindigen uw contract."]
    assert [turn.start_ms for turn in talk.turns] == sorted(turn.start_ms for turn in talk.turns)
    await trainee.live.close()


async def test_who_speaks_before_the_talk_has_gone_back_is_heard_after_that_moment(
    rooms: Rooms, sentence: Samples
) -> None:
    script(rooms, *["Hoe kijkt u daar zelf naar?"] * 3)
    trainee = Trainee(rooms)
    trainee.live.configure(LiveOptions(style=SpeakingStyle(has_voice=False, is_paced=False)))
    trainee.live.start()
    await trainee.until(events.ResponseEnded)
    for n in (1, 2):
        await trainee.speak(sentence)
        await trainee.be_silent(3000)
        await trainee.times(events.TurnTranscribed, n)
    asked_ms = trainee.live.rehearsal.talk().turns[0].start_ms
    trainee.live.rewind("trainee_001")
    for at in range(0, len(sentence), PACKET):  # faster than the talk can go back
        trainee.live.hear(sentence[at : at + PACKET])
    await trainee.be_silent(3000)
    await trainee.times(events.TurnTranscribed, 3)
    await trainee.live.finish()
    talk = trainee.live.rehearsal.talk()
    assert len(talk.trainee_turns) == 1
    assert talk.turns[0].start_ms >= asked_ms + clock.to_ms(len(sentence))  # the persona begins after what was said
    assert talk.trainee_turns[0].start_ms >= asked_ms
    await trainee.live.close()


async def test_without_a_voice_the_last_reply_stays_in_the_record_whatever_the_page_says_it_plays(rooms: Rooms) -> None:
    trainee = Trainee(rooms)
    trainee.live.configure(LiveOptions(style=SpeakingStyle(has_voice=False)))
    trainee.live.start()
    await trainee.until(events.ResponseEnded)
    (greeting,) = trainee.live.rehearsal.talk().avatar_turns
    reply = trainee.live._speaker.response
    assert reply is not None
    trainee.live.note_playback(reply.response_id, 20, "started")
    await trainee.live.finish()
    assert trainee.live.rehearsal.talk().avatar_turns == (greeting,)
    assert greeting.text
    await trainee.live.close()


async def test_a_talk_that_is_over_is_not_gone_back_in(rooms: Rooms) -> None:
    trainee = Trainee(rooms)
    await trainee.live.finish()
    with pytest.raises(BadInput, match="over"):
        trainee.live.rewind(None)
