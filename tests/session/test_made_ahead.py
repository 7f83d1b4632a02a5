"""The first sentences of a likely reply are made while it is not yet sure that the trainee has finished."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest

from simulator.flow.avatar import SpokenAudio
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import Persona
from simulator.session.pipeline import Pipeline
from simulator.session.rooms import Rooms, TalkRequest
from tests.session.virtual_talk import scripted_rooms

QUOTE = "‘een paar dingen aan het bewegen’."


class SlowVoice:
    """Makes a sentence once it may, and one that it made before at once, as the kept ones are."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may = asyncio.Event()
        self._made: set[str] = set()

    async def speak(self, text: str, persona: Persona, lang: Language, mood: Mood) -> AsyncIterator[SpokenAudio]:
        self.asked.append(text)
        if text not in self._made and text != "Ge zegt":
            await self.may.wait()
        self._made.add(text)
        yield SpokenAudio(np.zeros(240, np.int16), (), (), "slow", text=text)


def reaction(text: str) -> Reaction:
    return Reaction("ask_clarity", "neutral", text, 0, ())


@pytest.fixture
def rooms() -> Rooms:
    return scripted_rooms()


@pytest.fixture
def voice(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> SlowVoice:
    made = SlowVoice()
    monkeypatch.setattr(rooms, "speak", made.speak)
    return made


@pytest.fixture
def pipeline(rooms: Rooms) -> Pipeline:
    return Pipeline(rooms.plan("ahead", TalkRequest("c4-ontslag", "lieve", "nl", "normal", 3)), rooms)


async def test_what_leads_up_to_a_quotation_sounds_while_the_quotation_is_made(
    pipeline: Pipeline, voice: SlowVoice
) -> None:
    likely = reaction(f"Ge zegt {QUOTE} Wat bedoelt ge?")
    pipeline.speak_ahead(likely)
    await asyncio.sleep(0.01)
    assert voice.asked == ["Ge zegt", QUOTE]
    pieces = pipeline.speak(likely, intensity=0.5)
    assert (await anext(pieces))[0].text == "Ge zegt"
    second = asyncio.ensure_future(anext(pieces))
    await asyncio.sleep(0.01)
    assert not second.done()
    assert voice.asked.count(QUOTE) == 1  # it waits for what is being made, and does not make it twice
    voice.may.set()
    assert (await second)[0].text == QUOTE
    assert [spoken.text async for spoken, _ in pieces] == ["Wat bedoelt ge?"]


async def test_what_is_foreseen_again_is_not_made_again(pipeline: Pipeline, voice: SlowVoice) -> None:
    for text in ("Ja? Zeg het.", "Ja? Zeg het.", "Word ik ontslagen?"):
        pipeline.speak_ahead(reaction(text))
        await asyncio.sleep(0.01)
    assert voice.asked == ["Ja?", "Word ik ontslagen?"]


async def test_another_reply_than_foreseen_waits_for_nothing(pipeline: Pipeline, voice: SlowVoice) -> None:
    pipeline.speak_ahead(reaction("Word ik ontslagen?"))
    await asyncio.sleep(0.01)
    said = [spoken.text async for spoken, _ in pipeline.speak(reaction("Ge zegt"), intensity=0.5)]
    assert said == ["Ge zegt"]
