"""Scores as a whole: ranking, evidence, determinism."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.feedback import MEASURE_NAMES, assess, gather, measure_docs, weigh
from simulator.flow.report import Feedback
from simulator.flow.scenario import Band, Criterion, Rubric
from simulator.flow.talk import Talk, TraineeTurn
from tests.feedback.talks import c4_scenario, delivery, good_talk, mediocre_talk, terrible_talk, text

SCENARIO = c4_scenario()
TALKS = {"good": good_talk(), "mediocre": mediocre_talk(), "terrible": terrible_talk()}

AGREED_NAMES = {
    "news_said", "news_time_s", "news_turn", "news_prompted", "news_severity", "room_s", "room_ratio", "overlap_count",
    "reception_acts", "reception_faults", "ownership_ratio", "blame_shift_count", "reason_ratio", "firmness_ratio",
    "next_steps_count", "vague_turn_count", "behaviour_examples", "person_judgement_count", "effect_named",
    "asks_view_count", "reflect_count", "request_smart_ratio", "follow_up_dated", "sandwich_count",
    "legal_flag_count", "talk_ratio", "small_talk_s", "personal_opening", "agenda_free_s", "own_disclosure_count",
    "agenda_stated", "follow_up_question_count", "acknowledge_count", "early_advice_count", "reflected_before_solution",
    "loss_named", "written_agreement", "concrete_offer_count", "documented_count", "third_party_offered", "drift_count",
    "loose_promise_count", "i_message_count", "title_ratio", "informal_address_count", "courtesy_count", "thanks_count",
    "adapted_count", "generalising_count", "prep_ratio", "recovery_ratio", "core_regained_s", "apology_count",
    "grounded_count", "core_amount", "core_date",
}  # fmt: skip


def with_evidence(talk: Talk, keep: frozenset[str] | set[str]) -> Talk:
    """The talk with only this evidence in its turns."""
    turns = tuple(
        replace(turn, evidence=tuple(e for e in turn.evidence if e.evidence_id in keep))
        if isinstance(turn, TraineeTurn) else turn
        for turn in talk.turns
    )  # fmt: skip
    return replace(talk, turns=turns)


def turn_evidence_ids(talk: Talk) -> list[str]:
    return [e.evidence_id for turn in talk.trainee_turns for e in turn.evidence]


def test_measure_names_are_the_agreed_list() -> None:
    assert MEASURE_NAMES == AGREED_NAMES
    assert set(measure_docs()) == AGREED_NAMES
    assert all("Source: " in doc and len(doc) > 40 for doc in measure_docs().values())


@pytest.mark.parametrize(("name", "low", "high"), [("good", 80, 100), ("mediocre", 45, 70), ("terrible", 0, 30)])
def test_total_lies_in_the_band_of_the_domain_brief(name: str, low: float, high: float) -> None:
    assert low <= assess(TALKS[name], SCENARIO).total <= high


def test_news_moment_is_the_first_core_clause() -> None:
    feedback = assess(TALKS["mediocre"], SCENARIO)
    core = next(e for e in feedback.evidence if e.rule_id == "core")
    assert (feedback.news_turn, feedback.news_ms) == (3, core.end_ms)
    assert assess(TALKS["terrible"], SCENARIO).news_ms is None


def test_advice_names_the_biggest_loss_and_what_to_keep() -> None:
    feedback = assess(TALKS["mediocre"], SCENARIO)
    keep, change = feedback.advice
    worst = max(feedback.criteria, key=lambda c: c.max - c.value)
    assert (keep.kind, change.kind) == ("keep", "change")
    assert change.text.nl.startswith(worst.title.nl)
    assert set(change.evidence_ids) <= set(worst.evidence_ids)
    assert [a.kind for a in assess(TALKS["good"], SCENARIO).advice] == ["keep"]
    assert [a.kind for a in assess(TALKS["terrible"], SCENARIO).advice] == ["change"]
    assert assess(TALKS["terrible"], SCENARIO).advice[0].evidence_ids


def test_legal_flag_costs_points_shown_apart() -> None:
    talk = TALKS["good"]
    flagged = terrible_talk().trainee_turns[1].evidence[3]
    first = talk.trainee_turns[0]
    moved = replace(flagged, item_id=first.item_id)
    turns = tuple(replace(t, evidence=(*t.evidence, moved)) if t == first else t for t in talk.turns)
    feedback = assess(replace(talk, turns=turns), SCENARIO)
    assert feedback.legal_points_lost == 15
    assert feedback.total == assess(talk, SCENARIO).total - 15
    assert sum(c.value for c in feedback.criteria) == sum(c.value for c in assess(talk, SCENARIO).criteria)


def test_never_said_caps_and_says_why() -> None:
    rubric = replace(SCENARIO.rubric, criteria=(Criterion("heard", text("x"), 100, (Band("overlap_count", 0, 3),)),))
    feedback = assess(TALKS["terrible"], c4_scenario(replace(rubric, legal_penalty=0)))
    assert feedback.total == 40
    assert feedback.blocked_because == (SCENARIO.rubric.blockers[0].reason,)


def test_empty_talk_gets_nothing() -> None:
    feedback = assess(replace(TALKS["good"], turns=()), SCENARIO)
    assert feedback.total == 0
    assert all(c.value == 0 and c.reason.nl for c in feedback.criteria)


def test_unknown_measure_is_the_trainers_mistake() -> None:
    rubric = Rubric((Criterion("x", text("x"), 100, (Band("charm", 1, 0),)),))
    with pytest.raises(BadInput, match="charm"):
        assess(TALKS["good"], c4_scenario(rubric))


def test_delivery_never_scores() -> None:
    plain = assess(TALKS["good"], SCENARIO)
    spoken = assess(good_talk(spoken=True), SCENARIO)
    assert (plain.total, plain.criteria, plain.measures) == (spoken.total, spoken.criteria, spoken.measures)
    told = [e for e in spoken.evidence if e.category == "delivery"]
    assert {e.rule_id for e in told} >= {"delivery.articulation_rate", "delivery.pitch_range", "delivery.long_pause"}
    assert all(e.visibility == ("trainee",) and e.polarity == "neutral" and e.weight == 0 for e in told)


def test_unusable_sound_states_no_quantity() -> None:
    talk = good_talk(spoken=True)
    turns = tuple(replace(t, delivery=delivery(usable=False)) if isinstance(t, TraineeTurn) else t for t in talk.turns)
    rules = {e.rule_id for e in gather(replace(talk, turns=turns)) if e.category == "delivery"}
    assert rules == {"delivery.unusable"}


@given(st.sampled_from(sorted(TALKS)), st.randoms(use_true_random=False))
def test_order_of_evidence_does_not_matter(name: str, random: object) -> None:
    evidence = list(gather(TALKS[name]))
    random.shuffle(evidence)  # type: ignore[attr-defined]
    assert weigh(evidence, TALKS[name], SCENARIO) == assess(TALKS[name], SCENARIO)


@given(st.sampled_from(["good", "mediocre"]), st.data())
def test_without_its_evidence_a_criterion_loses_its_points(name: str, data: st.DataObject) -> None:
    talk, before = TALKS[name], assess(TALKS[name], SCENARIO)
    criterion = data.draw(st.sampled_from([c for c in before.criteria if c.value > 0]))
    assert criterion.evidence_ids, "points without evidence"
    left = [e for e in before.evidence if e.evidence_id not in criterion.evidence_ids]
    after = weigh(left, talk, SCENARIO)
    assert _value(after, criterion.criterion_id) == 0


@given(st.sampled_from(sorted(TALKS)), st.data())
def test_every_cited_evidence_bears_on_its_measure(name: str, data: st.DataObject) -> None:
    talk, before = TALKS[name], assess(TALKS[name], SCENARIO)
    measured = data.draw(st.sampled_from([m for m in before.measures if m.evidence_ids and m.value is not None]))
    gone = data.draw(st.sampled_from(measured.evidence_ids))
    after = weigh([e for e in before.evidence if e.evidence_id != gone], talk, SCENARIO)
    assert next(m for m in after.measures if m.name == measured.name) != measured


@given(st.sampled_from(sorted(TALKS)), st.data())
def test_any_subset_of_evidence_scores_within_bounds(name: str, data: st.DataObject) -> None:
    ids = turn_evidence_ids(TALKS[name])
    keep = data.draw(st.frozensets(st.sampled_from(ids)))
    feedback = assess(with_evidence(TALKS[name], keep), SCENARIO)
    assert 0 <= feedback.total <= 100
    assert feedback.total == round(feedback.total, 1)
    assert all(0 <= c.value <= c.max for c in feedback.criteria)
    known = {e.evidence_id for e in feedback.evidence}
    assert all(set(c.evidence_ids) <= known for c in feedback.criteria)
    assert all(set(a.evidence_ids) <= known for a in feedback.advice)


POSITIVE_RULES = ("core", "act.acknowledge_emotion", "act.own_responsibility", "act.give_reason")


@pytest.mark.parametrize("rule", POSITIVE_RULES)
def test_deleting_the_evidence_of_a_good_act_moves_the_total(rule: str) -> None:
    talk = TALKS["good"]
    gone = {e.evidence_id for t in talk.trainee_turns for e in t.evidence if e.rule_id == rule}
    if rule == "act.give_reason":
        gone |= {e.evidence_id for t in talk.trainee_turns for e in t.evidence if e.rule_id == "fact.reason"}
    kept = with_evidence(talk, set(turn_evidence_ids(talk)) - gone)
    assert gone
    assert assess(kept, SCENARIO).total < assess(talk, SCENARIO).total


@pytest.mark.parametrize("rule", ["vague.downtoner.1", "vague.blame_shift.1", "vague.false_hope.1"])
def test_deleting_the_evidence_of_a_fault_moves_the_total_up(rule: str) -> None:
    talk = TALKS["mediocre"]
    kept = with_evidence(talk, {e.evidence_id for t in talk.trainee_turns for e in t.evidence if e.rule_id != rule})
    assert assess(kept, SCENARIO).total > assess(talk, SCENARIO).total


def _value(feedback: Feedback, criterion_id: str) -> float:
    return next(c.value for c in feedback.criteria if c.criterion_id == criterion_id)
