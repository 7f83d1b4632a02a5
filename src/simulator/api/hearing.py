"""The doors through which a talk that is over is heard again: the persona's turns and the advice, as synthetic voice.

One's own voice, where it was kept, has its door in `records`.
"""

from fastapi import APIRouter, Request, Response

from simulator.api.service import service_of
from simulator.api.signed_in import SignedIn
from simulator.flow.labels import Language
from simulator.session import hearing_again

router = APIRouter()

WAV = "audio/wav"


@router.get("/v1/sessions/{session_id}/voice/{item_id}")
async def get_voice(session_id: str, item_id: str, request: Request, viewer: SignedIn) -> Response:
    """What the persona said in one turn of one's own talk, said again."""
    service = service_of(request)
    sound = await hearing_again.persona_turn(service.store_of(viewer), viewer, service.rooms, session_id, item_id)
    return Response(sound, media_type=WAV)


@router.get("/v1/sessions/{session_id}/advice/{evidence_id}")
async def get_advice(
    session_id: str, evidence_id: str, request: Request, viewer: SignedIn, language: Language | None = None
) -> Response:
    """What a finding in one's own talk advises to say instead, said aloud."""
    service = service_of(request)
    store = service.store_of(viewer)
    sound = await hearing_again.advice(store, viewer, service.rooms, session_id, evidence_id, language)
    return Response(sound, media_type=WAV)
