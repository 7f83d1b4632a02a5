"""Where things lie in the drawing."""

from simulator.flow.report import RehearsalReport
from simulator.report.audience import show
from simulator.report.timeline import LEFT, RIGHT, STATE_BOTTOM, STATE_TOP, TICK_BASE, WIDTH, draw
from tests.feedback.talks import report_of


def test_bars_lie_in_the_drawing_in_order_of_time(good: RehearsalReport) -> None:
    timeline = draw(show(good, "trainee", "nl"))
    assert timeline is not None
    assert len(timeline.you) == len(good.talk.trainee_turns)
    for bar in (*timeline.you, *timeline.other, *timeline.pauses):
        assert LEFT <= bar.x <= bar.x + bar.width <= WIDTH - RIGHT + 2
    assert [bar.x for bar in timeline.you] == sorted(bar.x for bar in timeline.you)
    assert timeline.other[0].x == LEFT


def test_silence_lies_between_the_news_and_the_answer(good: RehearsalReport) -> None:
    timeline = draw(show(good, "trainee", "nl"))
    assert timeline is not None
    assert timeline.silence is not None
    assert timeline.news_x is not None
    assert timeline.news_x <= timeline.silence.x
    assert abs(timeline.silence.x + timeline.silence.width - timeline.other[1].x) <= 0.2
    assert timeline.silence_label == "4,2 s"


def test_pauses_are_drawn_for_the_trainee_alone(good: RehearsalReport) -> None:
    own, trainer = draw(show(good, "trainee", "nl")), draw(show(good, "trainer", "nl"))
    assert own is not None
    assert trainer is not None
    assert len(own.pauses) == 10
    assert trainer.pauses == ()


def test_ticks_grow_with_vagueness(mediocre: RehearsalReport) -> None:
    timeline = draw(show(mediocre, "trainee", "nl"))
    assert timeline is not None
    by_words = {tick.label: tick.y for tick in timeline.vagueness}
    assert by_words["Wie weet volgend jaar."] < by_words["alles goed thuis?"] < by_words["gewoon"] < TICK_BASE


def test_state_lines_stay_between_nought_and_one(good: RehearsalReport) -> None:
    timeline = draw(show(good, "trainee", "nl"))
    assert timeline is not None
    assert timeline.trust is not None
    assert timeline.tension is not None
    for line in (timeline.trust, timeline.tension):
        ys = [float(point.split(",")[1]) for point in line.points.split()]
        assert all(STATE_TOP <= y <= STATE_BOTTOM for y in ys)
    assert abs(timeline.trust.label_y - timeline.tension.label_y) >= 12


def test_nothing_to_draw(good: RehearsalReport) -> None:
    from dataclasses import replace

    empty = replace(good.talk, turns=())
    assert draw(show(report_of(empty, good.feedback), "trainee", "nl")) is None
