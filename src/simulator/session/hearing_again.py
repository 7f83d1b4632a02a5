"""The voice of a talk that is over, made again: a turn of the persona, or a piece of advice. Never free text."""

import asyncio
import io
from dataclasses import replace

from simulator.avatar import write_wav
from simulator.errors import NotFound
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import Persona
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import AvatarTurn
from simulator.session.archive import load_report
from simulator.session.rooms import Rooms
from simulator.session.sharing import own_talk
from simulator.session.viewer import Viewer
from simulator.store import Store

CALM: Mood = "neutral"


async def persona_turn(store: Store, viewer: Viewer, rooms: Rooms, session_id: str, item_id: str) -> bytes:
    """A turn of the persona as a WAV, in the voice in which it was said; as far as it was heard.

    Raises:
        NotFound: no such talk of this viewer's, no report yet, or no such turn with words.
        Unavailable: no voice speaks its language here.
    """
    report = await _own_report(store, viewer, session_id)
    turn = next((turn for turn in report.talk.turns if turn.item_id == item_id), None)
    if not isinstance(turn, AvatarTurn) or not turn.text.strip():
        raise NotFound(f"the persona said nothing in {item_id!r}.", where="item_id")
    return await _spoken(rooms, turn.text, report.speaker(turn), report.talk.language, turn.mood)


async def advice(
    store: Store, viewer: Viewer, rooms: Rooms, session_id: str, evidence_id: str, language: Language | None
) -> bytes:
    """What a finding advises to say instead, as a WAV; not in the persona's voice, so that nobody takes it for them.

    Args:
        language: of the reader; that of the talk when absent.

    Raises:
        NotFound: no such talk of this viewer's, no report yet, or no such finding with advice.
        Unavailable: no voice speaks this language here.
    """
    report = await _own_report(store, viewer, session_id)
    first_tries = (found for turn in report.talk.taken_back for found in turn.evidence)
    every = (*report.feedback.evidence, *first_tries)
    suggestion = next((found.suggestion for found in every if found.evidence_id == evidence_id), None)
    if suggestion is None:
        raise NotFound(f"no advice stands beside {evidence_id!r}.", where="evidence_id")
    spoken_in = language or report.talk.language
    return await _spoken(rooms, suggestion.in_language(spoken_in), _another(report.persona), spoken_in, CALM)


def _another(persona: Persona) -> Persona:
    """Somebody who does not sound like the persona."""
    voice = replace(persona.voice, gender="male" if persona.voice.gender == "female" else "female", pitch_st=0.0)
    return replace(persona, voice=voice)


async def _own_report(store: Store, viewer: Viewer, session_id: str) -> RehearsalReport:
    await own_talk(store, viewer, session_id)
    return await asyncio.to_thread(load_report, await store.report(session_id))


async def _spoken(rooms: Rooms, text: str, persona: Persona, language: Language, mood: Mood) -> bytes:
    sentences = [spoken async for spoken in rooms.speak(text, persona, language, mood)]
    file = io.BytesIO()
    write_wav(file, sentences)
    return file.getvalue()
