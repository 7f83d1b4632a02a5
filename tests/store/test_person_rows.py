"""The copy of everything: every table that knows somebody is in it, and no key to the door."""

from datetime import datetime

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.errors import NotFound
from simulator.store import SqlStore
from simulator.store.person_rows import WITHHELD
from simulator.store.tables import metadata
from tests.session.filling import LEFT_EMPTY, fill
from tests.store.organisation import found_bank

SECRET_NAMES = ("hash", "password", "nonce", "sealed", "secret", "token_hash")


async def test_every_row_of_a_person_and_of_nobody_else(store: SqlStore, database_url: str, noon: datetime) -> None:
    bank = await found_bank(store, noon)
    engine = create_async_engine(database_url)
    await fill(engine, "person-an", "talk-of-an", of_person="ijsvogeltje", in_talk="zilverreiger")
    await fill(engine, "person-bo", "talk-of-bo", of_person="waterhoentje", in_talk="roerdomp")
    await engine.dispose()
    about = await bank.person_rows.tables_of("person-an")
    assert await bank.person_rows.talk_ids("person-an") == ["talk-of-an"]
    talk = await bank.person_rows.tables_of_talk("talk-of-an")
    filled = {name for name, rows in (about | talk).items() if rows}
    assert filled == {table.name for table in metadata.sorted_tables} - LEFT_EMPTY
    told = repr(about) + repr(talk)
    assert all(stranger not in told for stranger in ("person-bo", "talk-of-bo", "waterhoentje", "roerdomp"))
    with pytest.raises(NotFound):
        await store.person_rows.tables_of("person-an")
    with pytest.raises(NotFound):
        await store.person_rows.tables_of_talk("talk-of-an")


def test_whatever_looks_like_a_key_to_the_door_is_withheld() -> None:
    columns = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c}
    assert columns >= WITHHELD
    looks_secret = {name for name in columns if any(word in name.split(".")[1] for word in SECRET_NAMES)}
    assert looks_secret - {"erasures.session_id_hash"} == WITHHELD
