import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from simulator.errors import BadInput, NotAllowed, NotFound
from simulator.store import LOCAL, Identity, LastAdmin, NewPerson, Organisation, SqlStore, hash_secret
from tests.store.organisation import held_talk
from tests.store.test_sql_store import _directly


def someone(name: str, noon: datetime, *roles: Any, tenant_id: str = LOCAL) -> NewPerson:
    identity = Identity.with_password(tenant_id, name)
    return NewPerson(name, name.capitalize(), frozenset(roles or ("trainee",)), identity, noon, f"hash of {name}")


async def test_somebody_comes_back_as_they_were_added(store: SqlStore, noon: datetime) -> None:
    added = await store.people.add(someone("an", noon, "trainer", "hr"))
    assert added == await store.people.get("an")
    assert (added.name, added.is_active, added.created_at) == ("An", True, noon)
    assert added.roles == {"trainer", "hr"}
    assert added.identities == (Identity("local", "an"),)
    await store.people.add(someone("bob", noon))
    assert [person.person_id for person in await store.people.list()] == ["an", "bob", "local"]


async def test_a_name_is_taken_within_one_organisation(store: SqlStore, noon: datetime) -> None:
    await store.organisations.add(Organisation("acme", "Acme", noon))
    await store.people.add(someone("an", noon))
    for again in ("an", " AN "):
        taken = NewPerson("x", "X", frozenset(), Identity.with_password(LOCAL, again), noon)
        with pytest.raises(BadInput, match="signs in as 'an' already"):
            await store.people.add(taken)
    theirs = NewPerson("an of acme", "An", frozenset(), Identity.with_password("acme", "an"), noon)
    await store.within("acme").people.add(theirs)
    with pytest.raises(NotFound):
        await store.within("nowhere").people.add(someone("bob", noon))


async def test_who_is_stopped_is_out_at_once(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon))
    await store.sign_ins.begin("an", hash_secret("cookie"), noon, noon + timedelta(hours=1))
    assert await _who(store, "cookie", noon) == "an"
    await store.people.stop("an")
    assert await _who(store, "cookie", noon) is None
    await store.people.let_in("an")
    assert await _who(store, "cookie", noon) is None, "a sign-in that ended does not come back"


async def test_a_new_password_ends_what_is_signed_in_and_a_better_hash_does_not(
    store: SqlStore, noon: datetime
) -> None:
    await store.people.add(someone("an", noon))
    await store.sign_ins.begin("an", hash_secret("cookie"), noon, noon + timedelta(hours=1))
    await store.people.keep_hash("an", "better")
    assert await _who(store, "cookie", noon) == "an"
    await store.people.set_password("an", "new")
    assert await _who(store, "cookie", noon) is None
    found = await store.sign_ins.credential_anywhere(Identity("local", "an"))
    assert found is not None
    assert found.password_hash == "new"
    elsewhere = NewPerson("bob", "Bob", frozenset(), Identity("https://login.example", "u-1"), noon)
    await store.people.add(elsewhere)
    with pytest.raises(BadInput, match="no password"):
        await store.people.set_password("bob", "new")


async def test_the_last_administrator_stays(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon, "admin"))
    await store.people.add(someone("bob", noon, "admin"))
    await store.people.add(someone("cas", noon, "trainee"))
    await store.people.stop("bob")
    people = store.people
    for leaves in (people.set_roles("an", ["trainer"]), people.stop("an"), people.remove("an", noon)):
        with pytest.raises(LastAdmin):
            await leaves
    await people.set_roles("an", ["admin", "hr"])
    await people.stop("cas")
    await people.set_roles("cas", ["admin"])
    with pytest.raises(LastAdmin):
        await people.stop("an")
    await people.let_in("bob")
    await people.remove("an", noon)
    assert (await people.get("bob")).roles == {"admin"}


async def test_two_administrators_cannot_demote_each_other_at_once(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon, "admin"))
    await store.people.add(someone("bob", noon, "admin"))
    await asyncio.gather(*(store.people.list() for _ in range(4)))  # connections for both are open
    done = await asyncio.gather(
        store.people.set_roles("an", ["trainee"]), store.people.stop("bob"), return_exceptions=True
    )
    assert [type(one) for one in done if one is not None] == [LastAdmin]


async def test_the_local_person_belongs_to_the_machine(store: SqlStore, noon: datetime) -> None:
    people = store.people
    for change in (people.set_roles(LOCAL, []), people.stop(LOCAL), people.remove(LOCAL, noon)):
        with pytest.raises(NotAllowed, match="belongs to the machine"):
            await change
    assert (await people.get(LOCAL)).roles == {"trainee", "trainer", "hr", "admin"}


async def test_who_is_removed_is_gone_with_all_their_talks(store: SqlStore, database_url: str, noon: datetime) -> None:
    await store.people.add(someone("an-peeters", noon))
    await store.people.add(someone("bob", noon))
    for session_id, person_id in (("s1", "an-peeters"), ("s2", "an-peeters"), ("s3", "bob")):
        await held_talk(store, session_id, noon, person_id)
    await store.sign_ins.begin("an-peeters", hash_secret("cookie"), noon, noon + timedelta(hours=1))
    assert await store.people.remove("an-peeters", noon) == 2
    with pytest.raises(NotFound):
        await store.people.get("an-peeters")
    assert [record.session_id for record in await store.list_sessions()] == ["s3"]
    assert await store.sign_ins.credential_anywhere(Identity("local", "an-peeters")) is None
    left = await _directly(database_url, "SELECT session_id_hash FROM erasures ORDER BY session_id_hash")
    assert left == [(name,) for name in sorted([hash_secret("s1"), hash_secret("s2")])]
    for table in ("people", "identities", "roles", "sign_ins", "sessions", "audit"):
        assert "an-peeters" not in str(await _directly(database_url, f"SELECT * FROM {table}")).lower()
    again = NewPerson("another", "An", frozenset(), Identity.with_password(LOCAL, "an-peeters"), noon)
    await store.people.add(again)


async def test_an_organisation_has_an_id_that_people_can_write(store: SqlStore, noon: datetime) -> None:
    await store.organisations.add(Organisation("acme-2", "Acme", noon))
    assert await store.organisations.has("acme-2")
    assert [o.tenant_id for o in await store.organisations.list()] == ["acme-2", "local"]
    for bad in ("Acme", "a/b", "", "-a", "a" * 64, "local:x"):
        with pytest.raises(BadInput, match="small letters"):
            await store.organisations.add(Organisation(bad, "Acme", noon))
    with pytest.raises(BadInput, match="exists already"):
        await store.organisations.add(Organisation("acme-2", "Acme", noon))


async def _who(store: SqlStore, token: str, now: datetime) -> str | None:
    person = await store.sign_ins.signed_in_anywhere(hash_secret(token), now, timedelta(hours=1))
    return None if person is None else person.person_id
