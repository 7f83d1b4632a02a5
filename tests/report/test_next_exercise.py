"""What comes next: the same answer to the same talk, and only exercises that are there."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.labels import DIFFICULTIES, LANGUAGES, Difficulty, Language
from simulator.flow.persona import Persona
from simulator.flow.report import CriterionScore, Feedback, RehearsalReport
from simulator.flow.scenario import Band, Criterion, Rubric, Scenario
from simulator.report import Shelf, render
from simulator.report.audience import Outcome, Shown, show
from simulator.report.next_exercise import NextExercise, next_exercise
from tests.feedback.talks import c4_scenario, good_talk, lieve, report_of, text


def roger() -> Persona:
    return replace(lieve(), id="roger", name="Roger", trajectory="anger_legal")


def listening_talk() -> Scenario:
    """Another scenario, in which receiving the reaction weighs 60 of 100."""
    criteria = (
        Criterion("hear", text("Horen"), 60, (Band("reception_acts", 2, 0),)),
        Criterion("clear", text("Klaar"), 40, (Band("news_severity", 0, 3),)),
    )
    return replace(c4_scenario(Rubric(criteria)), id="luisteren", personas=("roger",))


SHELF = Shelf((replace(c4_scenario(), personas=("lieve", "roger")), listening_talk()), (lieve(), roger()))


def held(good: RehearsalReport, difficulty: Difficulty, values: Mapping[str, float], shelf: Shelf = SHELF) -> Shown:
    """A talk with these points, all points where none are given."""
    criteria = tuple(replace(c, value=values.get(c.criterion_id, c.max)) for c in good.feedback.criteria)
    total = sum(c.value for c in criteria)
    shown = show(replace(good, scenario=SHELF.scenarios[0]), "trainee", "nl")
    outcome = Outcome(total, total >= shown.scenario.rubric.pass_mark, 0.0, ())
    talk = replace(shown.talk, difficulty=difficulty)
    return replace(shown, criteria=criteria, outcome=outcome, talk=talk, shelf=shelf)


def chosen(shown: Shown) -> NextExercise:
    found = next_exercise(shown)
    assert found is not None
    return found


FAR = {"news_timing": 0.0, "clarity": 0.0, "room": 0.0, "reception": 0.0, "ownership": 0.0}
NOT_YET = {"news_timing": 0.0, "clarity": 0.0, "room": 0.0}


@pytest.mark.parametrize(
    ("difficulty", "points", "why", "level"),
    [
        ("hard", FAR, "lighter", "normal"),
        ("normal", FAR, "lighter", "easy"),
        ("easy", FAR, "again", "easy"),
        ("hard", NOT_YET, "again", "hard"),
        ("normal", {}, "more_pressure", "hard"),
    ],
)
def test_the_level_follows_the_points(
    good: RehearsalReport, difficulty: Difficulty, points: dict[str, float], why: str, level: str
) -> None:
    found = chosen(held(good, difficulty, points))
    assert (found.why, found.difficulty, found.scenario.id) == (why, level, "c4-test")
    assert found.persona == good.persona
    assert (found.criterion is not None) is (why in {"lighter", "again"})


def test_the_weakest_part_is_practised_where_it_weighs_more(good: RehearsalReport) -> None:
    found = chosen(held(good, "normal", {"reception": 3.0}))
    assert (found.why, found.scenario.id, found.points) == ("elsewhere", "luisteren", 60)
    assert found.criterion == text("De reactie opvangen")
    assert found.persona == roger()


def test_else_with_whom_it_is_hardest(good: RehearsalReport) -> None:
    found = chosen(held(good, "normal", {"ownership": 2.0}))
    assert (found.why, found.persona) == ("asks_more", roger())
    plain = replace(roger(), trajectory="cool_practical")
    shelf = replace(SHELF, personas=(lieve(), plain))
    assert (chosen(held(good, "normal", {"ownership": 2.0}, shelf)).why) == "other_persona"
    assert chosen(held(good, "normal", {"ownership": 2.0}, Shelf())).why == "again"


def test_after_the_hardest_level_comes_another_talk(good: RehearsalReport) -> None:
    found = chosen(held(good, "hard", {}))
    assert (found.why, found.scenario.id, found.difficulty) == ("new_talk", "luisteren", "normal")
    assert chosen(held(good, "hard", {}, Shelf())).why == "keep"


def test_a_persona_that_does_not_speak_the_language_is_no_choice(good: RehearsalReport) -> None:
    shelf = replace(SHELF, personas=(lieve(), replace(roger(), languages=("fr",))))
    assert chosen(held(good, "normal", {"ownership": 2.0}, shelf)).persona == good.persona


@given(st.data(), st.sampled_from(DIFFICULTIES), st.sampled_from(LANGUAGES))
def test_any_points_lead_to_an_exercise_that_is_there_and_to_its_reason(
    data: st.DataObject, difficulty: Difficulty, language: Language
) -> None:
    criteria: list[CriterionScore] = []
    talk = good_talk()
    for c in c4_scenario().rubric.criteria:
        value = data.draw(st.floats(0, c.weight))
        criteria.append(CriterionScore(c.id, c.title, value, c.weight, text("x"), ()))
    total = sum(c.value for c in criteria)
    shown = show(report_of(talk, _scored(criteria)), "trainee", language)
    shown = replace(
        shown, outcome=Outcome(total, total >= 60, 0, ()), shelf=SHELF, talk=replace(talk, difficulty=difficulty)
    )
    found = chosen(shown)
    assert found == next_exercise(shown)
    assert found.scenario.id in {s.id for s in SHELF.scenarios}
    assert (found.criterion is None) is (found.why in {"more_pressure", "new_talk", "keep"})
    if found.criterion:
        lost = {c.title: c.max - c.value for c in criteria}
        assert lost[found.criterion] == max(lost.values())


def _scored(criteria: list[CriterionScore]) -> Feedback:
    return Feedback(0.0, False, tuple(criteria), (), (), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_says_it_with_its_reason(language: Language, terrible: RehearsalReport) -> None:
    page = render(terrible, format="html", audience="trainee", language=language, shelf=SHELF).decode()
    block = page[page.index('id="next"') : page.index('id="timeline"')]
    weakest = max(terrible.feedback.criteria, key=lambda c: c.max - c.value)
    assert weakest.title.in_language(language) in block
    assert "{" not in block


def test_hr_gets_no_advice(terrible: RehearsalReport) -> None:
    assert next_exercise(show(terrible, "hr", "nl")) is None
    assert 'id="next"' not in render(terrible, format="html", audience="hr", language="nl", shelf=SHELF).decode()
