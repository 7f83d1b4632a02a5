"""Scores are pure functions: every point leads back to a measure and to evidence, and the sound of a voice to none."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring import Catalog
from simulator.feedback import assess, gather, weigh
from simulator.feedback.measures import REGISTRY
from simulator.feedback.rubric import tally
from simulator.flow.baseline import Comparison
from simulator.flow.prosody import CoreLevel, Delivery, LevelSummary, Pause, PitchSummary, Quality
from simulator.flow.report import Feedback
from simulator.flow.scenario import Scenario
from simulator.flow.talk import Talk, TraineeTurn
from simulator.settings import load_settings
from tests.feedback.talks import c4_scenario, good_talk, mediocre_talk, terrible_talk

TALKS = {"good": good_talk(), "mediocre": mediocre_talk(), "terrible": terrible_talk()}


@cache
def scenarios() -> dict[str, Scenario]:
    """Every rubric that is shipped, and the one of the domain brief."""
    settings = load_settings()
    shipped = Catalog.load(settings.personas_dir, settings.scenarios_dir).scenarios
    return {**shipped, "c4-test": c4_scenario()}


TALK = st.sampled_from(sorted(TALKS)).map(TALKS.__getitem__)
IDS = sorted([path.stem for path in load_settings().scenarios_dir.glob("*.yaml")] + ["c4-test"])
SCENARIO = st.sampled_from(IDS).map(lambda scenario_id: scenarios()[scenario_id])


@given(TALK, SCENARIO, st.data())
def test_a_score_moves_only_with_what_it_cites(talk: Talk, scenario: Scenario, data: st.DataObject) -> None:
    """Or with the clause of the news: whatever came "after the news" is counted from there."""
    before = weigh(gather(talk), talk, scenario)
    gone = data.draw(st.sets(st.sampled_from([e.evidence_id for e in before.evidence]), min_size=1, max_size=4))
    after = weigh([e for e in before.evidence if e.evidence_id not in gone], talk, scenario)
    if gone & {e.evidence_id for e in before.evidence if e.rule_id == "core"}:
        return
    for was, now in zip(before.criteria, after.criteria, strict=True):
        assert was.value == now.value or gone & set(was.evidence_ids), was.criterion_id
    for old, new in zip(before.measures, after.measures, strict=True):
        assert old.value == new.value or gone & set(old.evidence_ids), old.name


@given(TALK, SCENARIO, st.data())
def test_no_evidence_no_points(talk: Talk, scenario: Scenario, data: st.DataObject) -> None:
    everything = gather(talk)
    kept = data.draw(st.sets(st.sampled_from([e.evidence_id for e in everything])))
    feedback = weigh([e for e in everything if e.evidence_id in kept], talk, scenario)
    for criterion in feedback.criteria:
        assert criterion.evidence_ids or criterion.value == 0, criterion.criterion_id
        assert set(criterion.evidence_ids) <= kept
    for advice in feedback.advice:
        assert set(advice.evidence_ids) <= kept


@pytest.mark.parametrize("name", sorted(TALKS))
def test_without_any_evidence_there_is_nothing_to_keep(name: str) -> None:
    for scenario in scenarios().values():
        feedback = weigh([], TALKS[name], scenario)
        assert feedback.total == 0
        assert [advice.kind for advice in feedback.advice] == ["change"]
        assert feedback.news_turn is None


@given(TALK, SCENARIO)
def test_the_points_follow_from_the_measures_that_are_shown(talk: Talk, scenario: Scenario) -> None:
    feedback = assess(talk, scenario)
    points = tally(scenario.rubric, {measured.name: measured for measured in feedback.measures})
    assert (points.criteria, points.total) == (feedback.criteria, feedback.total)
    assert points.legal_points_lost == feedback.legal_points_lost


@given(TALK, SCENARIO)
def test_every_reason_tells_the_measures_of_its_criterion(talk: Talk, scenario: Scenario) -> None:
    feedback = assess(talk, scenario)
    values = {measured.name: measured.value for measured in feedback.measures}
    for criterion, score in zip(scenario.rubric.criteria, feedback.criteria, strict=True):
        for band in criterion.bands:
            told = REGISTRY[band.measure].wording.told(values[band.measure])
            assert told.nl in score.reason.nl
            assert told.fr in score.reason.fr
            assert told.en in score.reason.en


@given(TALK, SCENARIO)
def test_advice_names_the_part_the_measure_and_its_evidence(talk: Talk, scenario: Scenario) -> None:
    feedback = assess(talk, scenario)
    values = {measured.name: measured.value for measured in feedback.measures}
    scores = {score.criterion_id: score for score in feedback.criteria}
    for advice in feedback.advice:
        score = scores[advice.criterion_id]
        assert set(advice.evidence_ids) <= set(score.evidence_ids)
        assert advice.evidence_ids or not score.evidence_ids
        assert REGISTRY[advice.measure].wording.told(values[advice.measure]).nl in advice.text.nl
        used = [c for c in scenario.rubric.criteria if c.id == advice.criterion_id]
        assert advice.measure in {used[0].halved_when, *(band.measure for band in used[0].bands)}


NUMBER = st.one_of(st.floats(-60, 400, allow_nan=False), st.just(float("nan")))


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """Any sound at all, plausible or not."""
    begin_ms, length_ms = draw(st.integers(0, 20_000)), draw(st.integers(0, 9_000))
    pauses = (Pause(begin_ms, begin_ms + length_ms, draw(st.sampled_from(["silent", "filled"]))),)
    numbers = [draw(NUMBER) for _ in range(9)]
    is_usable = draw(st.booleans())
    return Delivery(
        draw(st.integers(0, 60_000)),
        draw(st.sampled_from([(), pauses])),
        draw(st.integers(0, 300)),
        numbers[0],
        PitchSummary(
            numbers[1], numbers[2], numbers[3], draw(st.floats(0, 1)), pdq=numbers[4], final_rise_st=numbers[5]
        ),
        LevelSummary(numbers[6], numbers[7]),
        Quality(20.0, 0.0, is_usable, None if is_usable else "noisy"),
        core=CoreLevel(numbers[8], numbers[0]),
        contour_st=draw(st.sampled_from([(), (None, 1.0, -3.5)])),
    )


def scores(feedback: Feedback) -> object:
    content = tuple(e for e in feedback.evidence if e.category != "delivery")
    return replace(feedback, evidence=content)


@given(TALK, SCENARIO, st.data())
def test_no_sound_of_a_voice_ever_changes_a_score(talk: Talk, scenario: Scenario, data: st.DataObject) -> None:
    slower = Comparison("articulation_rate_sps", 3.0, 4.4, -32.0, "percent", True)
    turns = tuple(
        replace(turn, delivery=data.draw(deliveries()), compared=data.draw(st.sampled_from([(), (slower,)])))
        if isinstance(turn, TraineeTurn)
        else turn
        for turn in talk.turns
    )
    spoken = assess(replace(talk, turns=turns, applies_norms=data.draw(st.booleans())), scenario)
    assert scores(spoken) == scores(assess(talk, scenario))
