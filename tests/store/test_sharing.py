"""Shared talks, remarks and overrides: on SQLite and PostgreSQL, in one organisation and for no other."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from simulator.errors import NotFound
from simulator.flow.sharing import Remark, ScoreOverride, Signature
from simulator.store import OfferedTalk, SqlStore
from tests.store.organisation import found_bank, held_talk

HOUR = timedelta(hours=1)


async def test_a_talk_is_shared_and_taken_back(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    assert await bank.sharing.shared_at("s1") is None
    assert await bank.sharing.share("s1", noon + HOUR, by="an") == noon + HOUR
    assert await bank.sharing.share("s1", noon + 2 * HOUR, by="an") == noon + HOUR
    assert await bank.sharing.list_shared() == [OfferedTalk("s1", "c4-ontslag", "nl", noon, noon + HOUR, "An", "an")]
    await bank.sharing.unshare("s1", noon + 3 * HOUR, by="an")
    assert await bank.sharing.shared_at("s1") is None
    assert await bank.sharing.list_shared() == []
    assert [entry.action for entry in await bank.audit.latest()] == ["unshared", "shared"]


async def test_the_latest_shared_comes_first(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    for hour, session_id in enumerate(("old", "middle", "new")):
        await held_talk(bank, session_id, noon, "an")
        await bank.sharing.share(session_id, noon + hour * HOUR, by="an")
    assert [talk.session_id for talk in await bank.sharing.list_shared(limit=2)] == ["new", "middle"]


async def test_remarks_and_overrides_are_signed_and_kept_in_order(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    await bank.sharing.add_remark("s1", "Mooi begin. 👍", item_id=None, author_id="tom", written_at=noon)
    await bank.sharing.add_remark("s1", "Hier wachten.", item_id="trainee_002", author_id="tom", written_at=noon)
    for value in (10.0, 12.5):
        await bank.sharing.add_override(
            "s1", "clarity", value, "Duidelijk genoeg.", author_id="tom", written_at=noon + HOUR
        )
    at_noon, later = Signature("trainer", noon, "Tom"), Signature("trainer", noon + HOUR, "Tom")
    assert await bank.sharing.remarks("s1") == [
        Remark("Mooi begin. 👍", at_noon),
        Remark("Hier wachten.", at_noon, "trainee_002"),
    ]
    assert await bank.sharing.overrides("s1") == [
        ScoreOverride("clarity", 10.0, "Duidelijk genoeg.", later),
        ScoreOverride("clarity", 12.5, "Duidelijk genoeg.", later),
    ]


async def test_who_left_has_no_name_and_what_they_wrote_stays(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    await bank.sharing.add_remark("s1", "Goed.", item_id=None, author_id="tom", written_at=noon)
    await bank.people.remove("tom", noon)
    assert await bank.sharing.remarks("s1") == [Remark("Goed.", Signature("trainer", noon, None))]


async def test_nobody_has_a_name_on_a_machine_without_accounts(store: SqlStore, noon: datetime) -> None:
    await held_talk(store, "s1", noon, "local")
    await store.sharing.share("s1", noon, by="local")
    await store.sharing.add_remark("s1", "Goed.", item_id=None, author_id="local", written_at=noon)
    assert [remark.by.name for remark in await store.sharing.remarks("s1")] == [None]
    assert [talk.trainee_name for talk in await store.sharing.list_shared()] == [None]


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, at: store.sharing.share("s1", at, by="an"),
        lambda store, at: store.sharing.unshare("s1", at, by="an"),
        lambda store, at: store.sharing.shared_at("s1"),
        lambda store, at: store.sharing.add_remark("s1", "x", item_id=None, author_id="an", written_at=at),
        lambda store, at: store.sharing.remarks("s1"),
        lambda store, at: store.sharing.add_override("s1", "c", 1, "x", author_id="an", written_at=at),
        lambda store, at: store.sharing.overrides("s1"),
    ],
)
async def test_another_organisation_is_told_that_there_is_no_such_talk(
    store: SqlStore, noon: datetime, ask: Any
) -> None:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    await bank.sharing.share("s1", noon, by="an")
    with pytest.raises(NotFound, match="no session 's1'"):
        await ask(store, noon)
    assert await store.sharing.list_shared() == []
    assert await bank.sharing.shared_at("s1") == noon
    assert await bank.sharing.remarks("s1") == []
    assert await bank.sharing.overrides("s1") == []


async def test_all_of_it_goes_with_the_talk(store: SqlStore, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    await bank.sharing.share("s1", noon, by="an")
    await bank.sharing.add_remark("s1", "Goed.", item_id=None, author_id="tom", written_at=noon)
    await bank.erase_session("s1", noon)
    assert await bank.sharing.list_shared() == []
