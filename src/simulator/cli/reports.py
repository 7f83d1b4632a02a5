"""`simulator report`: a kept report in the formats and for the audience that are asked. `simulator certificate`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from simulator.authoring import Catalog
from simulator.cli.kept_store import must_be_own, open_store
from simulator.errors import BadInput
from simulator.flow.labels import Audience, Language
from simulator.report import ReportFormat, Shelf
from simulator.report.formats.certificate import CertificateFormat
from simulator.session.certificate import Period, certify
from simulator.session.exporting import export_report
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import load_settings


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
    settings = load_settings()
    must_be_own(settings, "report")
    content = Catalog.load(settings.personas_dir, settings.scenarios_dir)
    shelf = Shelf(tuple(content.scenarios.values()), tuple(content.personas.values()))
    async with open_store(settings) as store:
        for name in formats:
            body = await export_report(
                store,
                LOCAL_VIEWER,
                session,
                report_format=name,
                audience=audience,
                language=lang,
                exported_at=datetime.now(UTC),
                shelf=shelf,
            )
            out.mkdir(parents=True, exist_ok=True)
            suffix = "xapi.json" if name == "xapi" else name
            file = out / f"rechtuit-{session[:8]}-{audience}.{suffix}"
            file.write_bytes(body)
            typer.echo(str(file))


def certificate(
    certificate_format: Annotated[CertificateFormat, typer.Option("--format", help="html or pdf.")] = "pdf",
    lang: Annotated[Language, typer.Option(help="Language of the certificate.")] = "nl",
    name: Annotated[str | None, typer.Option(help="Whose practice it was; a line to fill in when absent.")] = None,
    first_day: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last_day: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path(),
) -> None:
    """Write a record of one's own practice time, for training files."""
    period = Period.of_days(first_day and first_day.date(), last_day and last_day.date())
    typer.echo(str(asyncio.run(_certify(certificate_format, lang, name, period, out))))


async def _certify(
    certificate_format: CertificateFormat, lang: Language, name: str | None, period: Period, out: Path
) -> Path:
    settings = load_settings()
    must_be_own(settings, "certificate")
    async with open_store(settings) as store:
        body = await certify(
            store,
            LOCAL_VIEWER,
            period=period,
            name=name,
            certificate_format=certificate_format,
            language=lang,
            issued_at=datetime.now(UTC),
        )
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"rechtuit-certificate.{certificate_format}"
    file.write_bytes(body)
    return file
