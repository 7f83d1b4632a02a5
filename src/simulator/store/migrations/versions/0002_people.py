"""Organisations and people; whose talk it is; sharing, remarks, overrides, grants to HR, recordings, audit."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
LOCAL = "local"


def upgrade() -> None:
    _make_people()
    _give_every_talk_its_person()
    _make_sharing()
    if sa.inspect(op.get_bind()).has_table("schema_version"):  # of the time before migrations
        op.drop_table("schema_version")


def _make_people() -> None:
    tenants = op.create_table(
        "tenants",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    people = op.create_table(
        "people",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("tenant_id", sa.String(64), sa.ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("people_by_tenant", "people", ["tenant_id"])
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_person(),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("password_hash", sa.String(300)),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_index("identities_by_person", "identities", ["person_id"])
    roles = op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String(16), primary_key=True),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _of_person(),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("sign_ins_by_person", "sign_ins", ["person_id"])
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.String(64), primary_key=True),
        _of_person(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("access_tokens_by_person", "access_tokens", ["person_id"])
    now = datetime.now(UTC)
    op.bulk_insert(tenants, [{"id": LOCAL, "name": LOCAL, "created_at": now}])
    op.bulk_insert(people, [{"id": LOCAL, "tenant_id": LOCAL, "name": LOCAL, "is_active": True, "created_at": now}])
    op.bulk_insert(roles, [{"person_id": LOCAL, "role": role} for role in ("trainee", "trainer", "hr", "admin")])


def _give_every_talk_its_person() -> None:
    with op.batch_alter_table("sessions") as sessions:
        for name, table in (("tenant_id", "tenants"), ("person_id", "people")):
            sessions.add_column(sa.Column(name, sa.String(64), nullable=False, server_default=LOCAL))
            sessions.create_foreign_key(f"fk_sessions_{name}", table, [name], ["id"], ondelete="CASCADE")
    op.create_index("sessions_by_person", "sessions", ["tenant_id", "person_id", "created_at"])
    with op.batch_alter_table("exports") as exports:
        exports.add_column(sa.Column("exported_by", sa.String(64)))
        exports.create_foreign_key("fk_exports_exported_by", "people", ["exported_by"], ["id"], ondelete="SET NULL")


def _make_sharing() -> None:
    op.create_table("under_way", _of_session(primary_key=True), sa.Column("alive_at", MOMENT, nullable=False))
    op.create_table("shares", _of_session(primary_key=True), sa.Column("shared_at", MOMENT, nullable=False))
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_session(),
        _by_somebody(),
        sa.Column("item_id", sa.String(64)),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_session(),
        _by_somebody(),
        sa.Column("criterion_id", sa.String(64), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "hr_grants",
        sa.Column("id", sa.String(64), primary_key=True),
        _of_session(),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("quoted_items", sa.JSON, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("used_at", MOMENT),
    )
    for name in ("remarks", "overrides", "hr_grants"):
        op.create_index(f"{name}_by_session", name, ["session_id"])
    op.create_table(
        "team_places",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tenant_id", sa.String(64), sa.ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
        sa.Column("scenario_id", sa.String(64), nullable=False),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("sessions.id", ondelete="SET NULL")),
        sa.UniqueConstraint("session_id"),
    )
    op.create_index("team_places_by_scenario", "team_places", ["tenant_id", "scenario_id", "block"])
    op.create_table(
        "recordings",
        _of_session(primary_key=True),
        sa.Column("item_id", sa.String(64), primary_key=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("nonce", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tenant_id", sa.String(64), sa.ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.String(64)),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
    )
    op.create_index("audit_by_tenant", "audit", ["tenant_id", "at"])


def _of_session(*, primary_key: bool = False) -> "sa.Column[str]":
    gone = sa.ForeignKey("sessions.id", ondelete="CASCADE")
    return sa.Column("session_id", sa.String(64), gone, primary_key=primary_key, nullable=False)


def _of_person() -> "sa.Column[str]":
    return sa.Column("person_id", sa.String(64), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


def _by_somebody() -> "sa.Column[str]":
    return sa.Column("author_id", sa.String(64), sa.ForeignKey("people.id", ondelete="SET NULL"))
