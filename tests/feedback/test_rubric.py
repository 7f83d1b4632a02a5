"""Points from values: bands, halving, blockers, the legal penalty."""

import pytest

from simulator.feedback.measures import REGISTRY
from simulator.feedback.rubric import band_ratio, score, tally
from simulator.flow.report import MeasuredValue
from simulator.flow.scenario import Band, Blocker, Criterion, Rubric
from tests.feedback.talks import text

Value = float | bool | None


def measured(**values: Value) -> dict[str, MeasuredValue]:
    return {name: MeasuredValue(name, values.get(name), (f"id-{name}",)) for name in REGISTRY}


@pytest.mark.parametrize(
    ("full", "zero", "value", "ratio"),
    [
        (30, 120, 30.0, 1.0), (30, 120, 75.0, 0.5), (30, 120, 300.0, 0.0), (2, 0, 1.0, 0.5), (2, 0, 9.0, 1.0),
        (1, 0, True, 1.0), (1, 0, False, 0.0), (0, 1, True, 0.0), (1, 0, None, 0.0), (0, 3, None, 0.0),
        (2, 2, 2.0, 1.0),
    ],
)  # fmt: skip
def test_band_is_linear_clamped_and_nothing_without_a_value(
    full: float, zero: float, value: Value, ratio: float
) -> None:
    assert band_ratio(Band("room_s", full, zero), measured(room_s=value)) == ratio


def test_criterion_is_its_lowest_band_with_all_their_evidence() -> None:
    criterion = Criterion("c", text("c"), 20, (Band("news_time_s", 30, 120), Band("news_turn", 2, 6)))
    scored = score(criterion, measured(news_time_s=10.0, news_turn=4.0))
    assert scored.value == 10
    assert scored.evidence_ids == ("id-news_turn", "id-news_time_s")
    assert scored.reason.nl.index("beurt") < scored.reason.nl.index("10 s")


@pytest.mark.parametrize(("prompted", "value"), [(True, 10), (False, 20), (None, 20)])
def test_halved_when_yes(prompted: bool | None, value: float) -> None:
    criterion = Criterion("c", text("c"), 20, (Band("news_turn", 2, 6),), halved_when="news_prompted")
    assert score(criterion, measured(news_turn=1.0, news_prompted=prompted)).value == value


def rubric(**changes: object) -> Rubric:
    whole = Criterion("c", text("c"), 100, (Band("room_ratio", 1, 0),))
    cap = Blocker("news_said", wanted=True, cap=40, reason=text("nooit gezegd"))
    return Rubric((whole,), (cap,), **changes)  # type: ignore[arg-type]


def test_blocker_caps_unless_the_wanted_value_is_there() -> None:
    assert tally(rubric(), measured(room_ratio=1.0, news_said=True)).total == 100
    assert tally(rubric(), measured(room_ratio=1.0, news_said=False)).total == 40
    assert tally(rubric(), measured(room_ratio=1.0)).blocked_because == (text("nooit gezegd"),)


@pytest.mark.parametrize(("flags", "lost"), [(0, 0), (1, 15), (2, 30), (7, 45)])
def test_legal_penalty_is_apart_and_bounded(flags: float, lost: float) -> None:
    points = tally(rubric(), measured(room_ratio=1.0, news_said=True, legal_flag_count=float(flags)))
    assert (points.legal_points_lost, points.total) == (lost, 100 - lost)
    assert points.criteria[0].value == 100


def test_total_is_never_below_zero() -> None:
    assert tally(rubric(), measured(room_ratio=0.1, news_said=True, legal_flag_count=3.0)).total == 0
