"""Where a score showed: quotes of the talk, each once, with a way to the place."""

from dataclasses import replace

from simulator.flow.report import RehearsalReport
from simulator.report.audience import show
from simulator.report.shown_by import QUOTES_MOST, anchors, shown_by


def test_every_place_is_evidence_of_that_criterion(mediocre: RehearsalReport) -> None:
    by_id = {e.evidence_id: e for e in mediocre.feedback.evidence}
    anchor_of = anchors(turn.item_id for turn in mediocre.talk.turns)
    found = shown_by(show(mediocre, "trainee", "nl"), anchor_of)
    for criterion in mediocre.feedback.criteria:
        cited = {(anchor_of[by_id[id_].item_id], by_id[id_].quote) for id_ in criterion.evidence_ids}
        places = found[criterion.criterion_id]
        assert {(place.anchor, place.quote) for place in places} <= cited
        assert bool(places) is any(by_id[id_].rule_id != "moment.heard" for id_ in criterion.evidence_ids)
        assert len(places) <= QUOTES_MOST
        assert len({(place.anchor, place.quote) for place in places}) == len(places)


def test_words_stand_at_the_time_they_were_said_not_where_their_moment_began(good: RehearsalReport) -> None:
    core = next(e for e in good.feedback.evidence if e.rule_id == "core")
    found = shown_by(show(good, "trainee", "nl"), anchors([core.item_id]))
    (place,) = [p for p in found["news_timing"] if p.quote == core.quote]
    assert place.time == f"0:{core.start_ms // 1000:02d}"


def test_a_turn_that_is_not_printed_has_no_link(good: RehearsalReport) -> None:
    found = shown_by(show(good, "trainee", "nl"), {})
    assert {place.anchor for places in found.values() for place in places} == {""}


def test_what_was_only_that_the_trainee_was_heard_shows_nothing(good: RehearsalReport) -> None:
    heard = next(e for e in good.feedback.evidence if e.rule_id == "moment.heard")
    criteria = tuple(replace(c, evidence_ids=(heard.evidence_id,)) for c in good.feedback.criteria)
    whole = replace(good, feedback=replace(good.feedback, criteria=criteria))
    assert not any(shown_by(show(whole, "trainee", "nl"), {}).values())
