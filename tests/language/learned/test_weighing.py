"""Rules and reading are weighed: each moves the opinion its own way, and severity takes the side of the probability."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.flow.labels import ACTS, LEGAL_FLAGS, LegalFlag
from simulator.language.learned import HEADS
from simulator.language.learned.reading import Reading
from simulator.language.learned.tuned import Tuned
from simulator.language.learned.weighing import VAGUE_FROM_PROB, Ruling, Weighing

WEIGHING = Weighing.of(Tuned.read(HEADS).arrays)


def reading(*, severities: tuple[float, ...] = (0.4, 0.1, 0.4, 0.1), core: float = 0.0, legal: float = -5.0) -> Reading:
    return Reading(severities, core, (legal,) * len(LEGAL_FLAGS), (0.0,) * len(ACTS), ())


def ruling(
    severity: int = 0, *, has_core: bool = False, flags: frozenset[LegalFlag] = frozenset(), is_short: bool = False
) -> Ruling:
    return Ruling(
        severity, is_fog=False, has_core=has_core, flags=flags, asked_for_clarity=False, is_short=is_short,
        gives_something=False,
    )  # fmt: skip


def test_a_rule_that_finds_vagueness_speaks_for_it() -> None:
    alone, backed = (WEIGHING.opinion(ruling(severity), reading()).vague_prob for severity in (0, 3))
    assert backed > alone


def test_a_rule_that_finds_the_core_speaks_for_it() -> None:
    alone, backed = (WEIGHING.opinion(ruling(has_core=has), reading()).core_prob for has in (False, True))
    assert backed > alone


@pytest.mark.parametrize(("logit", "is_told"), [(-6.0, True), (-12.0, False)])
def test_a_core_of_a_rule_stands_unless_the_reading_is_sure(logit: float, is_told: bool) -> None:
    assert (WEIGHING.opinion(ruling(has_core=True), reading(core=logit)).core_prob >= 0.5) is is_told
    assert WEIGHING.opinion(ruling(), reading(core=logit)).core_prob < 0.5


@pytest.mark.parametrize(("logit", "is_raised"), [(-3.0, True), (-8.0, False)])
def test_a_flag_of_a_rule_stands_unless_the_reading_is_sure(logit: float, is_raised: bool) -> None:
    assert ("age" in WEIGHING.opinion(ruling(flags=frozenset({"age"})), reading(legal=logit)).flags) is is_raised
    assert "age" not in WEIGHING.opinion(ruling(), reading(legal=logit)).flags


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), st.integers(0, 3))
def test_severity_takes_the_side_of_the_probability(raw: list[float], severity: int) -> None:
    probs = tuple(each / sum(raw) for each in raw)
    opinion = WEIGHING.opinion(ruling(severity), reading(severities=probs))
    assert (opinion.severity >= 2) == (opinion.vague_prob >= VAGUE_FROM_PROB)


@pytest.mark.parametrize("logit", [-1000.0, 1000.0])
def test_extreme_logits_stay_probabilities(logit: float) -> None:
    opinion = WEIGHING.opinion(ruling(), reading(core=logit, legal=logit))
    assert 0 <= opinion.core_prob <= 1
    assert all(0 <= prob <= 1 for prob in opinion.flags.values())


def test_a_rule_stands_in_a_short_utterance_whatever_the_reading() -> None:
    flags: frozenset[LegalFlag] = frozenset({"age"})
    assert not WEIGHING.opinion(ruling(flags=flags), reading(legal=-9)).flags
    assert set(WEIGHING.opinion(ruling(flags=flags, is_short=True), reading(legal=-9)).flags) == {"age"}
