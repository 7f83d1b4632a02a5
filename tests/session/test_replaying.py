"""A kept talk gives its report again, byte for byte; what was changed since is named."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.errors import BadInput, NotFound
from simulator.session.archive import load_report
from simulator.session.kept_talk import tell_again
from simulator.session.planned import MadeBy
from simulator.session.recovery import LEFT_BEHIND, recover_all
from simulator.session.replaying import Replay, rejudge, replay
from simulator.session.rooms import Rooms
from simulator.settings import load_settings
from simulator.store import ConsentFlags, OutOfOrder, SqlStore, StoredEvent
from tests.session.kept import DIRECT, TODAY, VAGUE, KeptTyping, make_session, plan_of


@pytest.fixture
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


async def told_again(store: SqlStore, rooms: Rooms, today: MadeBy = TODAY) -> Replay:
    return (await replay(store, "s1", catalog=rooms.catalog, today=today))[0]


async def directly(url: str, *statements: str) -> None:
    """What only somebody at the database itself can do."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def kept_talk(store: SqlStore, rooms: Rooms, noon: datetime, *texts: str) -> KeptTyping:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*texts)
    await talk.end(noon + timedelta(minutes=9))
    return talk


@pytest.mark.parametrize("texts", [VAGUE, DIRECT, ()], ids=["vague", "direct", "nothing said"])
async def test_the_events_give_the_same_report_byte_for_byte(
    store: SqlStore, rooms: Rooms, noon: datetime, texts: tuple[str, ...]
) -> None:
    talk = await kept_talk(store, rooms, noon, *texts)
    found = await told_again(store, rooms)
    assert (found.is_same, found.is_explained, found.differences, found.versions) == (True, True, (), ())
    record = await store.get_session("s1")
    assert (record.status, record.has_report, record.finished_at) == ("finished", True, noon + timedelta(minutes=9))
    again = tell_again("s1", await store.events("s1"))
    assert again.state() == talk.rehearsal.state
    assert again.planned.plan("s1") == talk.rehearsal.plan


async def test_turns_that_change_later_and_turns_taken_back_are_told_as_they_ended(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*VAGUE)
    last = talk.rehearsal.turns[-1]
    talk.rehearsal.correct_timing(last.item_id, start_ms=last.start_ms, end_ms=last.start_ms + 700, cut_off_text="En")
    await talk.keep()
    await talk.rewind()
    await talk.say(*DIRECT[1:])
    talk.rehearsal.forget(talk.rehearsal.turns[-1].item_id)
    await talk.end(noon)
    kinds = {event.kind for event in await store.events("s1")}
    assert {"PlannedTalk", "TraineeTurn", "AvatarTurn", "TakenBack", "Unheard", "Sealed"} <= kinds
    assert (await told_again(store, rooms)).is_same
    report = load_report(await store.report("s1"))
    assert [turn.text for turn in report.talk.taken_back] == [VAGUE[-1]]


