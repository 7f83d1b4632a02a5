"""Who sits at the table too: what moves them, when they join, and that the same seed gives the same words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from simulator.dialogue import Director, out_of_bounds
from simulator.dialogue.second import NOBODY_JOINS
from simulator.errors import BadInput
from simulator.flow.dialogue import PersonaState, Reaction, SecondState
from simulator.flow.labels import Difficulty, Language
from simulator.flow.language import Judgement
from simulator.flow.scenario import Condition
from tests.dialogue.replaying import POLICIES, Deal, drawn, fingerprint
from tests.dialogue.talks import catalog, evidence_of, said

CONFLICT = "conflict-na-vergadering"
SEATS: tuple[tuple[str, str, Language], ...] = (
    ("dirk", "yasmina", "nl"),
    ("yasmina", "dirk", "nl"),
    ("ines", "yasmina", "nl"),
    ("thierry", "yasmina", "fr"),
    ("yasmina", "thierry", "fr"),
    ("ines", "juergen", "en"),
)
CORE = said("Gisteren schoof u mijn blad opzij, dat heeft mij geraakt.", "i_message", core=True)
ASKED = said("Hoe was dat voor u, Dirk?", "open_question")
ASKED_SECOND = said("En voor u, Yasmina?", "open_question")
BOTH_BACK = said("Ik hoor dat u, Dirk, door moest, en u, Yasmina, zweeg.", "reflect")
_STATE = TypeAdapter(PersonaState)


@dataclass(frozen=True)
class Heard:
    state: PersonaState
    reaction: Reaction

    @property
    def second(self) -> SecondState:
        assert self.state.second is not None
        return self.state.second


def director(
    first: str = "dirk", second: str = "yasmina", language: Language = "nl", *, seed: int = 1,
    difficulty: Difficulty = "normal",
) -> Director:  # fmt: skip
    return Director(
        catalog().scenario(CONFLICT), catalog().persona(first), language=language, difficulty=difficulty, seed=seed,
        second=catalog().persona(second),
    )  # fmt: skip


def played(by: Director, *turns: Judgement, is_written_down: bool = False) -> Iterator[Heard]:
    """Everything said behind the opening, by either."""
    state = by.open()[0]
    for number, turn in enumerate(turns, start=1):
        if is_written_down:
            state = _STATE.validate_json(_STATE.dump_json(state))
        evidence = evidence_of(turn, f"trainee_{number:03d}")
        before = state
        state, reaction = by.react(before, turn, evidence, elapsed_ms=8000 * number)
        yield Heard(state, reaction)
        if added := by.add(before, state, reaction, turn, evidence, elapsed_ms=8000 * number):
            state = added[0]
            yield Heard(*added)


def test_they_ask_for_the_word_answer_by_name_and_are_relieved_when_both_sides_were_given_back() -> None:
    heard = list(played(director(), CORE, ASKED, ASKED_SECOND, BOTH_BACK))
    assert [(each.reaction.speaker, each.reaction.intent) for each in heard] == [
        ("", "take_news"),
        ("", "answer_question"),
        ("yasmina", "answer_question"),
        ("yasmina", "answer_question"),
        ("", "respond_to_reflection"),
        ("yasmina", "soften"),
    ]
    assert heard[-1].second.spent_joins == ("en-ik", "eigen-kant", "allebei-gehoord")
    assert heard[-1].second.mood == "relieved"
    assert heard[-1].reaction.because == ("trainee_004:act.reflect:0",)


def test_both_sides_given_back_calms_both() -> None:
    blame = said("Dirk en Yasmina, dat is uw fout.", "blame_shift")
    heard = list(played(director(), CORE, blame, ASKED, BOTH_BACK))
    tensions = [(each.state.tension, each.second.tension) for each in heard]
    before, after = tensions[-2], next(each for each in tensions if each[1] < tensions[-2][1])
    assert before[1] > 0
    assert after[0] < before[0]


@pytest.mark.parametrize(("right", "tense"), [("Dirk", "second"), ("Yasmina", "first")])
def test_who_is_put_in_the_right_makes_the_other_tense(right: str, tense: str) -> None:
    *_, before = played(director(), CORE, said("Goed."))
    *_, after = played(director(), CORE, said(f"{right} heeft gelijk."))
    rises = {
        "first": after.state.tension - before.state.tension,
        "second": after.second.tension - before.second.tension,
    }
    assert rises.pop(tense) > 0.1
    assert list(rises.values()) == [0]


def test_who_said_something_and_is_passed_over_grows_tense_but_not_when_named() -> None:
    back_to_first = said("Ik hoor dat u door moest.", "reflect")
    passed = list(played(director(), CORE, ASKED, back_to_first))[-1]
    named = list(played(director(), CORE, ASKED, BOTH_BACK))[-1]
    silent = list(played(director(), CORE, back_to_first))[1]
    assert passed.second.tension == pytest.approx(0.1)
    assert named.second.tension == silent.second.tension == 0


def test_a_remark_about_a_group_hurts_the_whole_table() -> None:
    *_, heard = played(director(), CORE, said("Dirk, gij Vlamingen altijd.", "you_blame", legal=["origin_religion"]))
    assert heard.second.tension > 0.2


def test_nobody_joins_behind_the_news_a_pressing_question_a_word_that_stops_or_the_end() -> None:
    joined = 0
    for seed in range(60):
        heard = list(played(director(seed=seed), *drawn_turns(seed)))
        for before, each in pairwise(heard):
            if each.reaction.speaker and each.second.floor == ("first", "second"):
                joined += 1
                assert before.reaction.intent not in NOBODY_JOINS
    assert joined > 60
    by = director()
    state, reaction = by.react(by.open()[0], said("stop"), (), elapsed_ms=1)
    assert reaction.ends_talk
    assert by.add(by.open()[0], state, reaction, said("stop"), (), elapsed_ms=1) is None


def test_the_persona_says_what_it_would_say_without_them() -> None:
    """Until somebody sides with one of the two, or they answer in its place."""
    alone = Director(
        catalog().scenario(CONFLICT), catalog().persona("dirk"), language="nl", difficulty="normal", seed=1
    )
    turns = (said("Dag.", "greet"), CORE, ASKED, said("Ik stel dinsdag voor.", "propose_solution"))
    with_them = [each.reaction for each in played(director(), *turns) if not each.reaction.speaker]
    assert with_them == [each.reaction for each in played(alone, *turns)]
    assert all(each.state.second is None for each in played(alone, *turns))


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 10_000), seat=st.sampled_from(SEATS))
def test_the_same_seed_gives_the_same_talk_also_from_states_that_were_written_down(
    number: int, seat: tuple[str, str, Language]
) -> None:
    turns = drawn_turns(number, seat[2])
    talks = [
        [(each.state, each.reaction) for each in played(director(*seat, seed=number), *turns, is_written_down=is_kept)]
        for is_kept in (False, True)
    ]
    assert fingerprint(talks[0]) == fingerprint(talks[1])


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 10_000), seat=st.sampled_from(SEATS))
def test_their_lines_are_bound_as_the_personas_are(number: int, seat: tuple[str, str, Language]) -> None:
    """None comes back while others of the join are left, none states law or speaks of the trainee; tension is 0-1."""
    heard = list(played(director(*seat, seed=number), *drawn_turns(number, seat[2])))
    theirs = [each for each in heard if each.reaction.speaker]
    assert {each.reaction.speaker for each in theirs} <= {seat[1]}
    assert not any(out_of_bounds(each.reaction.text, seat[2]) for each in theirs)
    assert not any(each.reaction.ends_talk for each in theirs)
    assert all(0 <= each.second.tension <= 1 for each in heard)
    keys = heard[-1].second.spent_lines
    assert len(set(keys)) == len(keys)  # every join of this scenario is said once


def test_a_join_that_comes_again_uses_up_its_lines_first() -> None:
    scenario = catalog().scenario(CONFLICT)
    assert scenario.also_present is not None
    again = replace(scenario.also_present.joins[-1], once=False, when=Condition(core_said=True), phases=())
    present = replace(scenario.also_present, joins=(again,))
    by = Director(
        replace(scenario, also_present=present), catalog().persona("dirk"), language="nl", difficulty="normal", seed=3,
        second=catalog().persona("yasmina"),
    )  # fmt: skip
    said_by_them = [e.reaction.text for e in played(by, CORE, *[said("Ja.")] * 6) if e.reaction.speaker]
    assert len(said_by_them) >= 4
    assert len(set(said_by_them[:2])) == len(set(said_by_them[2:4])) == 2


def test_somebody_who_does_not_speak_the_language_cannot_sit_there() -> None:
    with pytest.raises(BadInput, match=r"Thierry.*does not speak 'nl'"):
        director("dirk", "thierry", "nl")


def drawn_turns(number: int, language: Language = "nl") -> list[Judgement]:
    """Two rounds of a simulated trainee's turns, with names put in now and then."""
    rng = Random(f"names/{number}")
    policy = rng.choice(POLICIES)
    turns = Deal(CONFLICT, "dirk", language, "normal", policy, number).turns()
    names = ("", "", "Dirk, ", "Yasmina, ", "Yasmina heeft gelijk. ", "Thierry a raison. ", "Ines, Dirk en Yasmina, ")
    return [drawn(rng.choice(names) + turn.text, language, policy, rng) for turn, _ in turns]
