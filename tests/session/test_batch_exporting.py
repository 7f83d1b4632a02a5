"""Many talks in one workbook: each counted as if it left alone."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from simulator.errors import NotAllowed, NotFound
from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.flow.sharing import ChosenQuote
from simulator.session import sharing
from simulator.session.batch_exporting import export_many
from simulator.session.report_heads import load_head
from simulator.session.viewer import LOCAL_VIEWER, Viewer
from simulator.store import ConsentFlags, SqlStore
from tests.session.house import ADA, AN, HILDE, TOM, scored_talk
from tests.store.organisation import found_bank, join

DAY = timedelta(days=1)
Sheets = dict[str, list[list[Any]]]


@pytest.fixture
async def bank(store: SqlStore, noon: datetime) -> SqlStore:
    """Two talks of An and one of Bert."""
    bank = await found_bank(store, noon)
    await join(bank, "bert", noon)
    await scored_talk(bank, "s1", noon, which=0)
    await scored_talk(bank, "s2", noon + DAY, which=1)
    await scored_talk(bank, "s3", noon + 2 * DAY, "bert", which=2)
    return bank


async def sheets(store: SqlStore, who: Viewer, audience: Audience, at: datetime, file: Path) -> Sheets:
    await export_many(store, who, file, audience=audience, language="nl", exported_at=at)
    book = openpyxl.load_workbook(file)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


async def test_trainees_take_their_own(bank: SqlStore, noon: datetime, tmp_path: Path) -> None:
    found = await sheets(bank, AN, "trainee", noon, tmp_path / "a.xlsx")
    assert list(found) == ["Gesprekken", "Onderdelen"]
    assert [row[0] for row in found["Gesprekken"][1:]] == ["s2", "s1"]
    assert found["Gesprekken"][0][8] == "Totaal"
    assert len(found["Onderdelen"]) == 1 + 2 * 8
    assert [line.format for line in await bank.granting.log_of("s1")] == ["xlsx-batch"]
    assert await bank.granting.log_of("s3") == []


async def test_trainers_take_what_is_shared(bank: SqlStore, noon: datetime, tmp_path: Path) -> None:
    await bank.sharing.share("s3", noon, by="bert")
    await bank.sharing.share("s1", noon, by="an")
    await sharing.override(bank, TOM, "s1", "clarity", 12.5, "x", noon)
    found = await sheets(bank, TOM, "trainer", noon, tmp_path / "a.xlsx")
    assert {(row[0], row[2]) for row in found["Gesprekken"][1:]} == {("s1", "An"), ("s3", "Bert")}
    given = [row for row in found["Onderdelen"][1:] if row[5] is not None]
    assert [(row[0], row[5]) for row in given] == [("s1", 12.5)]


async def test_hr_takes_what_was_granted_once(bank: SqlStore, noon: datetime, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        await sheets(bank, HILDE, "hr", noon, tmp_path / "a.xlsx")
    await sharing.grant_to_hr(bank, AN, "s1", [ChosenQuote("trainee_003", ((0, 8),))], noon)
    await sharing.grant_to_hr(bank, AN, "s1", (), noon - DAY)
    await sharing.grant_to_hr(bank, Viewer("bert", "bank", frozenset({"trainee"})), "s3", (), noon)
    found = await sheets(bank, HILDE, "hr", noon, tmp_path / "a.xlsx")
    assert list(found) == ["Gesprekken", "Onderdelen", "Citaten die de deelnemer koos"]
    for rows in found.values():
        assert rows[0][0] == "Opleiding, niet voor evaluatie"
    assert {row[0] for row in found["Gesprekken"][2:]} == {"s1", "s3"}
    assert "Totaal" not in found["Gesprekken"][1]
    assert [row[:3] for row in found["Citaten die de deelnemer koos"][2:]] == [
        ["s1", 2, "[weggelaten]at dit hard aankomt."]
    ]
    assert [grant.used_at for grant in await bank.granting.grants("s1")] == [None, noon]
    assert [line.by_name for line in await bank.granting.log_of("s3")] == ["Hilde"]


async def test_when_one_grant_is_taken_back_meanwhile_none_leaves(
    bank: SqlStore, noon: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for session_id in ("s1", "s2"):
        await sharing.grant_to_hr(bank, AN, session_id, (), noon)
    loop = asyncio.get_running_loop()

    def withdrawn_meanwhile(data: bytes) -> RehearsalReport:
        asyncio.run_coroutine_threadsafe(bank.granting.withdraw("s2", noon, by="an"), loop).result(10)
        return load_head(data)

    monkeypatch.setattr("simulator.session.batch_exporting.load_head", withdrawn_meanwhile)
    with pytest.raises(NotAllowed):
        await sheets(bank, HILDE, "hr", noon, tmp_path / "a.xlsx")
    assert [grant.is_open for grant in await bank.granting.grants("s1")] == [True]
    assert await bank.granting.log_of_others() == []


async def test_nobody_takes_as_somebody_else(bank: SqlStore, noon: datetime, tmp_path: Path) -> None:
    await bank.sharing.share("s1", noon, by="an")
    await sharing.grant_to_hr(bank, AN, "s1", (), noon)
    refused: list[tuple[Viewer, Audience]] = [(AN, "hr"), (AN, "trainer"), (TOM, "hr"), (ADA, "hr"), (HILDE, "trainer")]
    for who, audience in refused:
        with pytest.raises(NotAllowed):
            await sheets(bank, who, audience, noon, tmp_path / "a.xlsx")


async def test_at_a_machine_without_accounts_consent_is_enough(store: SqlStore, noon: datetime, tmp_path: Path) -> None:
    await scored_talk(store, "s1", noon, "local", consent=ConsentFlags(share_with_hr=True))
    await scored_talk(store, "s2", noon, "local")
    found = await sheets(store, LOCAL_VIEWER, "hr", noon, tmp_path / "a.xlsx")
    assert [row[0] for row in found["Gesprekken"][2:]] == ["s1"]
