"""Which parts of the message were told: in words, by an act, or by a plain yes."""

from simulator.dialogue.told import parts_in, told
from tests.dialogue.talks import C4_VAGUE, NEWS, director, play, said


def test_parts_are_told_in_words_or_by_an_act() -> None:
    turn = said("Ik heb dat beslist, vanaf 1 mei.", "own_responsibility", "give_reason", facts={"1 mei": "date"})
    assert set(parts_in(turn)) == {"date", "decider", "reason"}
    assert parts_in(said("Goed weer, hè.", "small_talk")) == ()


def test_the_decision_is_told_where_the_core_is_and_nowhere_else() -> None:
    assert parts_in(NEWS) == ("decision",)
    assert parts_in(said("We stoppen.", facts={"We stoppen": "decision"})) == ()


def test_what_was_told_stays_told_once() -> None:
    turn = said("Op 1 mei dus.", facts={"1 mei": "date"})
    assert told(("date", "decision"), turn) == ("date", "decision")


def test_a_yes_to_the_direct_question_tells_the_decision() -> None:
    by = director("lieve")
    states, reactions = play(by, C4_VAGUE[:3])
    assert (reactions[-1].intent, states[-1].told) == ("ask_yes_no", ())
    assert play(by, [said("Ja.")], state=states[-1])[0][0].told == ("decision",)
