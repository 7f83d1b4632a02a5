"""The doors through which more than one report leaves: the log of it, a workbook of many talks, team, certificate."""

import asyncio
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from simulator.api.days import AskedPeriod
from simulator.api.protocol.sharing import (
    AskCertificate,
    Day,
    ExportLine,
    ExportLog,
    ExportMany,
    TeamCriterion,
    TeamScenarioBody,
    TeamView,
)
from simulator.api.rest import MEDIA_TYPES
from simulator.api.service import service_of
from simulator.api.signed_in import SignedIn
from simulator.errors import NotAllowed
from simulator.flow.labels import Language
from simulator.report.formats.certificate import CertificateFormat
from simulator.session import sharing
from simulator.session.batch_exporting import export_many
from simulator.session.certificate import Period, certify
from simulator.session.team import PEOPLE_MIN, TeamScenario, team_view
from simulator.session.viewer import Viewer
from simulator.store import LoggedExport

router = APIRouter()

DEFAULT_LANGUAGE: Final[Language] = "nl"


@router.get("/v1/sessions/{session_id}/exports")
async def exports_of_talk(session_id: str, request: Request, viewer: SignedIn) -> ExportLog:
    """Who took what of one's own talk, and when."""
    store = service_of(request).store_of(viewer)
    await sharing.own_talk(store, viewer, session_id)
    return _log(await store.granting.log_of(session_id))


@router.get("/v1/exports")
async def exports_of_house(
    request: Request, viewer: SignedIn, period: AskedPeriod, limit: Annotated[int, Query(ge=1, le=5000)] = 500
) -> ExportLog:
    """For HR and administrators: what was taken of somebody else's talk in their organisation, in a period or ever."""
    if not viewer.roles & {"hr", "admin"}:
        raise NotAllowed("the export log of the organisation is for HR and administrators.")
    granting = service_of(request).store_of(viewer).granting
    return _log(await granting.log_of_others(limit, since=period.since, until=period.until))


@router.post("/v1/exports")
async def many_reports(asked: ExportMany, request: Request, viewer: SignedIn) -> FileResponse:
    """Every talk that may be taken out as this audience, in one workbook; for HR each grant is used up."""
    service = service_of(request)
    folder = Path(await asyncio.to_thread(mkdtemp, prefix="rechtuit-"))
    file = folder / "reports.xlsx"
    try:
        await export_many(
            service.store_of(viewer),
            viewer,
            file,
            audience=asked.audience,
            language=asked.language,
            exported_at=service.now(),
        )
    except BaseException:
        shutil.rmtree(folder)
        raise
    leaving = BackgroundTask(shutil.rmtree, folder)
    return FileResponse(file, media_type=MEDIA_TYPES["xlsx"], filename="rechtuit.xlsx", background=leaving)


@router.get("/v1/team")
async def team(request: Request, viewer: SignedIn, scenario: str | None = None) -> TeamView:
    """For trainers and HR: attendance and mean points per scenario, of five people or more who agreed to it."""
    found = await team_view(service_of(request).store_of(viewer), viewer, scenario)
    return TeamView(people_min=PEOPLE_MIN, scenarios=tuple(map(_team_scenario, found)))


@router.get("/v1/certificate")
async def own_certificate(
    request: Request,
    viewer: SignedIn,
    certificate_format: Annotated[CertificateFormat, Query(alias="format")] = "pdf",
    language: Language = DEFAULT_LANGUAGE,
    first_day: Day | None = None,
    last_day: Day | None = None,
) -> Response:
    """One's own practice time, in a period or of all talks that are kept."""
    asked = AskCertificate(
        person_id=viewer.person_id,
        format=certificate_format,
        language=language,
        first_day=first_day,
        last_day=last_day,
    )
    return await _certificate(request, viewer, asked)


@router.post("/v1/certificates")
async def certificate(asked: AskCertificate, request: Request, viewer: SignedIn) -> Response:
    """For HR: the practice time of somebody, of the talks they agreed to; each grant is used up by it."""
    return await _certificate(request, viewer, asked)


async def _certificate(request: Request, viewer: Viewer, asked: AskCertificate) -> Response:
    service = service_of(request)
    body = await certify(
        service.store_of(viewer),
        viewer,
        person_id=asked.person_id,
        period=Period.of_days(asked.first_day, asked.last_day),
        certificate_format=asked.format,
        language=asked.language,
        issued_at=service.now(),
    )
    headers = {"Content-Disposition": f'inline; filename="rechtuit-certificate.{asked.format}"'}
    return Response(body, media_type=MEDIA_TYPES[asked.format], headers=headers)


def _log(lines: list[LoggedExport]) -> ExportLog:
    return ExportLog(
        exports=tuple(
            ExportLine(
                session_id=line.session_id,
                exported_at=line.exported_at,
                audience=line.audience,
                format=line.format,
                by_owner=line.by_owner,
                by_name=line.by_name,
                scenario_id=line.scenario_id,
            )
            for line in lines
        )
    )


def _team_scenario(found: TeamScenario) -> TeamScenarioBody:
    criteria = tuple(
        TeamCriterion(criterion_id=c.criterion_id, title=c.title, mean=c.mean, max=c.max, people=c.people)
        for c in found.criteria
    )
    return TeamScenarioBody(scenario_id=found.scenario_id, people=found.people, criteria=criteria)
