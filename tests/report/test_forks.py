"""A talk that tries one sentence of an earlier one again says, in every format, what was said in the earlier one."""

import json
from dataclasses import replace

import pytest

from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.flow.talk import ForkedFrom
from simulator.report import ReportFormat, render
from simulator.report.audience import show
from simulator.report.transcript import lines
from tests.session.house import scored

TAKEN_OVER = 3


def forked() -> RehearsalReport:
    report = scored()
    ids = tuple(turn.item_id for turn in report.talk.turns)
    return replace(report, talk=replace(report.talk, forked_from=ForkedFrom(ids[TAKEN_OVER], ids[:TAKEN_OVER])))


def rendered(report: RehearsalReport, report_format: ReportFormat, audience: Audience = "trainee") -> str:
    return render(report, format=report_format, audience=audience, language="nl").decode()


def test_what_was_taken_over_is_marked_and_the_rest_is_not() -> None:
    shown = lines(show(forked(), "trainee", "nl"))
    assert [line.is_taken_over for line in shown[: TAKEN_OVER + 2]] == [True] * TAKEN_OVER + [False, False]
    assert not any(line.is_taken_over for line in lines(show(scored(), "trainee", "nl")))


def test_the_page_says_where_the_earlier_talk_ends() -> None:
    page = rendered(forked(), "html")
    assert page.count("Overgenomen uit een eerder gesprek") == 1
    first = page.index("Overgenomen uit een eerder gesprek")
    assert first < page.index("Vanaf hier opnieuw.") < page.rindex('<div class="turn')
    assert "Overgenomen" not in rendered(scored(), "html")
    assert "Vanaf hier opnieuw" not in rendered(scored(), "html")


@pytest.mark.parametrize("audience", ["trainee", "trainer"])
def test_data_name_the_turns(audience: Audience) -> None:
    report = forked()
    told = json.loads(rendered(report, "json", audience))["forked_from"]
    ids = [turn.item_id for turn in report.talk.turns]
    assert told == {"item_id": ids[TAKEN_OVER], "taken_over": ids[:TAKEN_OVER], "is_forgotten": False}
    assert ", ".join(ids[:TAKEN_OVER]) in rendered(report, "csv", audience)


def forgotten(report_format: ReportFormat, audience: Audience = "trainee") -> str:
    """The same when the earlier talk's term is over (tests/session/test_forgetting.py)."""
    report = forked()
    feedback = replace(report.feedback, evidence=(), news_turn=None, news_ms=None)
    origin = replace(report.talk.forked_from or ForkedFrom("", ()), taken_over=(), is_forgotten=True)
    talk = replace(report.talk, turns=report.talk.turns[TAKEN_OVER:], forked_from=origin)
    return rendered(replace(report, talk=talk, feedback=feedback), report_format, audience)


@pytest.mark.parametrize("audience", ["trainee", "trainer"])
def test_what_was_forgotten_is_said_once_and_not_held_against_anybody(audience: Audience) -> None:
    page = forgotten("html", audience)
    assert page.count("De bewaartermijn daarvan is om") == 1
    assert "In wat nog bewaard is, staat de kernboodschap niet." in page
    assert "niet uitdrukkelijk gezegd" not in page
    assert "Overgenomen uit een eerder gesprek" not in page
    assert "De bewaartermijn daarvan is om" in forgotten("csv", audience)
    assert json.loads(forgotten("json", audience))["forked_from"]["is_forgotten"] is True


def test_hr_sees_what_was_attended_and_nothing_of_the_earlier_talk() -> None:
    report = forked()
    told = json.loads(rendered(report, "json", "hr"))
    assert "forked_from" not in told
    own = report.talk.turns[TAKEN_OVER:]
    assert told["attendance"]["duration_ms"] == max(t.end_ms for t in own) - own[0].start_ms
    assert told["attendance"]["duration_ms"] < json.loads(rendered(scored(), "json", "hr"))["attendance"]["duration_ms"]
