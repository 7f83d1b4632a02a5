"""Terms are kept in every organisation, and what was erased stays erased when a backup comes back."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.errors import BadInput
from simulator.session.retention import KeptToTerms, keep_to_terms, what_is_due
from simulator.session.tombstones import TombstoneFile, mirror
from simulator.settings import PrivacySettings
from simulator.store import ConsentFlags, SealedRecording, SqlStore, StoredEvent, hash_secret
from tests.store.organisation import found_bank
from tests.store.sessions import new_session

DAY = timedelta(days=1)
TERMS = PrivacySettings(transcript_days=90, audio_days=7)


@pytest.fixture
def stones(tmp_path: Path) -> TombstoneFile:
    return TombstoneFile(tmp_path / "data/erased.txt")


@pytest.fixture
async def filled(store: SqlStore, noon: datetime) -> SqlStore:
    """Two organisations; each with an old talk and a fresh one, the fresh one with old sound and new."""
    bank = await found_bank(store, noon)
    for place, name, person_id in ((store, "ours", "local"), (bank, "theirs", "an")):
        for age in ("old", "fresh"):
            new = new_session(f"{age} of {name}", noon - 200 * DAY, person_id=person_id, consent=ConsentFlags(True))
            await place.create_session(new)
            await place.append_events(new.session_id, [StoredEvent(1, "turn", 0, {"text": "Dag."})])
        await place.finish_session(f"old of {name}", noon - 90 * DAY)
        await place.finish_session(f"fresh of {name}", noon - 89 * DAY)
        for item_id, age_days in (("t1", 8), ("t2", 6)):
            at = noon - age_days * DAY
            await place.recordings.add(SealedRecording(f"fresh of {name}", item_id, at, b"n", b"s"))
    return store


async def test_what_is_due_goes_in_every_organisation(filled: SqlStore, noon: datetime, stones: TombstoneFile) -> None:
    due = KeptToTerms(expired_talks=2, returned_talks=0, recordings=2, old_entries=0)
    assert await what_is_due(filled, TERMS, noon, stones) == due
    assert await keep_to_terms(filled, TERMS, noon, stones) == due
    left = [record.session_id for place in (filled, filled.within("bank")) for record in await place.list_sessions()]
    assert left == ["fresh of ours", "fresh of theirs"]
    assert await filled.recordings.item_ids("fresh of ours") == ["t2"]
    again = await keep_to_terms(filled, TERMS, noon, stones)
    assert not again.is_anything
    assert {stone.session_id_hash for stone in stones.read()} == {
        hash_secret("old of ours"),
        hash_secret("old of theirs"),
    }


async def test_looking_changes_nothing(filled: SqlStore, noon: datetime, stones: TombstoneFile) -> None:
    await what_is_due(filled, PrivacySettings(transcript_days=0, audio_days=0, audit_days=1), noon, stones)
    assert len(await filled.list_sessions()) == 2
    assert await filled.recordings.count_anywhere() == 4
    assert not stones.path.exists()


async def test_more_talks_than_one_transaction_takes(store: SqlStore, noon: datetime, stones: TombstoneFile) -> None:
    for number in range(105):
        await store.create_session(new_session(f"s{number}", noon - 99 * DAY))
    done = await keep_to_terms(store, TERMS, noon, stones)
    assert done.expired_talks == 105
    assert len(stones.read()) == 105


async def test_a_restored_backup_is_cleaned_again(
    sqlite_store: SqlStore, database: Path, noon: datetime, stones: TombstoneFile, tmp_path: Path
) -> None:
    for session_id in ("erased later", "kept"):
        await sqlite_store.create_session(new_session(session_id, noon))
        await sqlite_store.append_events(session_id, [StoredEvent(1, "turn", 0, {"text": "Een geheim."})])
    await sqlite_store.close()
    backup = tmp_path / "backup.sqlite"
    shutil.copy(database, backup)

    living = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    await living.erase_session("erased later", noon)
    await mirror(living.expiry, stones)
    await living.close()

    for file in database.parent.glob("rechtuit.sqlite*"):
        file.unlink()
    shutil.copy(backup, database)
    restored = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    assert await restored.get_session("erased later"), "the backup knows nothing of it"
    assert (await what_is_due(restored, TERMS, noon, stones)).returned_talks == 1
    assert (await keep_to_terms(restored, TERMS, noon, stones)).returned_talks == 1
    assert [record.session_id for record in await restored.list_sessions()] == ["kept"]
    with pytest.raises(BadInput, match="was erased"):
        await restored.create_session(new_session("erased later", noon))
    await restored.close()


@pytest.mark.parametrize("line", ["geen steen", "a" * 64, "a" * 64 + " gisteren", "a" * 64 + " 2026-11-23T12:00:00"])
async def test_a_file_of_tombstones_that_cannot_be_read_stops_everything(
    filled: SqlStore, noon: datetime, stones: TombstoneFile, line: str
) -> None:
    stones.path.parent.mkdir(parents=True, exist_ok=True)
    stones.path.write_text(f"{line}\n")
    with pytest.raises(BadInput, match="line 1"):
        await keep_to_terms(filled, TERMS, noon, stones)
    assert len(await filled.list_sessions()) == 2
