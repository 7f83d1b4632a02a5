"""`simulator check` and `simulator schema`: the trainer's workbench on the command line."""

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from simulator import authoring
from simulator.session.trial import rehearse, simulate


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
    checked = authoring.check(paths or [], rehearse=rehearse, simulate=simulate, seeds=seeds)
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
