"""From a database URL to a checked, ready engine; and from a driver's errors to one line a person can act on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, inspect, make_url, select, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InvalidRequestError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.errors import BadInput, Unavailable
from simulator.store.tables import SCHEMA_VERSION, metadata, schema_version

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged event survives a power cut, not only a crash of ours
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
)
_EVENTS_ARE_APPEND_ONLY = (
    "CREATE TRIGGER IF NOT EXISTS events_are_append_only BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
)


async def connect(database_url: str) -> AsyncEngine:
    """An engine on a database that has our schema; a new database gets it.

    Raises:
        BadInput: a URL that names no async driver.
        Unavailable: a database that cannot be opened, is damaged, holds something else, or has another schema version.
    """
    url = _parse_url(database_url)
    engine = _create_engine(url)
    _open_file(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
    try:
        with readable_errors(url):
            async with engine.begin() as connection:
                await connection.run_sync(_prepare_schema)
    except BaseException:
        await engine.dispose()
        raise
    return engine


@contextmanager
def readable_errors(url: URL) -> Iterator[None]:
    """Turns what a database driver raises into one line; integrity errors pass, their caller knows what they mean."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as problem:
        raise _unusable(url, str(problem.orig)) from None
    except OSError as problem:
        raise Unavailable(
            f"the database cannot be reached ({problem.strerror or problem}).",
            where=shown(url),
            remedy="Check that it runs, and SIMULATOR_DATABASE.",
        ) from None


def shown(url: URL) -> str:
    """The database as people may see it: a file path, or the URL without its password."""
    return url.database or "memory" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _unusable(url: URL, reason: str) -> Unavailable:
    what = f"the database cannot be used ({reason.splitlines()[0]})."
    return Unavailable(what, where=shown(url), remedy=_remedy(reason))


def _remedy(reason: str) -> str:
    if "not a database" in reason or "malformed" in reason:
        return "The file is damaged or is no database: move it away, or restore a backup."
    if "full" in reason:
        return "Free some disk space."
    if "locked" in reason:
        return "Another process holds it: stop that one, or use a database of your own."
    return "Check that the file and its folder exist and may be written, or set SIMULATOR_DATABASE."


def _parse_url(database_url: str) -> URL:
    try:
        return make_url(database_url)
    except ArgumentError:
        raise _bad_url("this is no database URL.") from None


def _bad_url(what: str) -> BadInput:
    return BadInput(
        what, where="SIMULATOR_DATABASE", remedy="Write sqlite+aiosqlite:///FILE or postgresql+asyncpg://..."
    )


def _open_file(url: URL) -> None:
    """Makes the folder and opens the file once, here: aiosqlite leaves a thread behind when it cannot open one."""
    is_plain_file = url.get_backend_name() == "sqlite" and "uri" not in url.query
    if not is_plain_file or url.database in (None, "", ":memory:"):
        return
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sqlite3.connect(str(url.database)).close()
    except sqlite3.Error as problem:
        raise _unusable(url, str(problem)) from None
    except OSError as problem:
        raise Unavailable(
            f"the folder for the database cannot be made ({problem.strerror}).",
            where=str(folder),
            remedy="Choose another with SIMULATOR_DATA_DIR.",
        ) from None


def _create_engine(url: URL) -> AsyncEngine:
    try:
        # A NaN is no JSON, and PostgreSQL would refuse it later.
        as_json = partial(json.dumps, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        return create_async_engine(url, json_serializer=as_json, hide_parameters=True)
    except (InvalidRequestError, NoSuchModuleError):
        raise _bad_url(f"{url.drivername!r} is no database driver that can be used here.") from None
    except ModuleNotFoundError as problem:
        raise Unavailable(
            f"the database driver {problem.name!r} is not installed.", remedy=f"pip install {problem.name}"
        ) from None


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _prepare_schema(connection: Connection) -> None:
    """Makes the schema or checks its version; two services that start at once, or a start cut short, do no harm."""
    present = set(inspect(connection).get_table_names())
    if schema_version.name in present:
        version = connection.execute(select(schema_version.c.version)).scalar()
        if version is not None:
            return _check_version(connection, version)
    elif present:
        raise Unavailable(
            f"the database holds other tables ({', '.join(sorted(present)[:3])}).",
            where=shown(connection.engine.url),
            remedy="Give Rechtuit a database of its own.",
        )
    return _create_schema(connection)


def _check_version(connection: Connection, version: int) -> None:
    if version != SCHEMA_VERSION:
        age = "a newer" if version > SCHEMA_VERSION else "an older"
        raise Unavailable(
            f"the database was made by {age} Rechtuit (schema {version}, this one knows {SCHEMA_VERSION}).",
            where=shown(connection.engine.url),
            remedy="Run that version, or set SIMULATOR_DATABASE to another database.",
        )


def _create_schema(connection: Connection) -> None:
    """The version table comes first and its row last: until the row is there, the next start completes the work."""
    connection.execute(CreateTable(schema_version, if_not_exists=True))
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
    if connection.dialect.name == "sqlite":
        connection.execute(text(_EVENTS_ARE_APPEND_ONLY))
    try:
        with connection.begin_nested():
            connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))
    except IntegrityError:
        pass  # another service was first
