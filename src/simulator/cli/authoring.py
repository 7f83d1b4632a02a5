"""The trainer's workbench on the command line: `simulator check`, `new`, `preview` and `schema`."""

import dataclasses
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from simulator import authoring
from simulator.authoring import Catalog
from simulator.authoring.preview import as_mermaid, as_svg
from simulator.flow.labels import Language
from simulator.session.trial import rehearse, simulate
from simulator.settings import load_settings


class AuthoredKind(StrEnum):
    """What a trainer writes."""

    persona = "persona"
    scenario = "scenario"


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; all shipped content if none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: findings, and coverage if asked.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Print what the simulated talks covered.")] = False,
    seeds: Annotated[
        int, typer.Option(min=1, max=10_000, help="Simulated talks per sort of trainee and scenario.")
    ] = authoring.DEFAULT_SEEDS,
) -> None:
    """Lint scenarios and personas, run their examples, simulate trainees. Exit status 1 on a finding."""
    checked = authoring.check(
        paths or [], rehearse=rehearse, simulate=simulate, seeds=seeds, workers=os.cpu_count() or 1
    )
    findings = [dataclasses.asdict(finding) for finding in checked.findings]
    if as_json:
        covered = [dataclasses.asdict(found) for found in checked.coverage]
        shown = {"findings": findings, "coverage": covered} if coverage else findings
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for finding in checked.findings:
            typer.echo(str(finding))
        if coverage and checked.coverage:
            typer.echo(authoring.printed(checked.coverage))
        typer.echo(f"{len(findings)} findings" if findings else "no findings", err=True)
    raise typer.Exit(1 if findings else 0)


def schema(kind: Annotated[AuthoredKind, typer.Argument(help="persona or scenario")]) -> None:
    """Print the JSON Schema of a file a trainer writes."""
    typer.echo(json.dumps(authoring.json_schema(kind.value), ensure_ascii=False, indent=2))


def new(
    kind: Annotated[AuthoredKind, typer.Argument(help="persona or scenario")],
    new_id: Annotated[str, typer.Argument(metavar="ID", help="Name of the new file, e.g. ontslag-magazijn.")],
    like: Annotated[str, typer.Option(help="Id of the file to start from.")] = "",
) -> None:
    """Start a persona or scenario as a copy that checks clean; then change it, and `simulator check` it."""
    settings = load_settings()
    catalog = Catalog.load(settings.personas_dir, settings.scenarios_dir)
    if kind is AuthoredKind.persona:
        folder, shipped = settings.personas_dir, like or "lieve"
        catalog.persona(shipped)
    else:
        folder, shipped = settings.scenarios_dir, like or "c4-ontslag"
        catalog.scenario(shipped)
    path = authoring.start(kind.value, new_id, like=folder / f"{shipped}.yaml", folder=folder)
    typer.echo(f"{path}: change it, then run `simulator check {path}`.")


def preview(
    scenario: Annotated[str, typer.Argument(help="Id of a scenario, or a file.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; standard output if not given.")] = None,
    form: Annotated[Literal["svg", "mermaid"], typer.Option("--format", help="How it is drawn.")] = "svg",
    lang: Annotated[Language, typer.Option(help="Language of the labels.")] = "nl",
) -> None:
    """Draw a scenario: phases, what leads on, triggers and the ladder."""
    settings = load_settings()
    path = Path(scenario) if scenario.endswith(".yaml") else settings.scenarios_dir / f"{scenario}.yaml"
    found = authoring.load_scenario(path)
    drawn = (as_svg if form == "svg" else as_mermaid)(found, lang)
    if out is None:
        typer.echo(drawn, nl=False)
    else:
        out.write_text(drawn, encoding="utf-8")
        typer.echo(f"{out}", err=True)
