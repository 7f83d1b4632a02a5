"""A report read in a hurry says the same of attendance, points and chosen words as one that is read whole."""

from dataclasses import replace

import pytest

from simulator.errors import BadInput
from simulator.flow.labels import Audience
from simulator.flow.sharing import Beside, ChosenQuote
from simulator.report.audience import show
from simulator.session.archive import dump_report, load_report
from simulator.session.report_heads import load_head
from tests.session.house import scored

BESIDE = Beside(quotes=(ChosenQuote("trainee_003", ((2, 5),)),))


@pytest.mark.parametrize("which", range(3))
def test_hr_sees_the_same(which: int) -> None:
    kept = dump_report(scored(which))
    whole, head = (show(read(kept), "hr", "fr", BESIDE) for read in (load_report, load_head))
    assert head.quotes == whole.quotes
    assert head.attendance == whole.attendance
    assert head.criteria == whole.criteria
    assert replace(head, scenario=whole.scenario, persona=whole.persona) == whole


@pytest.mark.parametrize("audience", ["trainee", "trainer"])
def test_the_others_see_the_same_outcome(audience: Audience) -> None:
    kept = dump_report(scored(1))
    whole, head = (show(read(kept), audience, "nl") for read in (load_report, load_head))
    assert head.outcome == whole.outcome
    assert [(c.criterion_id, c.value, c.max) for c in head.criteria] == [
        (c.criterion_id, c.value, c.max) for c in whole.criteria
    ]


def test_a_report_of_another_shape_is_named() -> None:
    kept = dump_report(scored()).replace(b'"max"', b'"most"')
    with pytest.raises(BadInput, match="kept by another version"):
        load_head(kept)
