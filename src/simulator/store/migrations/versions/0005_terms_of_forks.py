"""When the words ended that a fork took over, so that they go at the term of the talk they were said in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("origin_ended_at", sa.DateTime(timezone=_has_zones())))
    forks = sa.table("sessions", *(sa.column(name) for name in ("id", "is_fork", "fork_of", "origin_ended_at")))
    origins = sa.table("sessions", sa.column("id"), sa.column("finished_at"), sa.column("created_at")).alias()
    ended = sa.select(sa.func.coalesce(origins.c.finished_at, origins.c.created_at)).where(
        origins.c.id == forks.c.fork_of
    )
    # Of an origin that is gone nobody knows when it ended: what was taken over goes the next time terms are kept.
    ended_at = sa.func.coalesce(ended.scalar_subquery(), sa.literal_column("'1970-01-01 00:00:00'"))
    op.execute(sa.update(forks).where(forks.c.is_fork).values(origin_ended_at=ended_at))


def _has_zones() -> bool:
    return op.get_bind().dialect.name != "sqlite"
