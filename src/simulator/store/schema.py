"""Brings a database to the present schema: nothing to do, a new one, an older one brought up, or a clear refusal."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from simulator.errors import Unavailable

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_BEFORE_MIGRATIONS: Final = "schema_version"
"""The table by which the first databases knew their version; theirs is the schema of revision 0001."""
_UPGRADE_LOCK: Final = 5_231_017
"""Key of PostgreSQL's advisory lock under which one service at a time upgrades."""


def head() -> str:
    """The newest revision this program knows."""
    return str(ScriptDirectory.from_config(_config(None)).get_current_head())


def is_current(connection: Connection, *, shown: str) -> bool:
    """Whether the database has the present schema; reads only.

    Raises:
        Unavailable: it is of a newer program, or holds something else.
    """
    found = _revision(connection)
    if found == head():
        return True
    known = {script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()}
    if found is not None and found not in known:
        raise Unavailable(
            f"the database was made by a newer Rechtuit (schema {found}, this one knows {head()}).",
            where=shown,
            remedy="Run that version, or set SIMULATOR_DATABASE to another database.",
        )
    strangers = sorted(set(inspect(connection).get_table_names()) - {_BEFORE_MIGRATIONS, "alembic_version"})
    if found is None and strangers and not _is_of_before_migrations(connection):
        raise Unavailable(
            f"the database holds other tables ({', '.join(strangers[:3])}).",
            where=shown,
            remedy="Give Rechtuit a database of its own.",
        )
    return False


def upgrade(connection: Connection) -> None:
    """Runs the migrations that are missing, in the transaction of `connection`; two services at once do no harm."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
    config = _config(connection)
    if _revision(connection) is None and _is_of_before_migrations(connection):
        command.stamp(config, "0001")
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_of_before_migrations(connection: Connection) -> bool:
    if not inspect(connection).has_table(_BEFORE_MIGRATIONS):
        return False
    return connection.execute(text(f"SELECT version FROM {_BEFORE_MIGRATIONS}")).scalar() is not None  # noqa: S608


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
