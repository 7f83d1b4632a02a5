"""`simulator check` and `simulator schema`: the trainer's workbench on the command line."""

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from simulator import authoring
from simulator.session.trial import rehearse


class AuthoredKind(StrEnum):
    """What a trainer writes."""

    persona = "persona"
    scenario = "scenario"


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; all shipped content if none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Lint scenarios and personas, run their examples, simulate trainees. Exit status 1 on a finding."""
    findings = authoring.check(paths or [], rehearse=rehearse)
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(str(finding))
        typer.echo(f"{len(findings)} findings" if findings else "no findings", err=True)
    raise typer.Exit(1 if findings else 0)


def schema(kind: Annotated[AuthoredKind, typer.Argument(help="persona or scenario")]) -> None:
    """Print the JSON Schema of a file a trainer writes."""
    typer.echo(json.dumps(authoring.json_schema(kind.value), ensure_ascii=False, indent=2))
