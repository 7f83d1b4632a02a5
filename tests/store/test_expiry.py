"""What has been kept long enough goes, in every organisation, and nothing else does."""

from datetime import datetime, timedelta

from simulator.store import KeptTalk, SqlStore, StoredEvent, Tombstone, hash_secret
from simulator.store.audit import AuditEntry
from tests.store.organisation import found_bank
from tests.store.sessions import new_session

DAY = timedelta(days=1)


async def test_only_expired_talks_are_named(store: SqlStore, noon: datetime) -> None:
    ages = {"finished 91 days ago": 91 * DAY, "finished 89 days ago": 89 * DAY}
    for session_id, age in ages.items():
        await store.create_session(new_session(session_id, noon - 200 * DAY))
        await store.finish_session(session_id, noon - age)
    await store.create_session(new_session("left open 92 days ago", noon - 92 * DAY))
    await store.create_session(new_session("left open 90 days ago", noon - 90 * DAY))
    expired = await store.expiry.expired_talks(noon, transcript_days=90)
    assert {talk.session_id for talk in expired} == {"finished 91 days ago", "left open 92 days ago"}


async def test_zero_days_spares_what_is_under_way(store: SqlStore, noon: datetime) -> None:
    for session_id, age in (("running", timedelta(minutes=5)), ("held", 3 * DAY), ("done", timedelta(minutes=5))):
        await store.create_session(new_session(session_id, noon - age))
    await store.under_way.begin("held", noon)
    await store.finish_session("done", noon)
    assert await store.expiry.expired_talks(noon, transcript_days=0) == [KeptTalk("local", "done")]


async def test_talks_of_every_organisation_are_erased(store: SqlStore, noon: datetime) -> None:
    other = await found_bank(store, noon)
    await store.create_session(new_session("ours", noon - 99 * DAY))
    await other.create_session(new_session("theirs", noon - 99 * DAY, person_id="an"))
    await other.append_events("theirs", [StoredEvent(1, "turn", 0, {"text": "Dag."})])
    expired = await store.expiry.expired_talks(noon, transcript_days=90)
    assert await store.expiry.erase(expired, noon) == 2
    await store.expiry.forget()
    assert await store.list_sessions() == await other.list_sessions() == []
    hashes = {stone.session_id_hash for stone in await store.expiry.tombstones()}
    assert hashes == {hash_secret("ours"), hash_secret("theirs")}
    assert await store.expiry.erase(expired, noon) == 0


async def test_a_talk_that_a_backup_brought_back_is_known_by_its_tombstone(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("came back", noon))
    await store.create_session(new_session("never left", noon))
    stones = [Tombstone(hash_secret("came back"), noon), Tombstone(hash_secret("long gone"), noon)]
    assert await store.expiry.add_tombstones(stones) == 2
    assert await store.expiry.add_tombstones(stones) == 0
    assert await store.expiry.returned_talks() == [KeptTalk("local", "came back")]


async def test_erasing_what_came_back_needs_no_second_tombstone(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon))
    await store.expiry.add_tombstones([Tombstone(hash_secret("s1"), noon)])
    assert await store.expiry.erase(await store.expiry.returned_talks(), noon + DAY) == 1
    assert await store.expiry.tombstones() == [Tombstone(hash_secret("s1"), noon)]
    assert await store.list_sessions() == []


async def test_the_audit_log_forgets_what_is_old_and_names_nothing_that_is_gone(
    store: SqlStore, noon: datetime
) -> None:
    await store.create_session(new_session("s1", noon))
    await store.audit.add(AuditEntry(noon - 400 * DAY, "local", "shared", "s1"))
    await store.audit.add(AuditEntry(noon, "local", "exported", "s1"))
    for is_removed, there_were in ((False, 1), (True, 1), (True, 0)):
        assert await store.expiry.old_entries(noon, noon - 365 * DAY, is_removed=is_removed) == there_were
    await store.erase_session("s1", noon)
    assert [(entry.action, entry.subject) for entry in await store.audit.latest()] == [("exported", hash_secret("s1"))]
