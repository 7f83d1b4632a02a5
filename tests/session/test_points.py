"""What a report came to is what the report says."""

import pytest

from simulator.report.audience import show
from simulator.session.points import points_of
from tests.session.house import TALKS, scored


@pytest.mark.parametrize("which", range(len(TALKS)))
def test_points_are_those_of_the_report(which: int) -> None:
    report = scored(which)
    points = points_of(report)
    assert (points.total, points.passed) == (report.feedback.total, report.feedback.passed)
    assert points.pass_mark == report.scenario.rubric.pass_mark
    assert [(c.criterion_id, c.value, c.max) for c in points.criteria] == [
        (c.criterion_id, c.value, c.max) for c in report.feedback.criteria
    ]
    assert points.duration_ms == show(report, "trainee", "nl").attendance.duration_ms > 0
