"""The tables. One version for the whole schema; a change of any column is a new version."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION: Final = 1
metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a time with its zone, but got {value!r}")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _of_session(*, primary_key: bool = False) -> Column[str]:
    """A row that goes when its session goes."""
    return Column(
        "session_id", String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("scenario_id", String(64), nullable=False),
    Column("persona_id", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("difficulty", String(16), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("status", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("versions", JSON, nullable=False),
    Column("resume_handle_hash", String(64), nullable=False),
    Index("sessions_by_creation", "created_at"),
)

events = Table(
    "events",
    metadata,
    _of_session(primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(96), nullable=False),
    Column("input_sample", BigInteger, nullable=False),
    Column("payload", JSON, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_session(),
    Column("recording", Boolean, nullable=False),
    Column("delivery_measures", Boolean, nullable=False),
    Column("share_with_hr", Boolean, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index("consents_by_session", "session_id"),
)

reports = Table("reports", metadata, _of_session(primary_key=True), Column("content", LargeBinary, nullable=False))

exports = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_session(),
    Column("exported_at", UtcDateTime, nullable=False),
    Column("audience", String(16), nullable=False),
    Column("format", String(16), nullable=False),
    Index("exports_by_session", "session_id"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("session_id_hash", String(64), primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)
"""Tombstones: they let a restored backup be cleaned again, and say nothing else."""
