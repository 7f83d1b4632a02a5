"""Talks that try one sentence of an earlier talk again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("is_fork", sa.Boolean, nullable=False, server_default=sa.false()))
        sessions.add_column(sa.Column("fork_of", sa.String(64)))
        sessions.create_foreign_key("fk_sessions_fork_of", "sessions", ["fork_of"], ["id"], ondelete="SET NULL")
    op.create_index("sessions_by_origin", "sessions", ["fork_of"])
