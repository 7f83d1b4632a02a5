"""`simulator report`: a kept report in the formats and for the audience that are asked."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from simulator import report as report_room
from simulator.errors import BadInput, NotAllowed
from simulator.flow.labels import Audience, Language
from simulator.report import ReportFormat
from simulator.session.archive import load_report
from simulator.settings import load_settings
from simulator.store import ExportRecord, SqlStore


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
        record = await store.get_session(session)
        if audience == "hr" and not record.consent.share_with_hr:
            raise NotAllowed("the trainee did not agree to share this talk with HR.", where="--audience")
        kept = load_report(await store.report(session))
        out.mkdir(parents=True, exist_ok=True)
        for name in formats:
            body = report_room.render(kept, format=name, audience=audience, language=lang or record.language)
            suffix = "xapi.json" if name == "xapi" else name
            file = out / f"rechtuit-{session[:8]}-{audience}.{suffix}"
            file.write_bytes(body)
            await store.log_export(session, ExportRecord(datetime.now(UTC), audience, name))
            typer.echo(str(file))
    finally:
        await store.close()
