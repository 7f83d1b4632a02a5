"""A turn is listened to once: early when the guess was right, again when the trainee went on."""

from pathlib import Path

import numpy as np

from simulator.flow.audio import AudioChunk
from simulator.flow.speech import Utterance
from simulator.session.early_listening import EarlyListener
from simulator.session.pipeline import Pipeline
from simulator.session.rooms import Rooms, TalkRequest
from simulator.settings import load_settings
from simulator.speech import ScriptedTranscriber
from tests.conftest import joined, spoken_turns


async def test_the_words_of_a_right_guess_are_used_and_decoded_once(shared_audio: Path) -> None:
    settings = load_settings()
    scripted = settings.stt.model_copy(update={"engine": "scripted"})
    rooms = Rooms.from_settings(settings.model_copy(update={"stt": scripted}))
    assert isinstance(rooms.transcriber, ScriptedTranscriber)
    rooms.transcriber.expect("eerste beurt", "tweede beurt", "nooit nodig")
    pipeline = Pipeline(rooms.plan("session", TalkRequest("c4-ontslag", "lieve", "nl")), rooms)
    segmenter = rooms.new_segmenter()
    segmenter.silence_ms = 700
    early = EarlyListener(pipeline, segmenter)
    turns = spoken_turns(shared_audio, "review-direct")[2:4]
    sound = joined([turns[0], turns[0]], 1.5)
    heard: list[str] = []
    for start in range(0, len(sound), 1600):
        found = segmenter.push(AudioChunk(start, np.ascontiguousarray(sound[start : start + 1600])))
        early.consider("item", start + 1600)
        heard.extend([(await early.listen("item", event)).text for event in found if isinstance(event, Utterance)])
    rooms.close()
    assert heard == ["eerste beurt", "tweede beurt"]
