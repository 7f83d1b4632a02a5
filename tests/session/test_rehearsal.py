"""The deterministic heart: same turns and seed, same talk; an answer that was never given is taken back."""

import shutil
from pathlib import Path

import pytest

from simulator.dialogue.actors.scripted import ScriptedActor
from simulator.errors import BadInput
from simulator.flow.labels import Language
from simulator.session.archive import dump_report, load_report
from simulator.session.plan import Plan
from simulator.session.rehearsal import HeardTurn, Rehearsal
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.typed import TypedRehearsal
from simulator.settings import load_settings

VAGUE = ("Alles goed thuis?", "We moeten eens bekijken hoe we dat anders gaan invullen.", "We zien wel, wie weet.")
CLEAR = ("Ik heb slecht nieuws. Wij beëindigen uw contract, u bent ontslagen.", "Ik zie dat dit hard aankomt.")


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


def plan(rooms: Rooms, *, seed: int = 4, persona: str = "lieve", lang: Language = "nl") -> Plan:
    return rooms.plan("session", TalkRequest("c4-ontslag", persona, lang, "normal", seed))


def play(rooms: Rooms, texts: tuple[str, ...], seed: int = 4) -> Rehearsal:
    talk = TypedRehearsal(Rehearsal(plan(rooms, seed=seed), ScriptedActor()))
    talk.open()
    list(talk.play(texts))
    return talk.rehearsal


def test_the_same_turns_and_seed_give_the_same_bytes(rooms: Rooms) -> None:
    assert dump_report(play(rooms, VAGUE).report()) == dump_report(play(rooms, VAGUE).report())


def test_another_seed_is_another_talk_with_the_same_judgement(rooms: Rooms) -> None:
    talks = [play(rooms, VAGUE, seed).talk() for seed in range(6)]
    assert len({tuple(turn.text for turn in talk.avatar_turns) for talk in talks}) > 1
    assert len({tuple(turn.judgement.severity for turn in talk.trainee_turns) for talk in talks}) == 1


def test_vagueness_is_asked_about_and_plain_news_is_not(rooms: Rooms) -> None:
    pressing = {"ask_clarity", "ask_yes_no", "insist", "leave"}
    assert pressing & {turn.intent for turn in play(rooms, VAGUE).talk().avatar_turns}
    assert not pressing & {turn.intent for turn in play(rooms, CLEAR).talk().avatar_turns}


def test_a_kept_report_opens_again_as_it_was(rooms: Rooms) -> None:
    report = play(rooms, CLEAR).report()
    assert load_report(dump_report(report)) == report


def test_a_report_of_another_version_says_so() -> None:
    with pytest.raises(BadInput, match="another version"):
        load_report(b'{"talk": {}}')


def test_an_answer_that_was_never_given_is_taken_back_and_what_was_said_stays(rooms: Rooms) -> None:
    rehearsal = Rehearsal(plan(rooms), ScriptedActor())
    before = rehearsal.state
    heard = HeardTurn("trainee_001", "Uw plaats wordt vrijgemaakt, en wie weet komt er nog iets.", "nl", 0, 4000)
    _, reaction = rehearsal.hear(heard)
    after = rehearsal.state
    assert after.rung > before.rung
    rehearsal.take_back(before, reaction)
    assert rehearsal.state.rung == before.rung
    assert rehearsal.state.spent_lines == before.spent_lines
    assert rehearsal.state.clarity_debt == after.clarity_debt > 0
    assert rehearsal.state.trainee_turns == 1


def test_a_persona_that_does_not_speak_the_language_is_refused(rooms: Rooms) -> None:
    with pytest.raises(BadInput, match="does not speak"):
        plan(rooms, persona="thierry", lang="nl")


def test_what_is_archived_is_not_for_new_talks(tmp_path: Path) -> None:
    settings = load_settings()
    shutil.copytree(settings.scenarios_dir, tmp_path / "scenarios")
    path = tmp_path / "scenarios" / "c4-ontslag.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\nkind:", "\nstatus: archived\nkind:", 1), encoding="utf-8"
    )
    rooms = Rooms.from_settings(settings.model_copy(update={"scenarios_dir": tmp_path / "scenarios"}))
    with pytest.raises(BadInput, match="archived"):
        plan(rooms)
    rooms.close()


def test_what_is_foreseen_is_what_then_happens_and_changes_nothing(rooms: Rooms) -> None:
    rehearsal = Rehearsal(plan(rooms), ScriptedActor())
    heard = HeardTurn("trainee_001", "We zetten uw contract stop. U bent ontslagen.", "nl", 1_000, 4_000)
    before = rehearsal.state
    foreseen = rehearsal.foresee(heard)
    assert rehearsal.state == before
    assert rehearsal.talk().turns == ()
    assert rehearsal.hear(heard)[1] == foreseen


def test_going_back_gives_the_talk_that_was_before(rooms: Rooms) -> None:
    talk = TypedRehearsal(Rehearsal(plan(rooms), ScriptedActor()))
    talk.open()
    first = talk.say("Alles goed thuis?")
    state = talk.rehearsal.state
    talk.say("We moeten eens bekijken hoe we dat anders gaan invullen.")
    rewound = talk.rehearsal.rewind()
    assert rewound.reaction.text == first.reaction.text
    assert rewound.at_ms == first.avatar.start_ms
    assert rewound.last_item_id == first.trainee.item_id
    assert talk.rehearsal.state == state
    talk.rehearsal.answer(rewound.reaction, start_ms=rewound.at_ms, end_ms=rewound.at_ms + 2000)
    talk.say(CLEAR[0])
    after = talk.rehearsal.talk()
    assert [turn.text for turn in after.trainee_turns] == ["Alles goed thuis?", CLEAR[0]]
    assert [turn.text for turn in after.taken_back] == ["We moeten eens bekijken hoe we dat anders gaan invullen."]
    report = talk.rehearsal.report()
    assert not {turn.item_id for turn in after.taken_back} & {found.item_id for found in report.feedback.evidence}
    assert load_report(dump_report(report)) == report


def test_going_back_to_the_first_turn_begins_again(rooms: Rooms) -> None:
    rehearsal = play(rooms, VAGUE)
    first = rehearsal.talk().trainee_turns[0].item_id
    rewound = rehearsal.rewind(first)
    assert rewound.last_item_id is None
    assert rehearsal.talk().turns == ()
    assert rehearsal.state.clarity_debt == 0


def test_a_turn_that_never_was_cannot_be_gone_back_to(rooms: Rooms) -> None:
    rehearsal = play(rooms, VAGUE)
    with pytest.raises(BadInput, match=r"trainee_001, trainee_002, trainee_003"):
        rehearsal.rewind("trainee_009")
    with pytest.raises(BadInput, match="none yet"):
        play(rooms, ()).rewind()


def test_going_back_where_nobody_heard_the_opening(rooms: Rooms) -> None:
    rehearsal = Rehearsal(plan(rooms), ScriptedActor())
    opening = rehearsal.answer(rehearsal.opening, start_ms=0, end_ms=2000)
    rehearsal.forget(opening.item_id)
    rehearsal.hear(HeardTurn("trainee_001", "Alles goed thuis?", "nl", 100, 1500))
    rewound = rehearsal.rewind()
    assert rewound.reaction.text == rehearsal.opening.text
    assert rehearsal.talk().turns == ()
    assert rehearsal.state.trainee_turns == 0
