"""`simulator report`: a kept report in the formats and for the audience that are asked."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from simulator.errors import BadInput
from simulator.flow.labels import Audience, Language
from simulator.report import ReportFormat
from simulator.session.exporting import export_report
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import load_settings
from simulator.store import SqlStore


def report(
    session: Annotated[str, typer.Argument(help="Id of a finished session.")],
    formats: Annotated[str, typer.Option("--format", help="html,pdf,json,csv,xlsx,xapi")] = "html",
    audience: Annotated[Audience, typer.Option(help="Who will read it.")] = "trainee",
    lang: Annotated[Language | None, typer.Option(help="Language of the report; that of the talk when absent.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path(),
) -> None:
    """Write the report of a session."""
    chosen = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in get_args(ReportFormat)]
    if unknown or not chosen:
        raise BadInput(
            f"unknown format {', '.join(unknown) or formats!r}.",
            where="--format",
            remedy=f"Choose from: {', '.join(get_args(ReportFormat))}.",
        )
    asyncio.run(_write(session, [name for name in get_args(ReportFormat) if name in chosen], audience, lang, out))


async def _write(
    session: str, formats: list[ReportFormat], audience: Audience, lang: Language | None, out: Path
) -> None:
    store = await SqlStore.open(load_settings().database_url)
    try:
        for name in formats:
            body = await export_report(
                store,
                LOCAL_VIEWER,
                session,
                report_format=name,
                audience=audience,
                language=lang,
                exported_at=datetime.now(UTC),
            )
            out.mkdir(parents=True, exist_ok=True)
            suffix = "xapi.json" if name == "xapi" else name
            file = out / f"rechtuit-{session[:8]}-{audience}.{suffix}"
            file.write_bytes(body)
            typer.echo(str(file))
    finally:
        await store.close()
