"""The line of the voice: around its own middle, broken where there is no voice, for the trainee alone."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.feedback import assess
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import TraineeTurn
from simulator.report import render
from simulator.report.audience import show
from simulator.report.timeline import LEFT, RIGHT, WIDTH, draw, draw_news
from simulator.report.timeline.pitch import LANE_HEIGHT, LANE_MIDDLE, MOST_ST, pitch_lane
from simulator.report.timeline.scale import Scale
from tests.feedback.talks import c4_scenario, good_talk, report_of


def with_contour(whole: RehearsalReport, contour: tuple[float | None, ...], *medians_hz: float) -> RehearsalReport:
    """Every spoken turn with this contour; the medians in turn."""
    turns, spoken = [], 0
    for turn in whole.talk.turns:
        if isinstance(turn, TraineeTurn) and turn.delivery:
            hz = medians_hz[spoken % len(medians_hz)]
            spoken += 1
            pitch = replace(turn.delivery.pitch, median_hz=hz)
            told = replace(turn.delivery, pitch=pitch, contour_start_ms=turn.start_ms, contour_st=contour)
            turn = replace(turn, delivery=told)
        turns.append(turn)
    return replace(whole, talk=replace(whole.talk, turns=tuple(turns)))


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([-\d.]+)", path)]


def test_a_level_voice_lies_on_its_own_middle(good: RehearsalReport) -> None:
    for hz in (90.0, 240.0):
        lane = pitch_lane(show(with_contour(good, (0.0,) * 10, hz), "trainee", "nl"), Scale(0, 60_000))
        assert lane is not None
        assert {y for _, y in points(lane.path)} == {LANE_MIDDLE}


def test_a_higher_turn_is_drawn_higher(good: RehearsalReport) -> None:
    lane = pitch_lane(show(with_contour(good, (0.0,) * 10, 100.0, 100.0, 141.4), "trainee", "nl"), Scale(0, 60_000))
    assert lane is not None
    assert min(y for _, y in points(lane.path)) < LANE_MIDDLE - 10


def test_no_voice_breaks_the_line(good: RehearsalReport) -> None:
    talking = with_contour(good, (1.0, 1.0, None, -1.0, -1.0), 120.0)
    lane = pitch_lane(show(talking, "trainee", "nl"), Scale(0, 10_000))
    whole = pitch_lane(show(with_contour(good, (1.0, 1.0, 1.0, -1.0, -1.0), 120.0), "trainee", "nl"), Scale(0, 10_000))
    assert lane is not None
    assert whole is not None
    assert lane.path.count("M") == 2 * whole.path.count("M")


@given(st.lists(st.one_of(st.none(), st.floats(-40, 40)), max_size=80), st.floats(60, 500))
def test_the_line_stays_in_its_lane_and_in_the_time_that_is_drawn(contour: list[float | None], hz: float) -> None:
    talk = good_talk(spoken=True)
    whole = with_contour(report_of(talk, assess(talk, c4_scenario())), tuple(contour), hz)
    lane = pitch_lane(show(whole, "trainee", "nl"), Scale(3_000, 12_000))
    if lane is None:
        return
    assert lane.half_st <= MOST_ST
    for x, y in points(lane.path):
        assert LEFT <= x <= WIDTH - RIGHT
        assert LANE_MIDDLE - LANE_HEIGHT / 2 <= y <= LANE_MIDDLE + LANE_HEIGHT / 2


def test_unusable_sound_is_not_drawn(good: RehearsalReport) -> None:
    whole = with_contour(good, (1.0,) * 9, 120.0)
    turns = tuple(
        replace(t, delivery=replace(t.delivery, quality=replace(t.delivery.quality, usable=False)))
        if isinstance(t, TraineeTurn) and t.delivery else t
        for t in whole.talk.turns
    )  # fmt: skip
    unusable = replace(whole, talk=replace(whole.talk, turns=turns))
    assert pitch_lane(show(unusable, "trainee", "nl"), Scale(0, 60_000)) is None


def test_nobody_else_sees_the_voice(good: RehearsalReport) -> None:
    whole = with_contour(good, (1.0, 2.0, 3.0), 120.0)
    assert "Toonhoogte" in render(whole, format="html", audience="trainee", language="nl").decode()
    for audience in ("trainer", "hr"):
        assert "contour" not in render(whole, format="json", audience=audience, language="nl").decode()
        assert "Toonhoogte" not in render(whole, format="html", audience=audience, language="nl").decode()


def test_lanes_below_make_room(good: RehearsalReport) -> None:
    plain = draw(show(good, "trainee", "nl"))
    sung = draw(show(with_contour(good, (1.0, 2.0), 120.0), "trainee", "nl"))
    assert plain is not None
    assert sung is not None
    assert sung.bottom == plain.bottom + sung.shift > plain.bottom


def test_from_near_by_only_the_turn_of_the_news_and_what_came_after(good: RehearsalReport) -> None:
    near, whole = draw_news(show(good, "trainee", "nl")), draw(show(good, "trainee", "nl"))
    assert near is not None
    assert whole is not None
    assert len(near.you) < len(whole.you)
    assert near.silence is not None
    assert whole.silence is not None
    assert near.silence.width > 2 * whole.silence.width
    assert near.trust is None


def test_a_short_talk_is_not_drawn_twice(good: RehearsalReport) -> None:
    short = replace(good, talk=replace(good.talk, turns=good.talk.turns[:3]))
    assert draw_news(show(short, "trainee", "nl")) is None


def test_one_squeak_does_not_flatten_the_rest(good: RehearsalReport) -> None:
    contour = tuple([1.0, -1.0] * 40 + [11.5])
    lane = pitch_lane(show(with_contour(good, contour, 120.0), "trainee", "nl"), Scale(0, 60_000))
    assert lane is not None
    assert lane.half_st == 6