async def test_what_is_said_after_the_end_is_not_part_of_it(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await kept_talk(store, rooms, noon, *VAGUE)
    await talk.say("Nog iets.")
    await talk.end(noon)
    assert (await store.events("s1"))[-1].kind == "Sealed"
    assert (await told_again(store, rooms)).is_same


async def test_a_consent_may_change_in_the_middle_of_a_talk(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await store.record_consent("s1", ConsentFlags(share_with_hr=True), noon)
    await talk.say(*DIRECT)
    await store.record_consent("s1", ConsentFlags(), noon)
    await talk.end(noon)
    await store.record_consent("s1", ConsentFlags(recording=True), noon)
    assert [event.kind for event in await store.events("s1")].count("ConsentGiven") == 3
    assert (await told_again(store, rooms)).is_same


async def test_a_second_writer_is_refused(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    taken = (await store.events("s1"))[-1].seq + 1
    await store.append_events("s1", [StoredEvent(taken, "TraineeTurn", 0, {})])
    with pytest.raises(OutOfOrder, match="another service"):
        await talk.say("Dag.")


async def test_a_changed_event_is_named(store: SqlStore, database_url: str, rooms: Rooms, noon: datetime) -> None:
    await kept_talk(store, rooms, noon, *DIRECT)
    event = next(event for event in await store.events("s1") if event.payload.get("text") == DIRECT[1])
    forged = json.dumps(dict(event.payload) | {"text": "Alles gaat goed."}).replace("'", "''").replace(":", r"\:")
    await directly(
        database_url,
        "DROP TRIGGER events_are_append_only" + ("" if "sqlite" in database_url else " ON events"),
        f"UPDATE events SET payload = '{forged}' WHERE seq = {event.seq}",
    )
    found = await told_again(store, rooms)
    assert (found.is_same, found.is_explained, found.is_log_untouched, found.is_report_untouched) == (
        False, False, False, True,
    )  # fmt: skip
    assert f"talk.turns[{event.payload['item_id']}].text" in {difference.where for difference in found.differences}


async def test_a_changed_rubric_is_named_with_what_it_moves(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime
) -> None:
    await kept_talk(store, rooms, noon, *DIRECT)
    planned = dict((await store.events("s1"))[0].payload)
    criterion = planned["scenario"]["rubric"]["criteria"][0]
    criterion["weight"] = criterion["weight"] * 3
    forged = json.dumps(planned).replace("'", "''").replace(":", r"\:")
    await directly(
        database_url,
        "DROP TRIGGER events_are_append_only" + ("" if "sqlite" in database_url else " ON events"),
        f"UPDATE events SET payload = '{forged}' WHERE seq = 1",
    )
    found = await told_again(store, rooms)
    places = {difference.where for difference in found.differences}
    assert f"scenario.rubric.criteria[{criterion['id']}].weight" in places
    assert "feedback.total" in places
    assert not found.is_explained


async def test_a_changed_report_is_told_from_a_changed_event(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    await kept_talk(store, rooms, noon, *VAGUE)
    report = json.loads(await store.report("s1"))
    report["feedback"]["total"] = 99.0
    await store.save_report("s1", json.dumps(report, ensure_ascii=False, sort_keys=True).encode())
    found = await told_again(store, rooms)
    assert (found.is_log_untouched, found.is_report_untouched, found.is_explained) == (True, False, False)
    assert [(found.where, found.kept) for found in found.differences] == [("feedback.total", 99.0)]


async def test_versions_that_are_not_the_same_now_are_named(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    plan = plan_of(rooms)
    old = replace(plan, versions=replace(plan.versions, scenario_hash="older", rules_hash="older still"))
    talk = await KeptTyping.begin(store, old, rooms, noon)
    await talk.say(*VAGUE)
    await talk.end(noon)
    today = MadeBy("9.9+abc", dict(TODAY.models) | {"speech-to-text": "faster-whisper large-v3"})
    found = await told_again(store, rooms, today)
    assert found.is_same, "what is kept is kept, whatever became of the files"
    assert {version.where for version in found.versions} == {
        "scenario", "rules", "program", "model: speech-to-text",
    }  # fmt: skip


async def test_another_program_explains_a_difference_and_the_same_one_does_not(
    store: SqlStore, rooms: Rooms, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept_talk(store, rooms, noon, *DIRECT)
    monkeypatch.setattr("simulator.session.record.beside_own_usual", lambda talk: replace(talk, difficulty="hard"))
    assert not (await told_again(store, rooms)).is_explained
    found = await told_again(store, rooms, MadeBy("9.9+abc", TODAY.models))
    assert (found.is_same, found.is_explained) == (False, True)
    assert [difference.where for difference in found.differences] == ["talk.difficulty"]


async def test_the_kept_words_are_judged_again_as_they_were(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*VAGUE)
    await talk.rewind()
    await talk.say(*DIRECT, "Neen.", "U krijgt drie maanden opzeg.")
    await talk.end(noon)
    again = rejudge(tell_again("s1", await store.events("s1")))
    assert again.turns == ()
    assert again.total_kept == again.total_now


async def test_a_turn_that_would_be_judged_otherwise_today_is_named(
    store: SqlStore, rooms: Rooms, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept_talk(store, rooms, noon, *DIRECT)
    talk = tell_again("s1", await store.events("s1"))
    judge = rejudge.__globals__["language"].judge
    monkeypatch.setattr(
        "simulator.language.judge",
        lambda text, lang, *, context: replace(judge(text, lang, context=context), severity=3),
    )
    found = rejudge(talk)
    assert [turn.item_id for turn in found.turns] == ["trainee_001", "trainee_002", "trainee_003"]
    assert all("judgement.severity" in {place.where for place in turn.differences} for turn in found.turns)


async def test_a_talk_cut_off_by_a_crash_gets_a_report_of_what_was_kept(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    await talk.say(*DIRECT)
    before = talk.rehearsal.report()
    del talk
    assert await store.under_way.left_behind(noon - LEFT_BEHIND / 2) == [], "its service may still speak of it"
    assert await recover_all(store, noon + LEFT_BEHIND / 2) == []
    assert [found.session_id for found in await recover_all(store, noon + LEFT_BEHIND)] == ["s1"]
    report = load_report(await store.report("s1"))
    assert report.talk.is_cut_off
    assert report.feedback == before.feedback
    assert (await store.get_session("s1")).status == "abandoned"
    assert (await told_again(store, rooms)).is_same
    assert await recover_all(store, noon + timedelta(days=1)) == []


async def test_a_talk_of_which_nothing_was_kept_ends_without_a_report(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    await make_session(store, plan_of(rooms), noon)
    await store.under_way.begin("s1", noon)
    assert await recover_all(store, noon + LEFT_BEHIND) == []
    record = await store.get_session("s1")
    assert (record.status, record.has_report) == ("abandoned", False)
    assert await store.under_way.left_behind(noon + LEFT_BEHIND) == []
    with pytest.raises(NotFound, match="nothing was said"):
        await told_again(store, rooms)


async def test_a_talk_kept_before_there_were_plans_says_so(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    await make_session(store, plan_of(rooms), noon)
    await store.append_events("s1", [StoredEvent(1, "TraineeTurn", 0, {"text": "Dag."})])
    with pytest.raises(BadInput, match="did not keep its plan"):
        await told_again(store, rooms)
