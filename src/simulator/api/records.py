"""The doors to one's own records: sound, a report after a crash, the copy of everything, and the end of it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from simulator.api.housekeeping import HELD_FOR
from simulator.api.protocol.records import OwnErasureReceipt, RecordingList, RecoveredReport
from simulator.api.service import service_of
from simulator.api.signed_in import SignedIn, TheDoor
from simulator.errors import BadInput
from simulator.session.access_export import access_export
from simulator.session.audio_keys import AudioKeys
from simulator.session.recording import opened
from simulator.session.recovery import recover
from simulator.session.sharing import own_talk
from simulator.store import hash_secret

router = APIRouter()


@router.get("/v1/sessions/{session_id}/recordings")
async def list_recordings(session_id: str, request: Request, viewer: SignedIn) -> RecordingList:
    """Turns of one's own talk of which sound is kept."""
    store = service_of(request).store_of(viewer)
    await own_talk(store, viewer, session_id)
    return RecordingList(item_ids=tuple(await store.recordings.item_ids(session_id)))


@router.get("/v1/sessions/{session_id}/recording/{item_id}")
async def get_recording(session_id: str, item_id: str, request: Request, viewer: SignedIn) -> Response:
    """The sound of one turn, as FLAC, for whoever spoke it and for nobody else."""
    service = service_of(request)
    store = service.store_of(viewer)
    await own_talk(store, viewer, session_id)
    sound = opened(AudioKeys.of(service.settings), await store.recordings.get(session_id, item_id))
    return Response(sound, media_type="audio/flac")


@router.post("/v1/sessions/{session_id}/report", status_code=201)
async def recover_report(session_id: str, request: Request, viewer: SignedIn) -> RecoveredReport:
    """The report of one's own talk that a crash cut off, without waiting until the service makes it by itself."""
    service = service_of(request)
    store = service.store_of(viewer)
    await own_talk(store, viewer, session_id)
    now = service.now()
    if not await recover(store, session_id, now, silent_since=now - HELD_FOR):
        raise BadInput(
            "this talk was not cut off: it is over, still under way, or nobody ever connected.",
            where="session_id",
            remedy=f"After a crash, ask again in {HELD_FOR.seconds} s.",
        )
    return RecoveredReport(session_id=session_id)


@router.get("/v1/me/export")
async def export_everything(request: Request, viewer: SignedIn, door: TheDoor) -> StreamingResponse:
    """Everything kept of oneself, as a zip."""
    service = service_of(request)
    store = service.store_of(viewer)
    await door.note(viewer.tenant_id, viewer.person_id, "accessed", viewer.person_id)
    pieces = access_export(store, viewer.person_id, lambda: AudioKeys.of(service.settings), service.now())
    headers = {"Content-Disposition": 'attachment; filename="rechtuit-my-data.zip"'}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@router.delete("/v1/me")
async def erase_everything(request: Request, viewer: SignedIn, door: TheDoor) -> OwnErasureReceipt:
    """All one's talks are gone, and one's account where there is one; each talk leaves a tombstone without words."""
    service = service_of(request)
    erased_at, n_talks, is_account_gone = await service.erase_person(viewer)
    await door.note(viewer.tenant_id, None, "erased", hash_secret(viewer.person_id))
    return OwnErasureReceipt(erased_talks=n_talks, is_account_gone=is_account_gone, erased_at=erased_at)
