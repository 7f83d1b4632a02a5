import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.errors import BadInput, NotFound
from simulator.flow.talk import Versions
from simulator.store import (
    ConsentFlags,
    ExportRecord,
    NewSession,
    OutOfOrder,
    SessionRecord,
    SqlStore,
    Store,
    StoredEvent,
    hash_secret,
)

SECRET_WORDS = "We beëindigen vandaag uw contract, Lieve."


def _new(session_id: str, created_at: datetime, **changes: Any) -> NewSession:
    new = NewSession(
        session_id=session_id,
        scenario_id="c4_talk",
        persona_id="lieve",
        language="nl",
        difficulty="normal",
        seed=2**53 - 1,
        consent=ConsentFlags(delivery_measures=True),
        created_at=created_at,
        resume_handle_hash=hash_secret("handle"),
        versions=Versions(scenario_hash="a", persona_hash="b", rules_hash="c", models=("whisper-base",)),
    )
    return replace(new, **changes)


def _events(first: int, last: int) -> list[StoredEvent]:
    return [StoredEvent(seq, "turn", seq * 320, {"text": f"zin {seq} ✓"}) for seq in range(first, last + 1)]


def _on_disk(database: Path) -> bytes:
    """Everything SQLite keeps, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.iterdir()))


async def _directly(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds in the database itself, past the store."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            found = await connection.execute(text(statement))
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        await engine.dispose()


async def test_session_comes_back_as_it_was_made(store: SqlStore, noon: datetime) -> None:
    contract: Store = store
    made = await contract.create_session(_new("s1", noon))
    assert made == await store.get_session("s1")
    assert made == SessionRecord(
        session_id="s1",
        scenario_id="c4_talk",
        persona_id="lieve",
        language="nl",
        difficulty="normal",
        seed=2**53 - 1,
        consent=ConsentFlags(recording=False, delivery_measures=True, share_with_hr=False),
        created_at=noon,
        resume_handle_hash=hash_secret("handle"),
        versions=Versions(scenario_hash="a", persona_hash="b", rules_hash="c", models=("whisper-base",)),
        status="open",
        finished_at=None,
        has_report=False,
        tenant_id="local",
        person_id="local",
    )


async def test_times_are_kept_in_utc(store: SqlStore, noon: datetime) -> None:
    brussels = noon.astimezone(timezone(timedelta(hours=1)))
    made = await store.create_session(_new("s1", brussels))
    assert made.created_at == noon
    assert made.created_at.utcoffset() == timedelta(0)


async def test_everything_survives_a_restart(database_url: str, noon: datetime) -> None:
    first = await SqlStore.open(database_url)
    await first.create_session(_new("s1", noon))
    await first.append_events("s1", _events(1, 3))
    await first.save_report("s1", b'{"total": 71.5}')
    await first.close()
    second = await SqlStore.open(database_url)
    assert await second.events("s1") == _events(1, 3)
    assert await second.report("s1") == b'{"total": 71.5}'
    await second.close()


async def test_an_id_is_used_once(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    with pytest.raises(BadInput, match="exists already"):
        await store.create_session(_new("s1", noon, persona_id="roger"))
    assert (await store.get_session("s1")).persona_id == "lieve"


async def test_sessions_are_listed_newest_first(store: SqlStore, noon: datetime) -> None:
    for hour, session_id in enumerate(("old", "middle", "new")):
        await store.create_session(_new(session_id, noon + timedelta(hours=hour)))
    assert [session.session_id for session in await store.list_sessions(limit=2)] == ["new", "middle"]


async def test_events_come_back_in_order_and_from_where_asked(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    await store.append_events("s1", _events(1, 4))
    await store.append_events("s1", [])
    await store.append_events("s1", _events(5, 5))
    assert await store.events("s1") == _events(1, 5)
    assert await store.events("s1", after_seq=3) == _events(4, 5)
    assert await store.events("s1", after_seq=5) == []


@pytest.mark.parametrize("wrong", [[1], [4], [3, 5], [3, 3], [0]], ids=str)
async def test_a_gap_or_a_repeat_is_refused_and_nothing_of_it_is_kept(
    store: SqlStore, noon: datetime, wrong: list[int]
) -> None:
    await store.create_session(_new("s1", noon))
    await store.append_events("s1", _events(1, 2))
    with pytest.raises(OutOfOrder, match="expected event"):
        await store.append_events("s1", [StoredEvent(seq, "turn", 0) for seq in wrong])
    assert await store.events("s1") == _events(1, 2)


async def test_events_are_numbered_per_session(store: SqlStore, noon: datetime) -> None:
    for session_id in ("s1", "s2"):
        await store.create_session(_new(session_id, noon))
        await store.append_events(session_id, _events(1, 2))
    assert await store.events("s2") == _events(1, 2)


async def test_of_two_writers_at_once_one_is_refused(store: SqlStore, database_url: str, noon: datetime) -> None:
    other = await SqlStore.open(database_url)
    await store.create_session(_new("s1", noon))
    for seq in range(1, 11):
        outcomes = await asyncio.gather(
            store.append_events("s1", [StoredEvent(seq, "mine", 0)]),
            other.append_events("s1", [StoredEvent(seq, "theirs", 0)]),
            return_exceptions=True,
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "OutOfOrder"]
    assert [event.seq for event in await store.events("s1")] == list(range(1, 11))
    await other.close()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), b"\0"], ids=["nan", "inf", "object", "bytes"])
async def test_a_payload_that_is_no_json_is_refused(store: SqlStore, noon: datetime, value: object) -> None:
    await store.create_session(_new("s1", noon))
    with pytest.raises(BadInput, match="not JSON"):
        await store.append_events("s1", [*_events(1, 1), StoredEvent(2, "turn", 0, {"x": value})])
    assert await store.events("s1") == []


async def test_an_event_cannot_be_changed_afterwards(store: SqlStore, database_url: str, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    await store.append_events("s1", _events(1, 1))
    with pytest.raises(DBAPIError, match="append-only"):
        await _directly(database_url, "UPDATE events SET kind = 'forged'")


async def test_the_latest_consent_is_in_force_and_the_earlier_ones_are_kept(
    store: SqlStore, database_url: str, noon: datetime
) -> None:
    await store.create_session(_new("s1", noon))
    await store.record_consent("s1", ConsentFlags(share_with_hr=True), noon)
    await store.record_consent("s1", ConsentFlags(recording=True), noon)
    assert (await store.get_session("s1")).consent == ConsentFlags(recording=True)
    assert [session.consent.recording for session in await store.list_sessions()] == [True]
    assert await _directly(database_url, "SELECT count(*) FROM consents") == [(3,)]


async def test_a_session_is_finished_and_its_handle_replaced(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    await store.replace_resume_handle("s1", hash_secret("next"))
    await store.finish_session("s1", noon + timedelta(minutes=9), "abandoned")
    record = await store.get_session("s1")
    assert (record.status, record.finished_at) == ("abandoned", noon + timedelta(minutes=9))
    assert record.resume_handle_hash == hash_secret("next")


async def test_a_report_is_kept_byte_for_byte_and_replaced(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    with pytest.raises(NotFound, match="no report yet"):
        await store.report("s1")
    await store.save_report("s1", b"{ }")
    await store.save_report("s1", b'{"a":\xc3\xa9}\n')
    assert await store.report("s1") == b'{"a":\xc3\xa9}\n'
    assert (await store.get_session("s1")).has_report


async def test_exports_are_logged_in_order(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    taken = [ExportRecord(noon, "trainee", "pdf"), ExportRecord(noon + timedelta(hours=1), "hr", "xlsx")]
    for export in taken:
        await store.log_export("s1", export)
    assert await store.exports("s1") == taken


async def test_erasing_leaves_no_word_on_the_disk(sqlite_store: SqlStore, database: Path, noon: datetime) -> None:
    store = sqlite_store
    await store.create_session(_new("session-of-lieve", noon))
    await store.create_session(_new("other", noon))
    await store.append_events("session-of-lieve", [StoredEvent(1, "turn", 0, {"text": SECRET_WORDS})])
    await store.save_report("session-of-lieve", SECRET_WORDS.encode())
    await store.log_export("session-of-lieve", ExportRecord(noon, "hr", "pdf"))
    assert SECRET_WORDS.encode() in _on_disk(database)
    await store.erase_session("session-of-lieve", noon + timedelta(days=1))
    left = _on_disk(database)
    assert SECRET_WORDS.encode() not in left
    assert b"session-of-lieve" not in left


async def test_erasing_leaves_only_a_tombstone(store: SqlStore, database_url: str, noon: datetime) -> None:
    for session_id in ("session-of-lieve", "other"):
        await store.create_session(_new(session_id, noon))
        await store.append_events(session_id, [StoredEvent(1, "turn", 0, {"text": SECRET_WORDS})])
        await store.save_report(session_id, SECRET_WORDS.encode())
        await store.log_export(session_id, ExportRecord(noon, "hr", "pdf"))
    await store.erase_session("session-of-lieve", noon + timedelta(days=1))
    for name in ("events", "consents", "reports", "exports"):
        assert await _directly(database_url, f"SELECT session_id FROM {name}") == [("other",)], name
    assert await _directly(database_url, "SELECT id FROM sessions") == [("other",)]
    tombstones = await _directly(database_url, "SELECT session_id_hash FROM erasures")
    assert tombstones == [(hash_secret("session-of-lieve"),)]


async def test_an_erased_session_cannot_come_back(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    await store.erase_session("s1", noon)
    with pytest.raises(BadInput, match="was erased"):
        await store.create_session(_new("s1", noon))


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, at: store.get_session("gone"),
        lambda store, at: store.append_events("gone", _events(1, 1)),
        lambda store, at: store.events("gone"),
        lambda store, at: store.replace_resume_handle("gone", ""),
        lambda store, at: store.record_consent("gone", ConsentFlags(), at),
        lambda store, at: store.finish_session("gone", at),
        lambda store, at: store.save_report("gone", b""),
        lambda store, at: store.report("gone"),
        lambda store, at: store.log_export("gone", ExportRecord(at, "hr", "pdf")),
        lambda store, at: store.exports("gone"),
        lambda store, at: store.erase_session("gone", at),
    ],
)
async def test_a_session_that_is_not_there_is_said_so(store: SqlStore, noon: datetime, ask: Any) -> None:
    with pytest.raises(NotFound, match="no session 'gone'"):
        await ask(store, noon)


async def test_another_organisation_sees_nothing_and_changes_nothing(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    await store.append_events("s1", _events(1, 1))
    await store.save_report("s1", b"{}")
    await store.finish_session("s1", noon)
    stranger = store.within("elsewhere")
    assert await stranger.list_sessions() == []
    asks: list[Any] = [
        stranger.get_session("s1"),
        stranger.append_events("s1", _events(2, 2)),
        stranger.events("s1"),
        stranger.replace_resume_handle("s1", ""),
        stranger.record_consent("s1", ConsentFlags(share_with_hr=True), noon),
        stranger.finish_session("s1", noon),
        stranger.save_report("s1", b"forged"),
        stranger.report("s1"),
        stranger.log_export("s1", ExportRecord(noon, "hr", "pdf")),
        stranger.exports("s1"),
        stranger.erase_session("s1", noon),
        stranger.create_session(_new("s2", noon)),  # for a person of another organisation
    ]
    for ask in asks:
        with pytest.raises(NotFound):
            await ask
    assert await store.report("s1") == b"{}"
    assert await store.exports("s1") == []
    assert not (await store.get_session("s1")).consent.share_with_hr


async def test_the_talks_of_one_person(store: SqlStore, noon: datetime) -> None:
    await store.create_session(_new("s1", noon))
    assert [found.session_id for found in await store.list_sessions(person_id="local")] == ["s1"]
    assert await store.list_sessions(person_id="somebody") == []
