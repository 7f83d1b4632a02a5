"""Sessions with their events, consents, reports and exports; tombstones of what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("scenario_id", sa.String(64), nullable=False),
        sa.Column("persona_id", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("difficulty", sa.String(16), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("resume_handle_hash", sa.String(64), nullable=False),
    )
    op.create_index("sessions_by_creation", "sessions", ["created_at"])
    op.create_table(
        "events",
        _of_session(primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(96), nullable=False),
        sa.Column("input_sample", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_session(),
        sa.Column("recording", sa.Boolean, nullable=False),
        sa.Column("delivery_measures", sa.Boolean, nullable=False),
        sa.Column("share_with_hr", sa.Boolean, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
    )
    op.create_index("consents_by_session", "consents", ["session_id"])
    op.create_table(
        "reports",
        _of_session(primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_session(),
        sa.Column("exported_at", MOMENT, nullable=False),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("format", sa.String(16), nullable=False),
    )
    op.create_index("exports_by_session", "exports", ["session_id"])
    op.create_table(
        "erasures",
        sa.Column("session_id_hash", sa.String(64), primary_key=True),
        sa.Column("erased_at", MOMENT, nullable=False),
    )
    _keep_events_as_they_were()


def _keep_events_as_they_were() -> None:
    """No program changes an event, ours included; deleting is erasure's."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _of_session(*, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(
        "session_id",
        sa.String(64),
        sa.ForeignKey("sessions.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
