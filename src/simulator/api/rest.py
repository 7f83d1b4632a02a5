"""The REST door: the catalogue, sessions, reports, health."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from simulator.api.catalog_answer import CatalogAnswer, Keeping, catalog_answer
from simulator.api.protocol.rest import (
    Attempt,
    Attempts,
    ConsentChoice,
    CreateSession,
    CriterionPointsBody,
    ErasureReceipt,
    Health,
    SessionList,
    SessionPoints,
    SessionSummary,
    SessionTicket,
)
from simulator.api.service import Service, service_of
from simulator.api.signed_in import MayMeasure, SignedIn, TheDoor
from simulator.flow.labels import Audience, Language
from simulator.report import ReportFormat, Shelf
from simulator.session.exporting import LOOKED_BACK, export_report
from simulator.session.notice import NOTICE
from simulator.session.sharing import own_talk
from simulator.session.viewer import Viewer
from simulator.store import SessionRecord, TalkPoints, hash_secret

router = APIRouter()

MEDIA_TYPES: dict[ReportFormat, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xapi": "application/json",
}

LOOKED_AT: Final[frozenset[ReportFormat]] = frozenset({"html", "json"})
"""What a page shows; the others are files."""


@router.get("/v1/catalog")
async def catalog(request: Request, viewer: SignedIn) -> CatalogAnswer:
    """Scenarios, personas and voices to choose from, and what must be told first: the notice, and what is kept."""
    service = service_of(request)
    content = service.rooms.shelves.of(viewer.tenant_id).published.catalog
    privacy = service.settings.privacy
    keeping = Keeping(transcript_days=privacy.transcript_days, audio_days=privacy.audio_days)
    return catalog_answer(content, await service.rooms.voice_names(), NOTICE, keeping)


@router.post("/v1/sessions", status_code=201)
async def create_session(asked: CreateSession, request: Request, viewer: SignedIn, door: TheDoor) -> SessionTicket:
    """A new talk and the secret with which one client may connect."""
    ws_url = door.base_url(request).replace("http", "ws", 1) + "/v1/realtime"
    return await service_of(request).create(asked, viewer, ws_url)


@router.get("/v1/sessions")
async def list_sessions(
    request: Request, viewer: SignedIn, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> SessionList:
    """One's own talks, the newest first; no words of them."""
    records = await service_of(request).store_of(viewer).list_sessions(limit, person_id=viewer.person_id)
    return SessionList(sessions=tuple(summary(record) for record in records))


@router.get("/v1/attempts")
async def list_attempts(scenario_id: str, request: Request, viewer: SignedIn) -> Attempts:
    """One's own finished talks of one exercise with their points per part, the oldest first."""
    own = await service_of(request).store_of(viewer).list_sessions(LOOKED_BACK, person_id=viewer.person_id)
    whole = [record for record in own if record.scenario_id == scenario_id and not record.is_fork]
    held = [attempt(record, record.points) for record in whole if record.points]
    return Attempts(attempts=tuple(held[::-1]))


@router.get("/v1/sessions/{session_id}")
async def get_session(session_id: str, request: Request, viewer: SignedIn) -> SessionSummary:
    return summary(await own_talk(service_of(request).store_of(viewer), viewer, session_id))


@router.get("/v1/sessions/{session_id}/report")
async def get_report(
    session_id: str,
    request: Request,
    viewer: SignedIn,
    report_format: Annotated[ReportFormat, Query(alias="format")] = "html",
    audience: Audience = "trainee",
    language: Language | None = None,
    look: bool = False,
) -> Response:
    """The report of a finished talk. HR sees it only with the trainee's consent; every export is logged.

    `look=true`: a page shows it (HTML or JSON) and no file is taken; of the trainee themselves that is not logged.
    """
    service = service_of(request)
    body = await export_report(
        service.store_of(viewer),
        viewer,
        session_id,
        report_format=report_format,
        audience=audience,
        language=language,
        exported_at=service.now(),
        shelf=_shelf(service, viewer),
        is_look=look and report_format in LOOKED_AT,
    )
    headers = {"Content-Disposition": f'inline; filename="rechtuit-{session_id[:8]}.{_extension(report_format)}"'}
    return Response(body, media_type=MEDIA_TYPES[report_format], headers=headers)


@router.delete("/v1/sessions/{session_id}")
async def erase_session(session_id: str, request: Request, viewer: SignedIn, door: TheDoor) -> ErasureReceipt:
    """Everything kept of the talk is gone; a tombstone without words stays."""
    erased_at = await service_of(request).erase(session_id, viewer)
    await door.note(viewer.tenant_id, viewer.person_id, "erased", hash_secret(session_id))
    return ErasureReceipt(session_id=session_id, erased_at=erased_at)


@router.get("/healthz")
async def health(request: Request) -> Health:
    service = service_of(request)
    talks, places = len(service.talks), service.settings.limits.sessions
    return Health(
        status="ok" if service.is_warm else "warming_up",
        version=request.app.version,
        sessions=talks,
        load_ratio=min(1.0, talks / places),
        voices=service.rooms.loaded_voices(),
    )


@router.get("/metrics")
async def metrics(request: Request, _allowed: MayMeasure) -> Response:
    """How long answers take and how full the service is, for Prometheus."""
    service = service_of(request)
    body = service.metrics.read(n_talks=len(service.talks), n_places=service.settings.limits.sessions)
    return Response(body, media_type=CONTENT_TYPE_LATEST)


def _shelf(service: Service, viewer: Viewer) -> Shelf:
    """What a next exercise may be chosen from."""
    content = service.rooms.shelves.of(viewer.tenant_id).published.catalog
    return Shelf(tuple(content.scenarios.values()), tuple(content.personas.values()))


def _extension(report_format: ReportFormat) -> str:
    return "json" if report_format == "xapi" else report_format


def summary(record: SessionRecord) -> SessionSummary:
    """A session as its trainee sees it in a list."""
    consent = record.consent
    return SessionSummary(
        session_id=record.session_id,
        scenario_id=record.scenario_id,
        persona_id=record.persona_id,
        language=record.language,
        difficulty=record.difficulty,
        seed=record.seed,
        consent=ConsentChoice(
            recording=consent.recording,
            delivery_measures=consent.delivery_measures,
            share_with_hr=consent.share_with_hr,
        ),
        status=record.status,
        created_at=record.created_at,
        has_report=record.has_report,
        points=_points(record.points) if record.points else None,
        shared_at=record.shared_at,
        is_fork=record.is_fork,
        fork_of=record.fork_of,
    )


def attempt(record: SessionRecord, points: TalkPoints) -> Attempt:
    """A talk beside the others of its exercise."""
    criteria = tuple(
        CriterionPointsBody(criterion_id=c.criterion_id, title=c.title, value=c.value, max=c.max)
        for c in points.criteria
    )
    return Attempt(
        session_id=record.session_id,
        persona_id=record.persona_id,
        difficulty=record.difficulty,
        created_at=record.created_at,
        points=_points(points),
        criteria=criteria,
    )


def _points(points: TalkPoints) -> SessionPoints:
    return SessionPoints(
        total=points.total, passed=points.passed, pass_mark=points.pass_mark, duration_ms=points.duration_ms
    )
