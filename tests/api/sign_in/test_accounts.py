"""Names and passwords, on a real service over real HTTP, on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from simulator.api.sign_in import tries
from simulator.store import Organisation, hash_secret
from simulator.store.tables import sign_ins
from tests.api.serving import ASKED, PAGE, House, light_settings, serving
from tests.api.sign_in.coming_in import PASSWORD, QUICK_HASH, form_token, join, sign_in


@pytest.fixture
async def house(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with serving(light_settings(tmp_path, database_url, mode="accounts"), monkeypatch) as running:
        yield running


async def test_nobody_comes_in_unasked(house: House) -> None:
    async with house.browser() as browser:
        for path in ("/v1/me", "/v1/sessions", "/v1/catalog", "/v1/people", "/v1/audit", "/v1/tokens"):
            assert (await browser.get(path)).status_code == 401, path
        assert (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).status_code == 401
        assert (await browser.get("/")).status_code == 303
        asked_by_a_person = await browser.get("/v1/sessions/x/report?format=pdf", headers={"Accept": "text/html"})
        assert asked_by_a_person.headers["location"] == "/sign-in?then=%2Fv1%2Fsessions%2Fx%2Freport%3Fformat%3Dpdf"


async def test_in_out_and_no_further(house: House) -> None:
    an = await join(house.store, "an", "trainee", "trainer")
    async with house.browser() as browser:
        browser.cookies.set("rechtuit", "set by somebody else", domain="127.0.0.1")
        came_in = await sign_in(browser, " An ", then="/#report")
        assert (came_in.status_code, came_in.headers["location"]) == (303, "/#report")
        cookie = came_in.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie, "over plain http a browser would not send it back"
        token = browser.cookies["rechtuit"]
        assert token != "set by somebody else"
        me = (await browser.get("/v1/me")).json()
        assert (me["person_id"], me["name"], me["roles"]) == (an.person_id, "An", ["trainee", "trainer"])
        assert "An" in (await browser.get("/sign-in")).text
        created = (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).json()
        record = await house.store.get_session(created["session_id"])
        assert record.person_id == an.person_id
        left = await browser.post("/sign-out", data={"form_token": await form_token(browser)})
        assert left.status_code == 303
        browser.cookies["rechtuit"] = token
        assert (await browser.get("/v1/me")).status_code == 401, "the sign-in is gone here, not only in the browser"
    assert [e.action for e in await house.store.audit.latest()] == ["sign_out", "sign_in"]


async def test_a_new_sign_in_ends_the_one_before(house: House) -> None:
    await join(house.store, "an")
    async with house.browser() as browser:
        await sign_in(browser, "an")
        first = browser.cookies["rechtuit"]
        await sign_in(browser, "an")
        assert browser.cookies["rechtuit"] != first
        async with house.browser() as another:
            another.cookies["rechtuit"] = first
            assert (await another.get("/v1/me")).status_code == 401


async def test_wrong_names_wrong_passwords_and_people_who_were_stopped_are_told_alike(house: House) -> None:
    an, bob = await join(house.store, "an"), await join(house.store, "bob", "admin")
    await join(house.store, "cas", "admin")
    await house.store.people.stop(bob.person_id)
    told = set()
    async with house.browser() as browser:
        for name, password in (("an", "wrong"), ("nobody", PASSWORD), ("bob", PASSWORD), ("", ""), ("local", PASSWORD)):
            answer = await sign_in(browser, name, password)
            assert answer.status_code == 401
            told.add(answer.text.replace(f'value="{name}"', 'value=""'))
        assert len(told) == 1
    noted = {(e.action, e.actor_id, e.subject) for e in await house.store.audit.latest()}
    assert noted == {("sign_in_failed", None, subject) for subject in (an.person_id, bob.person_id, "unknown")}


async def test_a_password_kept_with_old_parameters_is_hashed_anew(house: House) -> None:
    an = await join(house.store, "an")
    async with house.browser() as browser:
        assert (await sign_in(browser, "an")).status_code == 303
        assert (await browser.get("/v1/me")).status_code == 200, "and whoever came in stays in"
    found = await house.store.sign_ins.credential_anywhere(an.identities[0])
    assert found is not None
    assert found.password_hash != QUICK_HASH
    assert "m=65536" in str(found.password_hash)


async def test_after_ten_wrong_tries_the_right_password_is_not_tried(house: House) -> None:
    await join(house.store, "an")
    await join(house.store, "bob")
    async with house.browser() as browser:
        for _ in range(tries.MOST_BY_NAME):
            assert (await sign_in(browser, "an", "wrong")).status_code == 401
        answer = await sign_in(browser, "an")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 900
        assert "over 15 min" in answer.text
        assert (await sign_in(browser, "bob")).status_code == 303, "others come in"


async def test_a_sign_in_ends_by_itself(house: House) -> None:
    an = await join(house.store, "an")
    async with house.browser() as browser:
        await sign_in(browser, "an")
        token_hash = hash_secret(browser.cookies["rechtuit"])
        now = datetime.now(UTC)
        for column, moment, status in (
            ("last_seen_at", now - timedelta(minutes=59), 200),
            ("last_seen_at", now - timedelta(minutes=61), 401),
            ("expires_at", now - timedelta(seconds=1), 401),
        ):
            await house.store.sign_ins.end(token_hash)
            await house.store.sign_ins.begin(an.person_id, token_hash, now, now + timedelta(hours=12))
            async with house.store.people.database.writing() as db:
                await db.execute(update(sign_ins).where(sign_ins.c.token_hash == token_hash).values({column: moment}))
            assert (await browser.get("/v1/me")).status_code == status, (column, moment)
        # Being used moves the end.
        assert await house.store.sign_ins.signed_in_anywhere(token_hash, now, timedelta(hours=1)) is None


async def test_people_of_another_organisation_write_it_before_their_name(house: House) -> None:
    await house.store.organisations.add(Organisation("acme", "Acme", datetime.now(UTC)))
    theirs, ours = await join(house.store, "an", tenant_id="acme"), await join(house.store, "an")
    for written, person in (("acme/an", theirs), ("an", ours)):
        async with house.browser() as browser:
            assert (await sign_in(browser, written)).status_code == 303
            me = (await browser.get("/v1/me")).json()
            assert (me["person_id"], me["organisation"]) == (person.person_id, person.tenant_id)


async def test_behind_https_the_cookie_is_secure_and_cannot_be_set_by_a_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = light_settings(tmp_path, mode="accounts", public_url="https://rechtuit.example.be")
    async with serving(settings, monkeypatch) as house:
        await join(house.store, "an")
        proxied = {
            "Host": "rechtuit.example.be",
            "Origin": "https://rechtuit.example.be",
            "X-Forwarded-For": "192.0.2.1",
        }
        async with house.browser() as browser:
            shown = await browser.get("/sign-in", headers=proxied)
            name, value = shown.headers["set-cookie"].split(";")[0].split("=", 1)
            assert name == "__Host-rechtuit_form"
            fields = {"form_token": value, "name": "an", "password": PASSWORD}
            came_in = await browser.post("/sign-in", data=fields, headers=proxied | {"Cookie": f"{name}={value}"})
            cookie = came_in.headers["set-cookie"]
            assert cookie.startswith("__Host-rechtuit=")
            assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
            me = await browser.get("/v1/me", headers=proxied | {"Cookie": cookie.split(";")[0]})
            assert me.status_code == 200


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-out"]
)
async def test_sign_in_leads_nowhere_else(then: str, house: House) -> None:
    await join(house.store, "an")
    async with house.browser() as browser:
        page = await browser.get("/sign-in", params={"then": then})
        assert then not in page.text
        assert (await sign_in(browser, "an", then=then)).headers["location"] == "/"
