"""What only running code says: the REST API's document, settings, help of commands, metrics, tables."""

from collections.abc import Iterator
from typing import Any

import typer
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import MetaData

from simulator.api.metrics import ServiceMetrics
from simulator.api.server import create_app
from simulator.cli.main import app as commands
from simulator.settings import Settings, load_settings
from simulator.store.tables import metadata
from tests.compliance.surfaces import Said, in_plain


def in_running_code() -> Iterator[Said]:
    yield from in_openapi(create_app(load_settings()))
    yield from in_settings(Settings)
    yield from in_commands(typer.main.get_command(commands))
    yield from in_tables(metadata)
    told = ServiceMetrics().read(n_talks=0, n_places=1).decode()
    yield from (Said("metrics", "", line) for line in told.splitlines())


def in_openapi(app: FastAPI) -> Iterator[Said]:
    yield from (Said("OpenAPI", field, text) for field, text in in_plain(app.openapi()))


def in_settings(settings: type[BaseModel]) -> Iterator[Said]:
    yield from (Said("settings", field, text) for field, text in in_plain(settings.model_json_schema()))


def in_commands(command: Any, name: str = "simulator") -> Iterator[Said]:
    """Help of a command, its options, and the commands below it."""
    for text in (command.help, command.short_help, command.epilog):
        yield Said("commands", name, text or "")
    for option in command.params:
        yield Said("commands", f"{name} {option.name}", f"{option.name} {getattr(option, 'help', '') or ''}")
    for inner_name, inner in getattr(command, "commands", {}).items():
        yield from in_commands(inner, f"{name} {inner_name}")


def in_tables(tables: MetaData) -> Iterator[Said]:
    for table in tables.tables.values():
        yield Said("database", table.name, table.name)
        yield from (Said("database", f"{table.name}.{column.name}", column.name) for column in table.columns)
