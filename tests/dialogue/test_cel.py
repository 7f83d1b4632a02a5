"""Expressions in CEL: the names of the conditions, computed and nothing else."""

import pytest

from simulator.dialogue.cel import CEL_NAMES, cel_fault, cel_holds
from simulator.dialogue.conditions import holds
from simulator.dialogue.moment import Moment
from simulator.flow.dialogue import PersonaState
from simulator.flow.scenario import Condition
from tests.dialogue.talks import NEWS, director, play, said

STATE = PersonaState(
    "nieuws", mood="sad", trust=0.4, tension=0.7, clarity_debt=4, core_said=True, trainee_turns=6, news_turn=2,
    told=("decision", "date"),
)  # fmt: skip
TURN = said(
    "We zien wel, voor 500 euro.", "evade", severity=2, vague={"We zien wel": "vague_commitment"},
    facts={"500 euro": "amount"}, legal=["age"],
)  # fmt: skip
MOMENT = Moment(STATE, TURN, elapsed_ms=60_000)


@pytest.mark.parametrize(
    ("met", "missed"),
    [
        ("tension > 0.6 && turns_since_news > 3", "tension > 0.6 && turns_since_news > 4"),
        ("'evade' in acts", "'close' in acts"),
        ("codes.exists(c, c.startsWith('vague'))", "codes.exists(c, c == 'filler')"),
        ("size(legal) == 1 && 'age' in legal", "size(legal) > 1"),
        ("'amount' in facts && !('amount' in told)", "'date' in facts"),
        ("core_said && !core_message", "core_message"),
        ("severity >= 2 && debt == 4.0 && turn == 6", "severity > 2"),
        ("mood in ['sad', 'wary'] && trust < 0.5", "mood == 'angry'"),
        ("elapsed_s >= 60 && silence_s == 0", "elapsed_s > 60.0"),
    ],
)
def test_every_name_is_what_the_field_of_a_condition_looks_at(met: str, missed: str) -> None:
    assert cel_fault(met) is None
    assert cel_holds(met, MOMENT)
    assert not cel_holds(missed, MOMENT)
    assert holds(Condition(cel=met, core_said=True), MOMENT)
    assert not holds(Condition(cel=met, core_said=False), MOMENT)
    assert not holds(Condition(cel=missed), MOMENT)


def test_into_a_silence_nothing_was_said() -> None:
    silence = Moment(STATE, silence_ms=9000)
    assert cel_holds("silence_s > 8.0 && size(acts) == 0 && severity == 0 && 'date' in told", silence)


def test_what_cannot_be_computed_now_does_not_hold() -> None:
    assert cel_fault("10 / severity > 2") is None
    assert cel_holds("10 / severity > 2", MOMENT)
    assert not cel_holds("10 / severity > 2", Moment(STATE, silence_ms=9000))


@pytest.mark.parametrize(
    ("expression", "name", "says"),
    [
        ("tenson > 0.6", "tenson", "no 'tenson'"),
        ("false && nobody > 1", "nobody", "no 'nobody'"),
        ("open('/etc/passwd') == ''", "open", "no 'open'"),
        ("__import__('os') == ''", "__import__", "no '__import__'"),
        ("tension >", None, "character 10"),
        ("tension > 'hoog'", None, "overload"),
        ("turn + 0.5 > 2.0", None, "overload"),
        ("turn", None, "0, not to true or false"),
        ("(" * 190 + "true" + ")" * 190, None, ""),
    ],
)
def test_what_is_wrong_is_said_before_any_talk(expression: str, name: str | None, says: str) -> None:
    fault = cel_fault(expression)
    assert fault is not None
    assert fault.name == name
    assert says in fault.message
    assert "\n" not in fault.message


def test_turns_since_the_news_are_counted_from_the_turn_that_told_it() -> None:
    states, _ = play(director("lieve"), [said("Dag Lieve.", "greet"), NEWS, said("Ja."), said("Ja.")])
    since = [next(n for n in range(-1, 9) if cel_holds(f"turns_since_news == {n}", Moment(s))) for s in states]
    assert since == [0, 0, 1, 2]


def test_the_guide_names_every_name_and_no_other() -> None:
    import re
    from pathlib import Path

    guide = (Path(__file__).parents[2] / "docs" / "trainer" / "writing.md").read_text(encoding="utf-8")
    listed = guide.partition("Names: ")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == CEL_NAMES
