"""This talk beside earlier ones: the same exercise, the same scale, nobody else."""

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import report
from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.attempts import SPARK_HEIGHT, SPARK_WIDTH, Attempts, _spark, attempts
from simulator.report.audience import show
from simulator.report.texts import texts


def beside(now: RehearsalReport, *earlier: RehearsalReport) -> Attempts | None:
    shown = show(now, "trainee", "nl")
    return attempts(replace(shown, earlier=tuple(show(e, "trainee", "nl") for e in earlier)))


def test_nothing_to_compare_with(good: RehearsalReport) -> None:
    assert beside(good) is None


def test_total_and_parts_in_the_order_of_the_rubric(
    good: RehearsalReport, mediocre: RehearsalReport, terrible: RehearsalReport
) -> None:
    found = beside(good, terrible, mediocre)
    assert found is not None
    assert [row.title for row in found.rows] == ["Totaal", *(c.title.nl for c in good.feedback.criteria)]
    total = found.rows[0]
    assert (total.first, total.before, total.now, total.change) == ("0", "66,6", "100", "+33,4")
    assert total.spark.told == "0, 66,6, 100"
    assert found.count == 2
    assert not found.has_changed
    assert found.held[0].startswith("1: Lieve, gewoon, ")


def test_worse_has_a_minus_and_the_same_has_none(good: RehearsalReport, mediocre: RehearsalReport) -> None:
    worse, same = beside(mediocre, good), beside(good, good)
    assert worse is not None
    assert same is not None
    assert worse.rows[0].change == "−33,4"
    assert {row.change for row in same.rows} == {"0"}


def test_points_of_another_scale_are_not_compared(good: RehearsalReport) -> None:
    first, *others = good.feedback.criteria
    other_weight = replace(good, feedback=replace(good.feedback, criteria=(replace(first, max=30.0), *others)))
    found = beside(good, other_weight)
    assert found is not None
    assert (found.rows[1].before, found.rows[1].change) == ("–", "–")
    assert found.rows[2].before != "–"


def test_it_is_told_when_the_exercise_changed(good: RehearsalReport) -> None:
    newer = replace(good, scenario=replace(good.scenario, version=2))
    found = beside(newer, good)
    assert found is not None
    assert found.has_changed
    page = render(newer, format="html", audience="trainee", language="nl", earlier=[good]).decode()
    assert "vergelijk met zorg" in page
    assert "vergelijk met zorg" not in render(
        good, format="html", audience="trainee", language="nl", earlier=[good]
    ).decode()  # fmt: skip


@given(st.lists(st.one_of(st.floats(0, 20), st.just(math.nan)), min_size=2, max_size=40))
def test_every_dot_lies_in_its_drawing(values: list[float]) -> None:
    spark = _spark(texts("nl"), values, 20.0)
    assert len(spark.dots) == sum(not math.isnan(value) for value in values)
    assert all(0 <= x <= SPARK_WIDTH and 0 <= y <= SPARK_HEIGHT for x, y in spark.dots)
    assert len(spark.told.split(", ")) == len(values)


def test_another_exercise_is_left_out(good: RehearsalReport, mediocre: RehearsalReport) -> None:
    other = replace(mediocre, scenario=replace(mediocre.scenario, id="iets-anders"))
    page = render(good, format="html", audience="trainee", language="nl", earlier=[other]).decode()
    assert 'id="attempts"' not in page


def test_no_renderer_is_handed_an_earlier_attempt_for_hr(good: RehearsalReport, mediocre: RehearsalReport) -> None:
    same = replace(mediocre, scenario=good.scenario)
    assert report._attempts_before(show(good, "hr", "nl"), [same]) == ()
    assert len(report._attempts_before(show(good, "trainer", "nl"), [same])) == 1


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
def test_hr_sees_no_earlier_attempt(audience: Audience, good: RehearsalReport, mediocre: RehearsalReport) -> None:
    earlier = [replace(mediocre, talk=replace(mediocre.talk, talk_id="eerder-gesprek"))]
    page = render(good, format="html", audience=audience, language="nl", earlier=earlier).decode()
    assert ('id="attempts"' in page) is (audience != "hr")
    table = render(good, format="csv", audience=audience, language="nl", earlier=earlier).decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(table, newline="")) if row[0] == "attempt"]
    assert bool(rows) is (audience != "hr")
    document = json.loads(render(good, format="json", audience=audience, language="nl", earlier=earlier))
    assert [talk["talk_id"] for talk in document.get("earlier", [])] == ([] if audience == "hr" else ["eerder-gesprek"])
    assert "wij uw contract stopzetten" not in json.dumps(document.get("earlier", []))
