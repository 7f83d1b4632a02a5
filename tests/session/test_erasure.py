"""Erased is erased: no row of any table, no byte of any file knows the talk or the person; a tombstone says when.

`pytest tests/session/test_erasure.py -s` prints every place that was searched.
"""

import secrets
import sys
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from simulator.store import SqlStore, hash_secret
from tests.session.filling import LEFT_EMPTY, every_row, fill, of_talk
from tests.store.organisation import found_bank
from tests.store.postgres import Cluster

ON_PAPER = "ijsvogeltje"
SAID = f"zilverreiger {secrets.token_urlsafe(5000)}"
"""With so much noise that PostgreSQL stores it out of line and cannot compress it."""
AN, TALK = "person-an", "talk-of-an"


@pytest.fixture
async def engine(database_url: str, store: SqlStore) -> AsyncIterator[AsyncEngine]:
    made = create_async_engine(database_url)
    yield made
    await made.dispose()


@pytest.fixture
async def bank(store: SqlStore, engine: AsyncEngine, noon: datetime) -> SqlStore:
    """An organisation in which An and Bo have a row in every table."""
    bank = await found_bank(store, noon)
    await fill(engine, AN, TALK, of_person=ON_PAPER, in_talk=SAID)
    await fill(engine, "person-bo", "talk-of-bo", of_person="waterhoentje", in_talk="roerdomp")
    return bank


def found_in(rows: dict[str, list[str]], *sought: str) -> dict[str, int]:
    """Tables with rows in which one of these stands, and how many."""
    counts = {name: sum(any(what in row for what in sought) for row in found) for name, found in rows.items()}
    return {name: count for name, count in counts.items() if count}


def show(what: str, places: Iterable[object]) -> None:
    sys.stdout.write(f"\n{what}: {', '.join(map(str, places))}\n")


async def test_the_test_fills_every_table(bank: SqlStore, engine: AsyncEngine) -> None:
    rows = await every_row(engine)
    assert set(found_in(rows, AN, TALK, ON_PAPER, "zilverreiger")) == set(rows) - LEFT_EMPTY


async def test_no_row_knows_an_erased_talk(bank: SqlStore, engine: AsyncEngine, noon: datetime) -> None:
    before = await every_row(engine)
    await bank.erase_session(TALK, noon)
    rows = await every_row(engine)
    show(f"rows searched ({engine.dialect.name})", (f"{name} ({len(found)})" for name, found in rows.items()))
    assert found_in(rows, TALK, "zilverreiger") == {}
    assert found_in(rows, hash_secret(TALK)) == {"erasures": 1, "audit": 1}
    assert found_in(rows, "person-bo", "talk-of-bo", "roerdomp", "waterhoentje") == found_in(
        before, "person-bo", "talk-of-bo", "roerdomp", "waterhoentje"
    )
    assert found_in(rows, ON_PAPER), "the person stays"


async def test_no_row_knows_a_person_who_is_gone(bank: SqlStore, engine: AsyncEngine, noon: datetime) -> None:
    before = await every_row(engine)
    assert await bank.people.remove(AN, noon) == 1
    rows = await every_row(engine)
    assert found_in(rows, AN, TALK, ON_PAPER, "zilverreiger") == {}
    assert found_in(rows, hash_secret(AN), hash_secret(TALK)) == {"erasures": 1, "audit": 1}
    bo = ("person-bo", "talk-of-bo", "roerdomp", "waterhoentje")
    assert found_in(rows, *bo) == found_in(before, *bo)


async def test_what_a_trainer_wrote_beside_somebody_elses_talk_stays_and_says_no_longer_who(
    bank: SqlStore, engine: AsyncEngine, noon: datetime
) -> None:
    await bank.sharing.add_remark("talk-of-bo", "Goed begonnen.", item_id=None, author_id=AN, written_at=noon)
    await bank.people.remove(AN, noon)
    rows = await every_row(engine)
    assert sum("Goed begonnen." in row for row in rows["remarks"]) == 1
    assert found_in(rows, AN) == {}


@pytest.mark.parametrize("goes", ["talk", "person"])
async def test_no_byte_of_the_sqlite_files_knows_them(
    sqlite_store: SqlStore, database: Path, noon: datetime, goes: str
) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    bank = await found_bank(sqlite_store, noon)
    await fill(engine, AN, TALK, of_person=ON_PAPER, in_talk=SAID)
    await engine.dispose()
    assert files_with(database.parent, b"zilverreiger")
    await (bank.erase_session(TALK, noon) if goes == "talk" else bank.people.remove(AN, noon))
    show("files searched", sorted(database.parent.rglob("*")))
    sought = [b"zilverreiger", TALK.encode(), SAID[-60:].encode()]
    sought += [ON_PAPER.encode(), AN.encode()] if goes == "person" else []
    assert [file for what in sought for file in files_with(database.parent, what)] == []


async def test_what_postgresql_leaves_in_its_files_goes_when_they_are_rewritten(
    cluster: Cluster, noon: datetime
) -> None:
    url = await cluster.new_database(f"erasing_{secrets.token_hex(4)}")
    store, engine = await SqlStore.open(url), create_async_engine(url)
    bank = await found_bank(store, noon)
    await fill(engine, AN, TALK, of_person=ON_PAPER, in_talk=SAID)
    async with engine.connect() as db:
        folder = Path(str((await db.execute(text("SHOW data_directory"))).scalar()))
        number = (await db.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))).scalar()
        await db.execute(text("CHECKPOINT"))
    own = folder / "base" / str(number)
    assert files_with(own, SAID[-60:].encode())
    await bank.people.remove(AN, noon)
    await store.expiry.forget()
    async with engine.connect() as db:
        await db.execute(text("CHECKPOINT"))
    left = {what: len(files_with(own, what.encode())) for what in (SAID[-60:], "zilverreiger", ON_PAPER, TALK, AN)}
    show("after VACUUM, files of the database with", ((name[-12:], count) for name, count in left.items()))
    await store.expiry.forget(rewrites_files=True)
    sought = [what.encode() for what in left]
    assert [file for what in sought for file in files_with(own, what)] == []
    show("files of the database searched", [f"{len(list(own.iterdir()))} in base/{number}"])
    others = [file for what in sought for file in files_with(folder, what)]
    show("elsewhere in the cluster, with one of them", sorted({str(file.relative_to(folder)) for file in others}))
    # The databases of other tests, which say the same words, lie in base/ too; of this one nothing is left there.
    assert {file.relative_to(folder).parts[0] for file in others} <= {"pg_wal", "base"}, "see docs/operator/erasure.md"
    await engine.dispose()
    await store.close()


def files_with(folder: Path, sought: bytes) -> list[Path]:
    """Files under a folder that hold these bytes."""
    return [file for file in folder.rglob("*") if file.is_file() and sought in file.read_bytes()]


def test_a_table_of_a_talk_is_known_by_its_key() -> None:
    from simulator.store.tables import metadata

    names = {table.name for table in metadata.sorted_tables if of_talk(table)}
    assert {"sessions", "events", "consents", "reports", "exports", "recordings", "remarks", "audit"} <= names
