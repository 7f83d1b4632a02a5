"""What leaves the house, to whom, and that it is written down: on SQLite and PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from simulator.errors import BadInput, NotAllowed, NotFound
from simulator.flow.labels import Audience
from simulator.flow.sharing import ChosenQuote
from simulator.report import render
from simulator.session import sharing
from simulator.session.exporting import export_report, preview_for_hr
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.store import ConsentFlags, SqlStore
from tests.session.house import ADA, AN, HILDE, TOM, scored_talk, viewer
from tests.store.organisation import found_bank

HOUR = timedelta(hours=1)
QUOTES = (ChosenQuote("trainee_003"), ChosenQuote("trainee_005", ((0, 10),)))


@pytest.fixture
async def bank(store: SqlStore, noon: datetime) -> SqlStore:
    bank = await found_bank(store, noon)
    await scored_talk(bank, "s1", noon)
    return bank


async def take(store: SqlStore, who: Viewer, audience: Audience, at: datetime, session_id: str = "s1") -> str:
    body = await export_report(
        store, who, session_id, report_format="html", audience=audience, language=None, exported_at=at
    )
    return body.decode()


async def test_a_trainer_reads_what_is_shared_and_only_while_it_is(bank: SqlStore, noon: datetime) -> None:
    with pytest.raises(NotFound):
        await take(bank, TOM, "trainer", noon)
    await bank.sharing.share("s1", noon, by="an")
    page = await take(bank, TOM, "trainer", noon)
    assert "Ik zie dat" in page
    assert "Articulatietempo" not in page
    with pytest.raises(NotAllowed):
        await take(bank, TOM, "trainee", noon)
    await bank.sharing.unshare("s1", noon, by="an")
    with pytest.raises(NotFound):
        await take(bank, TOM, "trainer", noon)
    assert [(line.audience, line.by_name) for line in await bank.granting.log_of("s1")] == [("trainer", "Tom")]


@pytest.mark.parametrize("audience", ["trainee", "trainer", "hr"])
async def test_an_administrator_reads_nothing(bank: SqlStore, noon: datetime, audience: Audience) -> None:
    await bank.sharing.share("s1", noon, by="an")
    await sharing.grant_to_hr(bank, AN, "s1", (), noon)
    with pytest.raises(NotFound):
        await take(bank, ADA, audience, noon)


async def test_hr_takes_one_export_for_each_grant(bank: SqlStore, noon: datetime) -> None:
    with pytest.raises(NotAllowed, match="did not agree"):
        await take(bank, HILDE, "hr", noon)
    await sharing.grant_to_hr(bank, AN, "s1", QUOTES, noon)
    page = await take(bank, HILDE, "hr", noon + HOUR)
    assert "Ik zie dat dit hard aankomt." in page
    assert "Ge zoekt n" not in page
    assert "[weggelaten]aar een manier" in page
    with pytest.raises(NotAllowed):
        await take(bank, HILDE, "hr", noon + HOUR)
    (grant,) = await bank.granting.grants("s1")
    assert grant.used_at == noon + HOUR
    assert [(line.exported_at, line.by_name) for line in await bank.granting.log_of("s1")] == [(noon + HOUR, "Hilde")]


async def test_in_an_organisation_the_consent_for_the_talk_is_not_enough(bank: SqlStore, noon: datetime) -> None:
    await scored_talk(bank, "s2", noon, consent=ConsentFlags(share_with_hr=True))
    with pytest.raises(NotAllowed):
        await take(bank, HILDE, "hr", noon, "s2")


async def test_the_newest_grant_is_used_first(bank: SqlStore, noon: datetime) -> None:
    await sharing.grant_to_hr(bank, AN, "s1", QUOTES, noon)
    await sharing.grant_to_hr(bank, AN, "s1", (), noon + HOUR)
    assert "Ik zie dat dit hard aankomt." not in await take(bank, HILDE, "hr", noon + HOUR)
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True, False]


Withdraw = Callable[[SqlStore, datetime], Awaitable[object]]


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda bank, at: bank.granting.withdraw("s1", at, by="an"),
        lambda bank, at: sharing.change_consent(bank, AN, "s1", ConsentFlags(delivery_measures=True), at),
    ],
    ids=["grant", "consent"],
)
async def test_withdrawing_stops_the_next_export_at_once(bank: SqlStore, noon: datetime, withdraw: Withdraw) -> None:
    await sharing.grant_to_hr(bank, AN, "s1", QUOTES, noon)
    await withdraw(bank, noon)
    with pytest.raises(NotAllowed):
        await take(bank, HILDE, "hr", noon)
    assert await bank.granting.log_of("s1") == []


async def test_what_is_withdrawn_while_the_page_is_made_does_not_leave(
    bank: SqlStore, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sharing.grant_to_hr(bank, AN, "s1", QUOTES, noon)
    loop = asyncio.get_running_loop()

    def withdrawn_meanwhile(*args: Any, **asked: Any) -> bytes:
        asyncio.run_coroutine_threadsafe(bank.granting.withdraw("s1", noon, by="an"), loop).result(10)
        return render(*args, **asked)

    monkeypatch.setattr("simulator.report.render", withdrawn_meanwhile)
    with pytest.raises(NotAllowed, match="withdrawn"):
        await take(bank, HILDE, "hr", noon)
    assert await bank.granting.log_of("s1") == []


async def test_on_a_machine_without_accounts_the_consent_for_the_talk_is_enough(
    store: SqlStore, noon: datetime
) -> None:
    await scored_talk(store, "s1", noon, "local")
    with pytest.raises(NotAllowed):
        await take(store, LOCAL_VIEWER, "hr", noon)
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(share_with_hr=True), noon)
    assert "De deelnemer koos geen citaten." in await take(store, LOCAL_VIEWER, "hr", noon)
    assert "De deelnemer koos geen citaten." in await take(store, LOCAL_VIEWER, "hr", noon)
    await sharing.grant_to_hr(store, LOCAL_VIEWER, "s1", QUOTES, noon)
    assert "Ik zie dat dit hard aankomt." in await take(store, LOCAL_VIEWER, "hr", noon)
    await sharing.change_consent(store, LOCAL_VIEWER, "s1", ConsentFlags(), noon)
    with pytest.raises(NotAllowed):
        await take(store, LOCAL_VIEWER, "hr", noon)
    assert len(await store.granting.log_of("s1")) == 3


async def test_the_preview_is_what_hr_gets_and_leaves_no_trace(bank: SqlStore, noon: datetime) -> None:
    await bank.sharing.share("s1", noon, by="an")
    await sharing.override(bank, TOM, "s1", "clarity", 12, "Anders gehoord.", noon)
    seen = await preview_for_hr(bank, AN, "s1", QUOTES, None)
    assert await bank.granting.log_of("s1") == []
    await sharing.grant_to_hr(bank, AN, "s1", QUOTES, noon)
    assert await preview_for_hr(bank, AN, "s1", QUOTES, None) == seen
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True]
    assert (await take(bank, HILDE, "hr", noon)).encode() == seen


async def test_who_no_longer_agrees_to_measuring_reads_no_measures(bank: SqlStore, noon: datetime) -> None:
    await sharing.change_consent(bank, AN, "s1", ConsentFlags(delivery_measures=True), noon)
    assert "Articulatietempo" in await take(bank, AN, "trainee", noon)
    await sharing.change_consent(bank, AN, "s1", ConsentFlags(), noon)
    page = await take(bank, AN, "trainee", noon)
    assert "Articulatietempo" not in page
    assert "Ik zie dat" in page


async def test_only_the_trainee_looks_at_the_preview(bank: SqlStore, noon: datetime) -> None:
    await bank.sharing.share("s1", noon, by="an")
    for somebody in (TOM, HILDE, ADA):
        with pytest.raises(NotFound):
            await preview_for_hr(bank, somebody, "s1", (), None)


@pytest.mark.parametrize(
    ("quotes", "told"),
    [
        ((ChosenQuote("persona_000"),), "no turn of yours"),
        ((ChosenQuote("trainee_099"),), "no turn of yours"),
        ((ChosenQuote("trainee_003"), ChosenQuote("trainee_003", ((0, 4),))), "chosen twice"),
        ((ChosenQuote("trainee_003", ((0, 400),)),), "no stretch"),
        ((ChosenQuote("trainee_003", ((4, 4),)),), "no stretch"),
        ((ChosenQuote("trainee_003", ((-2, 4),)),), "no stretch"),
    ],
)
async def test_only_ones_own_words_can_be_chosen(
    bank: SqlStore, noon: datetime, quotes: tuple[ChosenQuote, ...], told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        await sharing.grant_to_hr(bank, AN, "s1", quotes, noon)
    with pytest.raises(BadInput, match=told):
        await preview_for_hr(bank, AN, "s1", quotes, None)
    assert await bank.granting.grants("s1") == []


async def test_nobody_grants_for_somebody_else(bank: SqlStore, noon: datetime) -> None:
    for somebody in (TOM, HILDE, ADA, viewer("bert", "trainee")):
        with pytest.raises(NotFound):
            await sharing.grant_to_hr(bank, somebody, "s1", (), noon)
        with pytest.raises(NotFound):
            await sharing.change_consent(bank, somebody, "s1", ConsentFlags(share_with_hr=True), noon)


async def test_earlier_attempts_are_compared_as_far_as_they_may_be_read(bank: SqlStore, noon: datetime) -> None:
    for day, session_id in enumerate(("s2", "s3"), start=1):
        await scored_talk(bank, session_id, noon + timedelta(days=day), which=day)
    await bank.sharing.share("s3", noon, by="an")
    alone = await take(bank, TOM, "trainer", noon, "s3")
    await bank.sharing.share("s2", noon, by="an")
    beside_one = await take(bank, TOM, "trainer", noon, "s3")
    await bank.sharing.share("s1", noon, by="an")
    beside_both = await take(bank, TOM, "trainer", noon, "s3")
    assert len({alone, beside_one, beside_both}) == 3


@pytest.mark.parametrize(("who", "audience", "is_logged"), [(AN, "trainee", False), (TOM, "trainer", True)])
async def test_a_look_is_logged_of_others_and_not_of_the_trainee(
    bank: SqlStore, noon: datetime, who: Viewer, audience: Audience, is_logged: bool
) -> None:
    await bank.sharing.share("s1", noon, by="an")

    async def look(*, is_look: bool) -> None:
        await export_report(
            bank, who, "s1", report_format="json", audience=audience, language=None, exported_at=noon, is_look=is_look
        )

    await look(is_look=True)
    assert len(await bank.granting.log_of("s1")) == is_logged
    await look(is_look=False)
    assert len(await bank.granting.log_of("s1")) == is_logged + 1, "a copy that is taken always is"
