"""The door to the terms that are kept here. They are the operator's settings: nothing changes them from outside."""

from fastapi import APIRouter, Request

from simulator.api.protocol.records import RetentionTerms
from simulator.api.service import service_of
from simulator.api.signed_in import Administrator

router = APIRouter()


@router.get("/v1/retention")
async def retention(request: Request, _viewer: Administrator) -> RetentionTerms:
    """How long talks, sound and the audit log are kept."""
    terms = service_of(request).settings.privacy
    return RetentionTerms(
        transcript_days=terms.transcript_days, audio_days=terms.audio_days, audit_days=terms.audit_days
    )
