"""The trainer studio's doors: list, read, check, save, publish, archive, history, preview and simulation.

Plain functions on purpose: reading YAML takes a tenth of a second, and a talk under way must not wait for it.
"""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from simulator.api.catalog_answer import PersonaCard, ScenarioCard, persona_card, scenario_card
from simulator.api.protocol.studio import (
    CheckContent,
    ContentChecked,
    ContentHistory,
    ContentKind,
    ContentList,
    ContentOpened,
    ContentVersion,
    DrawContent,
    SaveDraft,
    SchemaDocument,
    SimulationState,
    StartContent,
    StartSimulation,
    VersionText,
)
from simulator.api.service import service_of
from simulator.api.signed_in import Trainer
from simulator.api.studio_answers import finding_answers, list_answer, opened_answer, simulation_answer
from simulator.authoring import BadContent, ids_at_table
from simulator.authoring.editor_schema import editor_schema
from simulator.authoring.preview import as_svg
from simulator.authoring.unsaved import check_text
from simulator.authoring.workbench import Workbench
from simulator.errors import NotFound
from simulator.flow.labels import Language
from simulator.flow.scenario import Scenario
from simulator.session.simulation import Wanted
from simulator.session.viewer import Viewer

router = APIRouter(prefix="/v1/studio")

SHIPPED = "shipped"
"""Version id of the file that came with the product."""


class PlayAnswer(BaseModel):
    """What is needed to play a draft: cards as the catalogue has them."""

    scenario: ScenarioCard
    personas: tuple[PersonaCard, ...]
    sit_along: tuple[PersonaCard, ...]
    """Who may sit at the table too; drafts among them are on no list yet."""


def _bench(request: Request, viewer: Viewer) -> Workbench:
    return Workbench(service_of(request).rooms.shelves.of(viewer.tenant_id))


@router.get("")
def list_content(request: Request, viewer: Trainer) -> ContentList:
    """Every persona and scenario of the organisation, shipped ones included, with how many defects each has."""
    return list_answer(_bench(request, viewer))


@router.get("/schema/{kind}")
def get_schema(kind: ContentKind, request: Request, viewer: Trainer) -> SchemaDocument:
    """JSON Schema of a file, with the personas and measures there are."""
    return editor_schema(kind, _bench(request, viewer).shelves.drafts.catalog)


@router.post("/check")
def check_content(asked: CheckContent, request: Request, viewer: Trainer) -> ContentChecked:
    """What is wrong in a text, beside the drafts and everything else there is. Nothing is saved or played."""
    checked = check_text(asked.text, asked.kind, asked.id, _bench(request, viewer).shelves.drafts.catalog)
    return ContentChecked(findings=finding_answers(checked.findings, asked.id, asked.language))


@router.post("/preview")
def draw_content(asked: DrawContent, request: Request, viewer: Trainer) -> Response:
    """The scenario in a text, drawn."""
    checked = check_text(asked.text, "scenario", asked.id, _bench(request, viewer).shelves.drafts.catalog)
    if checked.scenario is None or any(finding.code == "SIM102" for finding in checked.findings):
        raise BadContent(checked.findings)
    return Response(as_svg(checked.scenario.value, asked.language), media_type="image/svg+xml")


@router.get("/simulation/{simulation_id}")
def get_simulation(simulation_id: str, request: Request, viewer: Trainer, language: Language = "en") -> SimulationState:
    """How far it is, and once it is done what it found."""
    return simulation_answer(service_of(request).simulations.get(viewer.tenant_id, simulation_id), language)


@router.delete("/simulation/{simulation_id}")
def stop_simulation(simulation_id: str, request: Request, viewer: Trainer) -> SimulationState:
    simulation = service_of(request).simulations.get(viewer.tenant_id, simulation_id)
    simulation.stop()
    return simulation_answer(simulation, "en")


@router.post("/{kind}", status_code=201)
def start_content(kind: ContentKind, asked: StartContent, request: Request, viewer: Trainer) -> ContentOpened:
    """A draft of one's own that begins as a copy."""
    bench = _bench(request, viewer)
    return opened_answer(bench, bench.start(kind, asked.id, asked.like, service_of(request).now()))


