"""Consent to measures of delivery is withdrawn: nothing measured is left of the talk, and all else is."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.session import sharing
from simulator.session.archive import load_report
from simulator.session.recovery import LEFT_BEHIND, recover
from simulator.session.rehearsal import HeardTurn
from simulator.session.replaying import replay
from simulator.session.rooms import Rooms
from simulator.session.viewer import LOCAL_VIEWER
from simulator.settings import load_settings
from simulator.store import ConsentFlags, OutOfOrder, SqlStore, StoredEvent
from tests.feedback.talks import delivery
from tests.session.kept import DIRECT, TODAY, KeptTyping, plan_of

MEASURED = "speech_ms"
"""Stands wherever delivery was kept."""


@pytest.fixture
def rooms() -> Rooms:
    return Rooms.from_settings(load_settings())


async def spoken_talk(store: SqlStore, rooms: Rooms, noon: datetime) -> KeptTyping:
    """A talk under way of which delivery was measured."""
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, noon)
    for number, said in enumerate(DIRECT, start=1):
        start_ms = 10_000 * number
        heard = HeardTurn(f"trainee_{number:03d}", said, "nl", start_ms, start_ms + 4000, delivery=delivery())
        _, reaction = talk.rehearsal.hear(heard)
        talk.rehearsal.answer(reaction, start_ms=start_ms + 5000, end_ms=start_ms + 6000)
        await talk.keep()
    return talk


async def dumped(url: str) -> str:
    """Everything in the tables that keep a talk."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        events = (await connection.execute(text("SELECT payload FROM events"))).all()
        reports = (await connection.execute(text("SELECT content FROM reports"))).all()
    await engine.dispose()
    return "".join([*(str(row[0]) for row in events), *(bytes(row[0]).decode() for row in reports)])


async def test_the_measures_of_a_talk_that_is_over_go_and_its_words_and_points_stay(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime
) -> None:
    talk = await spoken_talk(store, rooms, noon)
    await talk.end(noon)
    before = load_report(await store.report("s1"))
    assert MEASURED in await dumped(database_url)
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    assert MEASURED not in await dumped(database_url)
    after = load_report(await store.report("s1"))
    assert after.feedback.criteria == before.feedback.criteria
    assert [turn.text for turn in after.talk.turns] == [turn.text for turn in before.talk.turns]


async def test_no_byte_of_the_sqlite_files_tells_them(
    sqlite_store: SqlStore, database: Path, rooms: Rooms, noon: datetime
) -> None:
    talk = await spoken_talk(sqlite_store, rooms, noon)
    await talk.end(noon)
    await sharing.change_consent(sqlite_store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    assert [file.name for file in database.parent.iterdir() if MEASURED.encode() in file.read_bytes()] == []


async def test_the_talk_is_sealed_as_it_then_is_and_tells_the_same_report(
    store: SqlStore, rooms: Rooms, noon: datetime
) -> None:
    talk = await spoken_talk(store, rooms, noon)
    await talk.end(noon)
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    found, _ = await replay(store, "s1", catalog=rooms.catalog, today=TODAY)
    assert (found.is_log_untouched, found.is_report_untouched, found.differences) == (True, True, ())


async def test_other_consents_leave_the_measures(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime
) -> None:
    talk = await spoken_talk(store, rooms, noon)
    await talk.end(noon)
    kept = await dumped(database_url)
    await sharing.change_consent(
        store, LOCAL_VIEWER, "s1", ConsentFlags(delivery_measures=True, share_with_hr=True), noon
    )
    assert (await store.report("s1")).decode() in kept
    assert MEASURED in await dumped(database_url)


async def test_of_a_talk_that_a_crash_cut_off_they_go_with_its_recovery(
    store: SqlStore, database_url: str, rooms: Rooms, noon: datetime
) -> None:
    await spoken_talk(store, rooms, noon)
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    assert MEASURED in await dumped(database_url), "the service that holds the talk goes on writing of it"
    later = noon + LEFT_BEHIND + timedelta(minutes=1)
    assert await recover(store, "s1", later, silent_since=later - LEFT_BEHIND)
    assert MEASURED not in await dumped(database_url)


async def test_a_rewriting_that_loses_an_event_changes_nothing(store: SqlStore, rooms: Rooms, noon: datetime) -> None:
    talk = await spoken_talk(store, rooms, noon)
    await talk.end(noon)
    events, report = await store.events("s1"), await store.report("s1")

    def losing(before: object, content: bytes | None) -> tuple[list[StoredEvent], bytes | None]:
        return [events[0], *events[2:]], b"{}"

    with pytest.raises(OutOfOrder):
        await store.rewrite("s1", losing)
    assert await store.events("s1") == events
    assert await store.report("s1") == report
