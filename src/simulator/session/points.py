"""What a report came to, as it is kept beside its talk."""

from simulator.flow.report import RehearsalReport
from simulator.store import CriterionPoints, TalkPoints


def points_of(report: RehearsalReport) -> TalkPoints:
    """The points of a talk as they were computed, and how long it lasted."""
    turns, feedback = report.talk.own_turns, report.feedback
    ends, starts = [turn.end_ms for turn in turns], [turn.start_ms for turn in turns]
    return TalkPoints(
        total=feedback.total,
        passed=feedback.passed,
        pass_mark=report.scenario.rubric.pass_mark,
        duration_ms=max(ends, default=0) - min(starts, default=0),
        criteria=tuple(CriterionPoints(c.criterion_id, c.title, c.value, c.max) for c in feedback.criteria),
    )
