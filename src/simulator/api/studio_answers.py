"""What the workbench knows → the studio's answers."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from simulator.api.protocol.studio import (
    ContentCoverage,
    ContentFinding,
    ContentItem,
    ContentList,
    ContentOpened,
    SimulationState,
)
from simulator.authoring import Catalog, Coverage, Finding
from simulator.authoring.finding_words import told_in
from simulator.authoring.lint import lint
from simulator.authoring.unsaved import check_text
from simulator.authoring.workbench import Piece, Workbench, sha256_of
from simulator.feedback import MEASURE_NAMES
from simulator.flow.labels import Language
from simulator.flow.local_text import LocalText
from simulator.session.simulation import Simulation

CATALOGS_REMEMBERED: Final = 16
"""Of organisations whose trainers are at work now."""


def list_answer(bench: Workbench) -> ContentList:
    """Everything on the workbench; all of it is linted at once, because personas and scenarios lean on each other."""
    catalog = bench.shelves.drafts.catalog
    errors = _errors_by_file(bench, catalog)
    return ContentList(
        items=tuple(
            _item(piece, catalog, errors[str(piece.path)], sha256_of(piece.text())) for piece in bench.pieces()
        ),
    )


def opened_answer(bench: Workbench, piece: Piece) -> ContentOpened:
    """One text, with how many defects it has."""
    text, catalog = piece.text(), bench.shelves.drafts.catalog
    checked = check_text(text, piece.kind, piece.content_id, catalog)
    return ContentOpened(item=_item(piece, catalog, len(checked.findings), checked.sha256), text=text)


def finding_answers(findings: Iterable[Finding], content_id: str, language: Language) -> tuple[ContentFinding, ...]:
    """Defects in the trainer's language; of this text first."""
    answers = [_finding(finding, content_id, language) for finding in findings]
    return tuple(sorted(answers, key=lambda answer: answer.elsewhere is not None))


def simulation_answer(simulation: Simulation, language: Language) -> SimulationState:
    """How far a simulation is, and what came out."""
    result = simulation.result
    return SimulationState(
        simulation_id=simulation.simulation_id,
        state=simulation.state,
        played=simulation.progress.played,
        talks=simulation.progress.talks,
        findings=finding_answers(result.findings, Path(simulation.scenario_path).stem, language) if result else (),
        coverage=_coverage(result.coverage) if result and result.coverage else None,
    )


def _item(piece: Piece, catalog: Catalog, n_errors: int, sha256: str) -> ContentItem:
    return ContentItem(
        kind=piece.kind,
        id=piece.content_id,
        title=_title(piece, catalog),
        origin=piece.origin,
        status=piece.status,
        has_draft=piece.has_draft,
        sha256=sha256,
        errors=n_errors,
    )


def _title(piece: Piece, catalog: Catalog) -> LocalText | None:
    """None where the file that is opened is not the one that could be read."""
    if piece.kind == "scenario":
        scenario = catalog.authored_scenarios.get(piece.content_id)
        return scenario.value.title if scenario is not None and scenario.source.path == piece.path else None
    persona = catalog.authored_personas.get(piece.content_id)
    if persona is None or persona.source.path != piece.path:
        return None
    name, role = persona.value.name, persona.value.role
    return LocalText(nl=f"{name}, {role.nl}", fr=f"{name}, {role.fr}", en=f"{name}, {role.en}")


def _errors_by_file(bench: Workbench, catalog: Catalog) -> Counter[str]:
    unreadable = (*bench.shelves.published.findings, *bench.shelves.drafts.findings)
    return Counter(finding.file for finding in (*unreadable, *_linted(catalog)))


@lru_cache(maxsize=CATALOGS_REMEMBERED)
def _linted(catalog: Catalog) -> tuple[Finding, ...]:
    """What is wrong in a catalog. A shelf gives the same one until a file on it changes, and linting takes 0.15 s."""
    personas, scenarios = catalog.authored_personas, catalog.authored_scenarios
    paths = {str(persona.source.path) for persona in personas.values()}
    paths |= {str(scenario.source.path) for scenario in scenarios.values()}
    return tuple(lint(personas, scenarios, measures=MEASURE_NAMES, asked=paths))


def _finding(finding: Finding, content_id: str, language: Language) -> ContentFinding:
    message, fix = told_in(finding, language)
    name = Path(finding.file).stem
    return ContentFinding(
        line=finding.line, column=finding.column, code=finding.code, message=message, fix=fix,
        elsewhere=None if name == content_id else name,
    )  # fmt: skip


def _coverage(found: Coverage) -> ContentCoverage:
    return ContentCoverage(
        talks=found.talks, phases=dict(found.phases), triggers=dict(found.triggers), unspoken=dict(found.unspoken),
        spoken_ratio=found.spoken_ratio, scores={str(name): score for name, score in found.scores.items()},
        won=found.won, tension=dict(found.tension),
    )  # fmt: skip
