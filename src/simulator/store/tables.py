"""The tables as the code sees them. A change of any column is a new migration in `migrations/versions`.

Who somebody is stands in `people` and `identities` alone; everything else knows a person by a random id.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
"""Names are fixed, so that a migration can speak of a constraint on any database."""

LOCAL: Final = "local"
"""The one organisation and the one person of a machine without accounts."""


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


def _of_person(name: str = "person_id", *, goes: bool = True) -> Column[str]:
    """A row that goes when its person goes, or (`goes` false) stays and no longer says whose it was."""
    gone = ForeignKey("people.id", ondelete="CASCADE" if goes else "SET NULL")
    return Column(name, String(64), gone, nullable=not goes)


tenants = Table(
    "tenants",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant_id", String(64), ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("people_by_tenant", "tenant_id"),
)

identities = Table(
    "identities",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_person(),
    Column("issuer", String(300), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("password_hash", String(300)),
    UniqueConstraint("issuer", "subject"),
    Index("identities_by_person", "person_id"),
)
"""How somebody proves who they are: an OpenID issuer with its subject, or issuer "local" with a name and a password."""

roles = Table(
    "roles",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _of_person(),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("sign_ins_by_person", "person_id"),
)
"""Browsers that are signed in, each known by the hash of what its cookie holds."""

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    _of_person(),
    Column("name", String(200), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    UniqueConstraint("token_hash"),
    Index("access_tokens_by_person", "person_id"),
)
"""Programs that may act for somebody."""

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
    Column("points", JSON(none_as_null=True)),
    Column("versions", JSON, nullable=False),
    Column("resume_handle_hash", String(64), nullable=False),
    Column(
        "tenant_id",
        String(64),
        ForeignKey("tenants.id", ondelete="CASCADE"),
        nullable=False,
        server_default=text(f"'{LOCAL}'"),
    ),
    Column(
        "person_id",
        String(64),
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=False,
        server_default=text(f"'{LOCAL}'"),
    ),
    Column("is_fork", Boolean, nullable=False, server_default=false()),
    Column("fork_of", String(64), ForeignKey("sessions.id", ondelete="SET NULL")),
    Column("origin_ended_at", UtcDateTime),
    Index("sessions_by_creation", "created_at"),
    Index("sessions_by_person", "tenant_id", "person_id", "created_at"),
    Index("sessions_by_origin", "fork_of"),
)
"""`points` is what the report came to (`records.TalkPoints`), so that a list of talks reads no report; null before.
A fork tries one sentence of an earlier talk again: `fork_of` names that talk as long as it is kept. `origin_ended_at`
is when the earliest talk ended of which it holds words, from which their term runs; null once those are forgotten."""

events = Table(
    "events",
    metadata,
    _of_session(primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(96), nullable=False),
    Column("input_sample", BigInteger, nullable=False),
    Column("payload", JSON, nullable=False),
)

under_way = Table(
    "under_way",
    metadata,
    _of_session(primary_key=True),
    Column("alive_at", UtcDateTime, nullable=False),
)
"""Talks that a running service holds; those of a service that crashed stay behind, and their time says so."""

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
    _of_person("exported_by", goes=False),
    Index("exports_by_session", "session_id"),
)

shares = Table(
    "shares",
    metadata,
    _of_session(primary_key=True),
    Column("shared_at", UtcDateTime, nullable=False),
)
"""Talks that their trainee lets the trainers of the organisation see."""

remarks = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_session(),
    _of_person("author_id", goes=False),
    Column("item_id", String(64)),
    Column("words", Text, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Index("remarks_by_session", "session_id"),
)
"""What a trainer wrote beside a shared talk; beside one turn of it when `item_id` names one."""

overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_session(),
    _of_person("author_id", goes=False),
    Column("criterion_id", String(64), nullable=False),
    Column("value", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Index("overrides_by_session", "session_id"),
)
"""Scores a trainer gave in place of the computed ones. The latest of a criterion holds; none is ever removed."""

hr_grants = Table(
    "hr_grants",
    metadata,
    Column("id", String(64), primary_key=True),
    _of_session(),
    Column("granted_at", UtcDateTime, nullable=False),
    Column("quoted_items", JSON, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("used_at", UtcDateTime),
    Index("hr_grants_by_session", "session_id"),
)
"""A trainee's consent for one export to HR, with the turns that may be quoted."""

team_places = Table(
    "team_places",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tenant_id", String(64), ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("scenario_id", String(64), nullable=False),
    Column("block", Integer, nullable=False),
    Column("session_id", String(64), ForeignKey("sessions.id", ondelete="SET NULL")),
    UniqueConstraint("session_id"),
    Index("team_places_by_scenario", "tenant_id", "scenario_id", "block"),
)
"""Talks that count in team figures, in blocks that are shown whole or not at all. The place of a talk that was erased
stays empty and says nothing; its block is never shown again."""

recordings = Table(
    "recordings",
    metadata,
    _of_session(primary_key=True),
    Column("item_id", String(64), primary_key=True),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Sound of trainee turns, encrypted; only with consent for it."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tenant_id", String(64), ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", String(64)),
    Column("action", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Index("audit_by_tenant", "tenant_id", "at"),
)
"""Who did what that touches somebody else's data. `subject` is a random id or its hash, never a name or a word."""

erasures = Table(
    "erasures",
    metadata,
    Column("session_id_hash", String(64), primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)
"""Tombstones: they let a restored backup be cleaned again, and say nothing else."""
