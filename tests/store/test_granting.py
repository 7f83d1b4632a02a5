"""One grant, one export: used up together with its line in the log, withdrawn at once, never used twice."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from simulator.errors import NotAllowed, NotFound
from simulator.flow.sharing import ChosenQuote
from simulator.store import ConsentFlags, ExportRecord, HrGrant, LoggedExport, OfferedTalk, SqlStore
from tests.store.organisation import found_bank, held_talk, new_talk

HOUR = timedelta(hours=1)


async def _granted(store: SqlStore, noon: datetime, *grant_ids: str) -> SqlStore:
    bank = await found_bank(store, noon)
    await held_talk(bank, "s1", noon, "an")
    for grant_id in grant_ids:
        await bank.granting.grant("s1", HrGrant(grant_id, noon), by="an")
    return bank


def _export(at: datetime, person_id: str = "hilde") -> ExportRecord:
    return ExportRecord(at, "hr", "pdf", person_id)


async def test_a_grant_comes_back_with_the_words_that_were_chosen(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon)
    grant = HrGrant("g1", noon, (ChosenQuote("trainee_001"), ChosenQuote("trainee_002", ((0, 4), (9, 12)))))
    await bank.granting.grant("s1", grant, by="an")
    assert await bank.granting.grants("s1") == [grant]
    assert grant.is_open
    assert await bank.granting.open_grants() == [OfferedTalk("s1", "c4-ontslag", "nl", noon, noon, "An", "an")]


async def test_an_export_uses_its_grant_up_and_is_logged(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon, "g1")
    await bank.granting.take({"s1": "g1"}, _export(noon + HOUR))
    assert [grant.used_at for grant in await bank.granting.grants("s1")] == [noon + HOUR]
    assert await bank.granting.log_of("s1") == [
        LoggedExport("s1", noon + HOUR, "hr", "pdf", False, "Hilde", "c4-ontslag")
    ]
    assert await bank.granting.open_grants() == []
    with pytest.raises(NotAllowed, match="consent was withdrawn, or served another export"):
        await bank.granting.take({"s1": "g1"}, _export(noon + 2 * HOUR))
    assert len(await bank.granting.log_of("s1")) == 1


async def test_of_many_exports_at_once_one_gets_the_grant(store: SqlStore, database_url: str, noon: datetime) -> None:
    await _granted(store, noon, "g1")
    others = [(await SqlStore.open(database_url)).within("bank") for _ in range(4)]
    outcomes = await asyncio.gather(
        *(other.granting.take({"s1": "g1"}, _export(noon)) for other in others), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["NotAllowed"] * 3]
    assert len(await store.within("bank").granting.log_of("s1")) == 1
    for other in others:
        await other.close()


async def test_of_a_withdrawal_and_an_export_at_once_only_one_happens(
    store: SqlStore, database_url: str, noon: datetime
) -> None:
    bank = await _granted(store, noon)
    other = (await SqlStore.open(database_url)).within("bank")
    for round_ in range(10):
        grant_id = f"g{round_}"
        await bank.granting.grant("s1", HrGrant(grant_id, noon + round_ * HOUR), by="an")
        await asyncio.gather(
            other.granting.take({"s1": grant_id}, _export(noon)),
            bank.granting.withdraw("s1", noon, by="an"),
            return_exceptions=True,
        )
        grant = (await bank.granting.grants("s1"))[-1]
        assert (grant.used_at is None) != (grant.withdrawn_at is None)
    used = [grant for grant in await bank.granting.grants("s1") if grant.used_at is not None]
    assert len(await bank.granting.log_of("s1")) == len(used)
    await other.close()


@pytest.mark.parametrize("way", ["withdraw", "consent"])
async def test_what_was_withdrawn_cannot_be_used(store: SqlStore, noon: datetime, way: str) -> None:
    bank = await _granted(store, noon, "g1", "g2")
    await bank.granting.take({"s1": "g1"}, _export(noon))
    if way == "withdraw":
        await bank.granting.withdraw("s1", noon + HOUR, by="an")
    else:
        await bank.record_consent("s1", ConsentFlags(delivery_measures=True), noon + HOUR)
    with pytest.raises(NotAllowed):
        await bank.granting.take({"s1": "g2"}, _export(noon + 2 * HOUR))
    used, withdrawn = await bank.granting.grants("s1")
    assert (used.used_at, used.withdrawn_at) == (noon, None)
    assert (withdrawn.used_at, withdrawn.withdrawn_at) == (None, noon + HOUR)


async def test_consent_that_stays_leaves_the_grants_open(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon, "g1")
    await bank.record_consent("s1", ConsentFlags(share_with_hr=True), noon)
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True]


async def test_without_a_grant_the_consent_in_force_decides(store: SqlStore, noon: datetime) -> None:
    await held_talk(store, "s1", noon, "local", consent=ConsentFlags(share_with_hr=True))
    await store.granting.take({"s1": None}, _export(noon, "local"))
    await store.record_consent("s1", ConsentFlags(), noon + HOUR)
    with pytest.raises(NotAllowed):
        await store.granting.take({"s1": None}, _export(noon + HOUR, "local"))
    assert len(await store.granting.log_of("s1")) == 1


async def test_many_are_taken_together_or_not_at_all(
    store: SqlStore, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.store.database._CHUNK", 2)  # several statements
    bank = await _granted(store, noon, "g1")
    for number in range(5):
        await bank.create_session(new_talk(f"t{number}", noon))
        await bank.granting.grant(f"t{number}", HrGrant(f"h{number}", noon), by="an")
    grants = {"s1": "g1"} | {f"t{n}": f"h{n}" for n in range(5)}
    await bank.granting.withdraw("t4", noon, by="an")
    with pytest.raises(NotAllowed):
        await bank.granting.take(grants, _export(noon))
    assert len(await bank.granting.open_grants()) == 5
    assert await bank.granting.log_of_others() == []
    del grants["t4"]
    await bank.granting.take(grants, _export(noon))
    assert await bank.granting.open_grants() == []
    assert len(await bank.granting.log_of_others()) == 5


async def test_the_log_of_the_house_holds_what_others_took(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon, "g1")
    await bank.log_export("s1", ExportRecord(noon, "trainee", "html", "an"))
    await bank.log_export("s1", ExportRecord(noon, "trainer", "html", "tom"))
    await bank.granting.take({"s1": "g1"}, _export(noon))
    assert [(line.audience, line.by_owner, line.by_name) for line in await bank.granting.log_of("s1")] == [
        ("hr", False, "Hilde"), ("trainer", False, "Tom"), ("trainee", True, "An")
    ]  # fmt: skip
    assert [line.audience for line in await bank.granting.log_of_others()] == ["hr", "trainer"]
    assert await bank.granting.log_of_others(until=noon) == []
    assert len(await bank.granting.log_of_others(since=noon, until=noon + timedelta(seconds=1))) == 2
    await bank.people.remove("hilde", noon)
    latest = (await bank.granting.log_of_others())[0]
    assert (latest.audience, latest.by_name) == ("hr", None)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, at: store.granting.grant("s1", HrGrant("g2", at), by="an"),
        lambda store, at: store.granting.grants("s1"),
        lambda store, at: store.granting.withdraw("s1", at, by="an"),
        lambda store, at: store.granting.take({"s1": "g1"}, _export(at)),
        lambda store, at: store.granting.log_of("s1"),
    ],
)
async def test_another_organisation_is_told_that_there_is_no_such_talk(
    store: SqlStore, noon: datetime, ask: Any
) -> None:
    bank = await _granted(store, noon, "g1")
    with pytest.raises(NotFound, match="no session 's1'"):
        await ask(store, noon)
    assert await store.granting.open_grants() == []
    assert await store.granting.log_of_others() == []
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True]


async def test_a_grant_of_another_talk_is_not_taken(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon, "g1")
    await held_talk(bank, "s2", noon, "an")
    with pytest.raises(NotAllowed):
        await bank.granting.take({"s2": "g1"}, _export(noon))
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True]


async def test_the_newest_open_grant_of_each_talk_is_found_in_one_question(store: SqlStore, noon: datetime) -> None:
    bank = await _granted(store, noon, "g1")
    for n, grant_id in enumerate(("g2", "g3"), start=1):
        await bank.granting.grant("s1", HrGrant(grant_id, noon + n * HOUR), by="an")
    await bank.create_session(new_talk("s2", noon))
    asked: list[str] = []
    engine = bank.granting.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    found = await bank.granting.newest_open(["s1", "s2"])
    assert {session_id: grant.grant_id for session_id, grant in found.items()} == {"s1": "g3"}
    assert sum("hr_grants" in statement for statement in asked) == 1
    await bank.granting.take({"s1": "g3"}, _export(noon))
    assert (await bank.granting.newest_open(["s1"]))["s1"].grant_id == "g2"
    assert await store.granting.newest_open(["s1"]) == {}, "another organisation's"
