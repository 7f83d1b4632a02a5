"""The doors for sharing a talk: with trainers, who write beside it, and with HR, one export at a time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from simulator.api.protocol.rest import ConsentChoice, SessionSummary
from simulator.api.protocol.sharing import (
    AddGrant,
    AddOverride,
    AddRemark,
    Author,
    ChosenQuoteBody,
    GrantBody,
    GrantList,
    OfferedTalks,
    OfferedTalkSummary,
    OverrideBody,
    OverrideList,
    RemarkBody,
    RemarkList,
    ShareState,
    Span,
)
from simulator.api.rest import summary
from simulator.api.service import service_of, store_of
from simulator.api.signed_in import SignedIn
from simulator.errors import BadInput
from simulator.flow.labels import Language
from simulator.flow.sharing import ChosenQuote, Signature
from simulator.session import sharing
from simulator.session.exporting import preview_for_hr
from simulator.store import ConsentFlags, HrGrant, OfferedTalk, Store

router = APIRouter()

Limit = Annotated[int, Query(ge=1, le=500)]


@router.put("/v1/sessions/{session_id}/consent")
async def change_consent(session_id: str, asked: ConsentChoice, request: Request, viewer: SignedIn) -> SessionSummary:
    """What is agreed to from now on. What is no longer ticked stops at once; without HR every open grant ends."""
    flags = ConsentFlags(asked.recording, asked.delivery_measures, asked.share_with_hr)
    service = service_of(request)
    changed = await sharing.change_consent(store_of(request, viewer), viewer, session_id, flags, service.now())
    if not flags.delivery_measures:
        service.talks.stop_measuring(session_id)
    return summary(changed)


@router.put("/v1/sessions/{session_id}/share")
async def share(session_id: str, request: Request, viewer: SignedIn) -> ShareState:
    """From now on the trainers of the organisation see the talk: words and scores, never sound or delivery."""
    store = store_of(request, viewer)
    await sharing.own_talk(store, viewer, session_id)
    since = await store.sharing.share(session_id, service_of(request).now(), by=viewer.person_id)
    return ShareState(session_id=session_id, shared_at=since)


@router.delete("/v1/sessions/{session_id}/share")
async def unshare(session_id: str, request: Request, viewer: SignedIn) -> ShareState:
    """From now on no trainer sees the talk any more; what they wrote stays for the trainee."""
    store = store_of(request, viewer)
    await sharing.own_talk(store, viewer, session_id)
    await store.sharing.unshare(session_id, service_of(request).now(), by=viewer.person_id)
    return ShareState(session_id=session_id, shared_at=None)


@router.get("/v1/shared")
async def list_shared(request: Request, viewer: SignedIn, limit: Limit = 50) -> OfferedTalks:
    """For trainers: the talks that were shared with them, the latest first."""
    viewer.must_be("trainer")
    return _offered(await store_of(request, viewer).sharing.list_shared(limit))


@router.get("/v1/sessions/{session_id}/remarks")
async def list_remarks(session_id: str, request: Request, viewer: SignedIn) -> RemarkList:
    """What trainers wrote beside the talk."""
    store = store_of(request, viewer)
    await sharing.read_talk(store, viewer, session_id)
    return await _remarks(store, session_id)


@router.post("/v1/sessions/{session_id}/remarks", status_code=201)
async def add_remark(session_id: str, asked: AddRemark, request: Request, viewer: SignedIn) -> RemarkList:
    """A trainer writes beside a shared talk, or beside one turn of it."""
    store, at = store_of(request, viewer), service_of(request).now()
    await sharing.remark(store, viewer, session_id, asked.words, item_id=asked.item_id, at=at)
    return await _remarks(store, session_id)


@router.get("/v1/sessions/{session_id}/overrides")
async def list_overrides(session_id: str, request: Request, viewer: SignedIn) -> OverrideList:
    """Points that trainers gave in place of the computed ones."""
    store = store_of(request, viewer)
    await sharing.read_talk(store, viewer, session_id)
    return await _overrides(store, session_id)


@router.post("/v1/sessions/{session_id}/overrides", status_code=201)
async def add_override(session_id: str, asked: AddOverride, request: Request, viewer: SignedIn) -> OverrideList:
    """A trainer gives other points for one criterion, with the reason. Both are kept, and both are exported."""
    store, at = store_of(request, viewer), service_of(request).now()
    await sharing.override(store, viewer, session_id, asked.criterion_id, asked.value, asked.reason, at)
    return await _overrides(store, session_id)


@router.get("/v1/sessions/{session_id}/hr-preview")
async def preview(
    session_id: str,
    request: Request,
    viewer: SignedIn,
    quotes: Annotated[list[str] | None, Query(max_length=200)] = None,
    language: Language | None = None,
) -> Response:
    """Exactly the page HR would get. Nothing is logged and no grant is used.

    `quotes` may be repeated: the id of a turn of one's own, with what is left out behind it, as in
    `trainee_003:0-12,20-24`.
    """
    chosen = [_chosen(text) for text in quotes or ()]
    page = await preview_for_hr(store_of(request, viewer), viewer, session_id, chosen, language)
    return Response(page, media_type="text/html; charset=utf-8")


@router.get("/v1/sessions/{session_id}/hr-grants")
async def list_grants(session_id: str, request: Request, viewer: SignedIn) -> GrantList:
    store = store_of(request, viewer)
    await sharing.own_talk(store, viewer, session_id)
    return await _grants(store, session_id)


@router.post("/v1/sessions/{session_id}/hr-grants", status_code=201)
async def add_grant(session_id: str, asked: AddGrant, request: Request, viewer: SignedIn) -> GrantBody:
    """The trainee agrees to one export of the talk to HR, with these quotes in it."""
    quotes = [ChosenQuote(q.item_id, tuple((span.start, span.end) for span in q.hidden)) for q in asked.quotes]
    at = service_of(request).now()
    return _grant(await sharing.grant_to_hr(store_of(request, viewer), viewer, session_id, quotes, at))


@router.delete("/v1/sessions/{session_id}/hr-grants")
async def withdraw_grants(session_id: str, request: Request, viewer: SignedIn) -> GrantList:
    """Takes back every grant that was not used yet."""
    store = store_of(request, viewer)
    await sharing.own_talk(store, viewer, session_id)
    await store.granting.withdraw(session_id, service_of(request).now(), by=viewer.person_id)
    return await _grants(store, session_id)


@router.get("/v1/hr/grants")
async def list_open_grants(request: Request, viewer: SignedIn, limit: Limit = 50) -> OfferedTalks:
    """For HR: the talks of which it may take one export, the latest granted first."""
    return _offered(await sharing.open_to_hr(store_of(request, viewer), viewer, limit))


async def _remarks(store: Store, session_id: str) -> RemarkList:
    written = await store.sharing.remarks(session_id)
    return RemarkList(remarks=tuple(RemarkBody(words=r.words, item_id=r.item_id, by=_author(r.by)) for r in written))


async def _overrides(store: Store, session_id: str) -> OverrideList:
    given = await store.sharing.overrides(session_id)
    return OverrideList(
        overrides=tuple(
            OverrideBody(criterion_id=o.criterion_id, value=o.value, reason=o.reason, by=_author(o.by)) for o in given
        )
    )


async def _grants(store: Store, session_id: str) -> GrantList:
    return GrantList(grants=tuple(map(_grant, await store.granting.grants(session_id))))


def _grant(grant: HrGrant) -> GrantBody:
    quotes = tuple(
        ChosenQuoteBody(item_id=q.item_id, hidden=tuple(Span(start=start, end=end) for start, end in q.hidden))
        for q in grant.quotes
    )
    return GrantBody(
        grant_id=grant.grant_id,
        granted_at=grant.granted_at,
        quotes=quotes,
        withdrawn_at=grant.withdrawn_at,
        used_at=grant.used_at,
    )


def _author(by: Signature) -> Author:
    return Author(role=by.role, name=by.name, at=by.at)


def _offered(talks: list[OfferedTalk]) -> OfferedTalks:
    return OfferedTalks(
        talks=tuple(
            OfferedTalkSummary(
                session_id=talk.session_id,
                scenario_id=talk.scenario_id,
                language=talk.language,
                held_at=talk.held_at,
                offered_at=talk.offered_at,
                trainee_name=talk.trainee_name,
                trainee_id=talk.trainee_id,
            )
            for talk in talks
        )
    )


def _chosen(text: str) -> ChosenQuote:
    item_id, _, spans = text.partition(":")
    try:
        hidden = tuple((int(start), int(end)) for start, end in (span.split("-") for span in spans.split(",") if span))
    except ValueError:
        raise BadInput(
            f"{text!r} names no turn with what is left out.", where="quotes", remedy="Write trainee_003:0-12,20-24."
        ) from None
    return ChosenQuote(item_id, hidden)
