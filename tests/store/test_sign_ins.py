from datetime import datetime, timedelta

import pytest

from simulator.errors import NotFound
from simulator.store import LOCAL, AccessToken, AuditEntry, Identity, Organisation, SqlStore, hash_secret
from tests.store.test_people import someone
from tests.store.test_sql_store import _directly

IDLE = timedelta(minutes=60)
HOUR = timedelta(hours=1)


async def seen(store: SqlStore, now: datetime, token: str = "cookie") -> str | None:
    person = await store.sign_ins.signed_in_anywhere(hash_secret(token), now, IDLE)
    return None if person is None else person.person_id


async def test_a_sign_in_lasts_while_it_is_used_and_no_longer_than_its_life(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon))
    await store.sign_ins.begin("an", hash_secret("cookie"), noon, noon + 3 * HOUR)
    for minutes in (59, 118, 177):
        assert await seen(store, noon + timedelta(minutes=minutes)) == "an"
    assert await seen(store, noon + timedelta(minutes=180)) is None
    await store.sign_ins.begin("an", hash_secret("another"), noon, noon + 3 * HOUR)
    assert await seen(store, noon + timedelta(minutes=60), "another") is None
    assert await seen(store, noon, "an") is None


async def test_what_has_expired_is_swept_at_the_next_sign_in(
    store: SqlStore, database_url: str, noon: datetime
) -> None:
    await store.people.add(someone("an", noon))
    await store.sign_ins.begin("an", hash_secret("old"), noon, noon + HOUR)
    await store.sign_ins.begin("an", hash_secret("new"), noon + HOUR, noon + 2 * HOUR)
    assert await _directly(database_url, "SELECT token_hash FROM sign_ins") == [(hash_secret("new"),)]


async def test_an_organisation_ends_only_its_own_sign_ins(store: SqlStore, noon: datetime) -> None:
    await store.organisations.add(Organisation("acme", "Acme", noon))
    acme = store.within("acme")
    await store.people.add(someone("an", noon))
    await acme.people.add(someone("bob", noon, tenant_id="acme"))
    await store.sign_ins.begin("an", hash_secret("cookie"), noon, noon + HOUR)
    await acme.sign_ins.end(hash_secret("cookie"))
    assert await seen(store, noon) == "an"
    with pytest.raises(NotFound):
        await acme.sign_ins.begin("an", hash_secret("x"), noon, noon + HOUR)
    token = AccessToken("t1", "lms", noon, noon + HOUR)
    with pytest.raises(NotFound):
        await acme.sign_ins.add_access_token("an", token, hash_secret("x"))
    await store.sign_ins.add_access_token("an", token, hash_secret("secret"))
    for asked in (acme.sign_ins.access_tokens("an"), acme.sign_ins.remove_access_token("an", "t1")):
        with pytest.raises(NotFound):
            await asked
    with pytest.raises(NotFound):
        await acme.sign_ins.remove_access_token("bob", "t1")
    await store.sign_ins.end(hash_secret("cookie"))
    assert await seen(store, noon) is None


async def test_a_program_acts_for_its_owner_until_its_token_ends(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon, "trainer"))
    token = AccessToken("t1", "lms", noon, noon + HOUR)
    await store.sign_ins.add_access_token("an", token, hash_secret("secret"))
    assert await store.sign_ins.access_tokens("an") == [token]
    person = await store.sign_ins.program_anywhere(hash_secret("secret"), noon)
    assert person is not None
    assert person.person_id == "an"
    assert person.roles == {"trainer"}
    assert await store.sign_ins.program_anywhere(hash_secret("secret"), noon + HOUR) is None
    await store.sign_ins.remove_access_token("an", "t1")
    assert await store.sign_ins.program_anywhere(hash_secret("secret"), noon) is None
    await store.sign_ins.add_access_token("an", token, hash_secret("secret"))
    await store.people.stop("an")
    assert await store.sign_ins.access_tokens("an") == []


async def test_a_cookie_is_no_program_and_a_password_no_provider(store: SqlStore, noon: datetime) -> None:
    await store.people.add(someone("an", noon))
    await store.sign_ins.begin("an", hash_secret("cookie"), noon, noon + HOUR)
    await store.sign_ins.add_access_token("an", AccessToken("t1", "lms", noon, noon + HOUR), hash_secret("secret"))
    assert await store.sign_ins.program_anywhere(hash_secret("cookie"), noon) is None
    assert await seen(store, noon, "secret") is None
    assert await store.sign_ins.credential_anywhere(Identity("https://login.example", "an")) is None


async def test_the_audit_log_is_of_one_organisation_the_newest_first(store: SqlStore, noon: datetime) -> None:
    await store.organisations.add(Organisation("acme", "Acme", noon))
    first = AuditEntry(noon, None, "sign_in_failed", "unknown")
    second = AuditEntry(noon + HOUR, LOCAL, "person_added", "an")
    await store.audit.add(second)
    await store.audit.add(first)
    assert await store.audit.latest() == [second, first]
    assert await store.audit.latest(1) == [second]
    assert await store.within("acme").audit.latest() == []


async def test_the_audit_log_is_read_by_period(store: SqlStore, noon: datetime) -> None:
    entries = [AuditEntry(noon + n * HOUR, LOCAL, "exported", f"s{n}") for n in range(4)]
    for entry in entries:
        await store.audit.add(entry)

    async def subjects(since: datetime | None = None, until: datetime | None = None) -> list[str]:
        return [entry.subject for entry in (await store.audit.page(9, since=since, until=until)).entries]

    assert await subjects(since=noon + HOUR) == ["s3", "s2", "s1"]
    assert await subjects(until=noon + HOUR) == ["s0"]
    assert await subjects(since=noon + HOUR, until=noon + 3 * HOUR) == ["s2", "s1"]
    first = await store.audit.page(1, until=noon + 2 * HOUR)
    rest = await store.audit.page(9, until=noon + 2 * HOUR, older=first.older)
    assert [entry.subject for entry in (*first.entries, *rest.entries)] == ["s1", "s0"]


async def test_the_audit_log_is_read_in_pages_which_new_entries_do_not_shift(store: SqlStore, noon: datetime) -> None:
    # The first three at one moment, and the last one written late: the order is by time.
    moments = [noon + HOUR, noon + HOUR, noon + HOUR, noon + 2 * HOUR, noon]
    entries = [AuditEntry(at, LOCAL, "exported", f"s{n}") for n, at in enumerate(moments)]
    for entry in entries:
        await store.audit.add(entry)
    await store.audit.add(AuditEntry(noon, LOCAL, "erased", "s0"))
    read: list[AuditEntry] = []
    older: int | None = None
    for number in range(3):
        page = await store.audit.page(2, action="exported", older=older)
        read, older = [*read, *page.entries], page.older
        await store.audit.add(AuditEntry(noon + 3 * HOUR, LOCAL, "exported", f"meanwhile {number}"))
    assert [entry.subject for entry in read] == ["s3", "s2", "s1", "s0", "s4"]
    assert older is None
    assert (await store.within("acme").audit.page(2, older=1)).entries == ()
