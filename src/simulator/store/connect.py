"""From a database URL to a checked, ready engine; and from a driver's errors to one line a person can act on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InvalidRequestError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from simulator.errors import BadInput, Unavailable

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged event survives a power cut, not only a crash of ours
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
)
READS_ONLY: Final = "reads_only"
"""Execution option of a transaction that only reads: on SQLite it then waits for no writer."""


async def connect(database_url: str) -> AsyncEngine:
    """An engine on a database that has our schema; a new database gets it, an older one is brought up.

    Raises:
        BadInput: a URL that names no async driver.
        Unavailable: a database that cannot be opened, is damaged, holds something else, or is of a newer version.
    """
    url = _parse_url(database_url)
    engine = _create_engine(url)
    _open_file(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
    try:
        with readable_errors(url):
            await _prepare_schema(engine)
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
    connection.isolation_level = None  # transactions begin where `_begin` says, for tables as for rows
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: a reader that becomes one could be refused when another was faster."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READS_ONLY) else "BEGIN IMMEDIATE")


async def _prepare_schema(engine: AsyncEngine) -> None:
    from simulator.store import schema  # late: alembic takes 0.1 s, which commands without a database need not spend

    name = shown(engine.url)
    async with engine.execution_options(**{READS_ONLY: True}).connect() as connection:
        if await connection.run_sync(partial(schema.is_current, shown=name)):
            return
    async with engine.connect() as connection:
        # Making a table again would delete what hangs on its rows; the switch does nothing inside a transaction.
        await _without_transaction(connection, "PRAGMA foreign_keys = OFF")
        async with connection.begin():
            await connection.run_sync(schema.upgrade)
        await _without_transaction(connection, "PRAGMA foreign_keys = ON")


async def forget_journal(engine: AsyncEngine) -> None:
    """What was erased is gone from the disk too: from SQLite's write-ahead log, from PostgreSQL's dead rows."""
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            await _without_transaction(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await autocommit.exec_driver_sql("VACUUM")


async def rewrite_files(engine: AsyncEngine) -> None:
    """PostgreSQL writes every table anew and drops the old files: only then are the bytes of erased rows gone there."""
    if engine.dialect.name == "postgresql":
        async with engine.connect() as connection:
            autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await autocommit.exec_driver_sql("VACUUM FULL")
            await autocommit.exec_driver_sql("CHECKPOINT")


async def _without_transaction(connection: AsyncConnection, statement: str) -> None:
    """Runs one of SQLite's switches; other databases have none."""
    if connection.dialect.name == "sqlite":
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.execute(statement)
