"""What a report came to, as it is listed with its talk."""

import sqlite3
from datetime import datetime
from pathlib import Path

from simulator.flow.local_text import LocalText
from simulator.session.archive import dump_report
from simulator.session.points import points_of
from simulator.store import CriterionPoints, SqlStore, TalkPoints
from tests.session.house import scored
from tests.store.sessions import new_session
from tests.store.test_schema import FIRST_SCHEMA

POINTS = TalkPoints(
    total=71.5,
    passed=True,
    pass_mark=60,
    duration_ms=312_000,
    criteria=(CriterionPoints("clarity", LocalText("Klaar", "Clair", "Clear"), 12.5, 20),),
)


async def test_points_are_listed_with_their_talk(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon))
    assert (await store.get_session("s1")).points is None
    await store.save_report("s1", b"{}", POINTS)
    (listed,) = await store.list_sessions()
    assert listed.points == POINTS


async def test_a_report_in_place_of_another_brings_its_own_points(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon))
    await store.save_report("s1", b"{}", POINTS)
    await store.save_report("s1", b"{ }")
    assert (await store.get_session("s1")).points is None


async def test_a_talk_that_ends_has_its_points(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon))
    await store.under_way.finish("s1", [], b"{}", noon, points=POINTS)
    assert (await store.get_session("s1")).points == POINTS


async def test_a_list_says_what_is_shared(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon))
    assert (await store.get_session("s1")).shared_at is None
    await store.sharing.share("s1", noon, by="local")
    (listed,) = await store.list_sessions()
    assert listed.shared_at == noon


async def test_reports_kept_before_get_their_points(database: Path) -> None:
    """A database of the first version: the report in it is put in place of the one it was made with."""
    report = scored()
    database.parent.mkdir()
    with sqlite3.connect(database) as direct:
        direct.executescript(FIRST_SCHEMA.read_text())
        direct.execute("UPDATE reports SET content = ?", (dump_report(report),))
    direct.close()
    store = await SqlStore.open(f"sqlite+aiosqlite:///{database}")
    assert (await store.get_session("s1")).points == points_of(report)
    await store.close()
