"""Turns that were taken back, beside what was said in their place."""

import json
from dataclasses import replace

import pytest

from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.report import render
from simulator.report.audience import show
from simulator.report.second_tries import tries_by_turn
from simulator.report.transcript import lines, not_tried_again


def gone_back(whole: RehearsalReport, place: int, words: str, *, later_ms: int = 400) -> RehearsalReport:
    """As if trainee turn `place` had been said before, with these words, and taken back."""
    turn = whole.talk.trainee_turns[place]
    first = replace(turn, item_id=f"try_{place}", text=words, evidence=(), start_ms=turn.start_ms + later_ms)
    return replace(whole, talk=replace(whole.talk, taken_back=(*whole.talk.taken_back, first)))


@pytest.mark.parametrize("later_ms", [-300, 0, 2500])
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_try_stands_beside_the_turn_after_the_same_line(place: int, later_ms: int, mediocre: RehearsalReport) -> None:
    whole = gone_back(mediocre, place, "Eerst zei ik dit.", later_ms=later_ms)
    assert set(tries_by_turn(whole.talk)) == {mediocre.talk.trainee_turns[place].item_id}


def test_tries_come_in_the_order_they_were_said(mediocre: RehearsalReport) -> None:
    whole = gone_back(gone_back(mediocre, 2, "Eerste keer."), 2, "Tweede keer.")
    line = next(line for line in lines(show(whole, "trainee", "nl")) if line.tries)
    assert ["".join(s.text for s in try_.segments) for try_ in line.tries] == ["Eerste keer.", "Tweede keer."]
    assert line.item_id == mediocre.talk.trainee_turns[2].item_id


def test_its_findings_are_marked_and_score_nothing(mediocre: RehearsalReport) -> None:
    said = mediocre.talk.trainee_turns[5]
    whole = replace(mediocre, talk=replace(mediocre.talk, taken_back=(said,)))
    line = next(line for line in lines(show(whole, "trainee", "nl")) if line.tries)
    assert {note.kind for note in line.tries[0].notes} == {"fault"}
    assert whole.feedback == mediocre.feedback


def test_what_was_not_tried_again_stands_at_the_end(mediocre: RehearsalReport) -> None:
    last = mediocre.talk.trainee_turns[-1]
    ended = replace(mediocre.talk, turns=mediocre.talk.turns[:-1], taken_back=(last,))
    whole = replace(mediocre, talk=ended)
    (line,) = not_tried_again(show(whole, "trainee", "nl"))
    assert line.item_id == last.item_id
    assert "Teruggenomen, niet opnieuw geprobeerd" in render(
        whole, format="html", audience="trainee", language="nl"
    ).decode()  # fmt: skip


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
@pytest.mark.parametrize("format_", ["html", "csv", "json"])
def test_only_the_trainee_reads_a_try_that_was_taken_back(
    format_: str, audience: Audience, mediocre: RehearsalReport
) -> None:
    whole = gone_back(mediocre, 2, "Dit nam ik terug.")
    page = render(whole, format=format_, audience=audience, language="nl").decode()  # type: ignore[arg-type]
    assert ("Dit nam ik terug." in page) is (audience == "trainee")


def test_the_trainees_own_copy_keeps_its_evidence(mediocre: RehearsalReport) -> None:
    whole = replace(mediocre, talk=replace(mediocre.talk, taken_back=mediocre.talk.trainee_turns[5:6]))
    document = json.loads(render(whole, format="json", audience="trainee", language="nl"))
    assert {e["rule_id"] for e in document["taken_back"][0]["evidence"]} == {
        "vague.blame_shift.1",
        "vague.false_hope.1",
    }