@router.get("/{kind}/{content_id}")
def open_content(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> ContentOpened:
    """The draft where there is one, else what trainees see."""
    bench = _bench(request, viewer)
    return opened_answer(bench, bench.piece(kind, content_id))


@router.put("/{kind}/{content_id}/draft")
def save_draft(
    kind: ContentKind, content_id: str, asked: SaveDraft, request: Request, viewer: Trainer
) -> ContentOpened:
    """Kept as typed, whatever is wrong in it; trainees see nothing of it."""
    bench, now = _bench(request, viewer), service_of(request).now()
    piece = bench.save(kind, content_id, asked.text, opened_sha256=asked.opened_sha256, at=now)
    return opened_answer(bench, piece)


@router.delete("/{kind}/{content_id}/draft", status_code=204)
def discard_draft(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> None:
    """The draft is gone from the list; its texts stay in the history."""
    _bench(request, viewer).discard(kind, content_id)


@router.post("/{kind}/{content_id}/publish")
def publish_content(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> ContentOpened:
    """What is opened is what trainees see from now on; refused while anything is wrong in it."""
    bench = _bench(request, viewer)
    return opened_answer(bench, bench.publish(kind, content_id, service_of(request).now()))


@router.post("/{kind}/{content_id}/archive")
def archive_content(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> ContentOpened:
    """Off the trainees' list, kept for the talks that were held with it."""
    bench = _bench(request, viewer)
    return opened_answer(bench, bench.archive(kind, content_id, service_of(request).now()))


@router.get("/{kind}/{content_id}/history")
def get_history(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> ContentHistory:
    bench = _bench(request, viewer)
    versions = [
        ContentVersion(version_id=v.version_id, event=v.event, at=v.at, sha256_start=v.sha256_start)
        for v in bench.history(kind, content_id).versions()
    ]
    if (sha256 := bench.shipped_sha256(kind, content_id)) is not None:
        versions.append(ContentVersion(version_id=SHIPPED, event="shipped", at=None, sha256_start=sha256[:12]))
    return ContentHistory(versions=tuple(versions))


@router.get("/{kind}/{content_id}/history/{version_id}")
def get_version(kind: ContentKind, content_id: str, version_id: str, request: Request, viewer: Trainer) -> VersionText:
    bench = _bench(request, viewer)
    shipped = bench.shipped_text(kind, content_id) if version_id == SHIPPED else None
    return VersionText(text=bench.history(kind, content_id).text(version_id) if shipped is None else shipped)


@router.get("/{kind}/{content_id}/play")
def get_play(kind: ContentKind, content_id: str, request: Request, viewer: Trainer) -> PlayAnswer:
    """Cards for a talk with the draft: a scenario with its personas, or a persona in the first talk it can play."""
    bench = _bench(request, viewer)
    bench.piece(kind, content_id)
    catalog = bench.shelves.drafts.catalog
    scenario: Scenario | None
    if kind == "scenario":
        scenario = catalog.scenario(content_id)
        cast = [catalog.personas[name] for name in scenario.personas if name in catalog.personas]
    else:
        cast = [catalog.persona(content_id)]
        scenario = next((s for s in catalog.scenarios.values() if content_id in s.personas), None)
    if scenario is None or not cast:
        raise NotFound(f"nothing can be played with {content_id!r}.", remedy="Name the persona in a scenario first.")
    along = scenario.also_present.personas if scenario.also_present else ()
    return PlayAnswer(
        scenario=scenario_card(scenario),
        personas=tuple(map(persona_card, cast)),
        sit_along=tuple(persona_card(catalog.personas[name]) for name in along if name in catalog.personas),
    )


@router.post("/scenario/{content_id}/simulation", status_code=201)
def start_simulation(content_id: str, asked: StartSimulation, request: Request, viewer: Trainer) -> SimulationState:
    """Plays its examples and simulated trainees in a process of its own; GET .../simulation/{id} says how far it is."""
    bench = _bench(request, viewer)
    piece = bench.piece("scenario", content_id)
    text = piece.text()
    checked = check_text(text, "scenario", content_id, bench.shelves.drafts.catalog)
    if checked.scenario is None or checked.findings:
        raise BadContent(checked.findings)
    personas = {name: bench.piece("persona", name).text() for name in ids_at_table(checked.scenario.value)}
    wanted = Wanted(str(checked.path), text, personas, asked.seeds)
    return simulation_answer(service_of(request).simulations.start(viewer.tenant_id, wanted), asked.language)
