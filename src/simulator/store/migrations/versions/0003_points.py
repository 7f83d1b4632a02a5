"""What a report came to, beside its talk: a list of talks reads no report for it."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

sessions = sa.table("sessions", sa.column("id", sa.String), sa.column("points", sa.JSON))
reports = sa.table("reports", sa.column("session_id", sa.String), sa.column("content", sa.LargeBinary))


def upgrade() -> None:
    op.add_column("sessions", sa.Column("points", sa.JSON))
    db = op.get_bind()
    for session_id in list(db.execute(sa.select(reports.c.session_id)).scalars()):  # one report in memory at a time
        content = db.execute(sa.select(reports.c.content).where(reports.c.session_id == session_id)).scalar()
        points = _points(content or b"")
        if points is not None:
            db.execute(sa.update(sessions).where(sessions.c.id == session_id).values(points=points))


def _points(content: bytes) -> dict[str, Any] | None:
    """None for a report of another shape: its talk is listed without points."""
    try:
        report = json.loads(content)
        feedback, turns = report["feedback"], report["talk"]["turns"]
        ends, starts = [turn["end_ms"] for turn in turns], [turn["start_ms"] for turn in turns]
        return {
            "total": feedback["total"],
            "passed": feedback["passed"],
            "pass_mark": report["scenario"]["rubric"]["pass_mark"],
            "duration_ms": max(ends, default=0) - min(starts, default=0),
            "criteria": [
                {name: criterion[name] for name in ("criterion_id", "title", "value", "max")}
                for criterion in feedback["criteria"]
            ],
        }
    except (KeyError, TypeError, ValueError):
        return None
