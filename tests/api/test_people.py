"""The doors for people, on a real service, on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.store import AuditEntry, hash_secret
from tests.api.serving import ASKED, PAGE, House, light_settings, serving
from tests.api.sign_in.coming_in import PASSWORD, join, sign_in


@pytest.fixture
async def house(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with serving(light_settings(tmp_path, database_url, mode="accounts"), monkeypatch) as running:
        yield running


async def test_an_administrator_adds_changes_stops_and_removes(house: House) -> None:
    admin = await join(house.store, "an", "admin")
    async with house.browser() as desk, house.browser() as browser:
        desk.headers.update(PAGE)
        browser.headers.update(PAGE)
        await sign_in(desk, "an")
        added = (await desk.post("/v1/people", json={"sign_in_name": "Bob@bank.be", "roles": ["trainee", "hr"]})).json()
        bob, password = added["person"], added["password"]
        assert (bob["name"], bob["roles"], bob["sign_in_names"]) == ("Bob@bank.be", ["trainee", "hr"], ["bob@bank.be"])
        path = f"/v1/people/{bob['person_id']}"
        assert (await desk.get(path)).json() == bob
        assert [p["name"] for p in (await desk.get("/v1/people")).json()["people"]] == ["An", "Bob@bank.be", "local"]

        await sign_in(browser, "bob@bank.be", password)
        assert (await browser.get("/v1/me")).json()["roles"] == ["trainee", "hr"]
        assert (await desk.patch(path, json={"roles": ["trainee"]})).json()["roles"] == ["trainee"]
        assert (await browser.get("/v1/me")).json()["roles"] == ["trainee"], "from the next request on"
        created = (await browser.post("/v1/sessions", json=ASKED)).json()

        assert (await desk.patch(path, json={"is_active": False})).json()["is_active"] is False
        assert (await browser.get("/v1/me")).status_code == 401
        assert (await sign_in(browser, "bob@bank.be", password)).status_code == 401
        assert (await desk.get("/healthz")).json()["sessions"] == 0, "their talk is over, too"
        await desk.patch(path, json={"is_active": True, "password": PASSWORD})
        assert (await sign_in(browser, "bob@bank.be")).status_code == 303

        removed = (await desk.delete(path)).json()
        assert (removed["person_id"], removed["erased_talks"]) == (bob["person_id"], 1)
        assert (await desk.get(path)).status_code == 404
        assert (await browser.get("/v1/me")).status_code == 401
        assert (await desk.get(f"/v1/sessions/{created['session_id']}")).status_code == 404

        entries = (await desk.get("/v1/audit")).json()["entries"]
        assert {e["actor_id"] for e in entries if e["action"] not in {"sign_in", "sign_in_failed"}} == {admin.person_id}
        done = [e["action"] for e in entries if e["actor_id"] == admin.person_id]
        assert done == [
            "person_removed", "person_let_in", "password_changed", "person_stopped", "roles_changed", "person_added",
            "sign_in",
        ]  # fmt: skip
        assert bob["person_id"] not in str(entries)
        assert hash_secret(bob["person_id"]) in {e["subject"] for e in entries}
        assert "bank.be" not in str(entries)


async def test_the_audit_log_is_read_by_action_and_page_by_page(house: House) -> None:
    await join(house.store, "an", "admin")
    async with house.browser() as desk:
        desk.headers.update(PAGE)
        await sign_in(desk, "an")
        for name in ("bob", "eve", "kim"):
            await desk.post("/v1/people", json={"sign_in_name": name})
        first = (await desk.get("/v1/audit?action=person_added&limit=2")).json()
        rest = (await desk.get(f"/v1/audit?action=person_added&limit=2&older={first['older']}")).json()
        assert [len(page["entries"]) for page in (first, rest)] == [2, 1]
        assert len({entry["subject"] for page in (first, rest) for entry in page["entries"]}) == 3
        assert rest["older"] is None
        for query in ("action=nothing", "older=-1", f"older={2**40}"):
            assert (await desk.get(f"/v1/audit?{query}")).status_code == 422


async def test_the_audit_log_is_read_by_days(house: House) -> None:
    await join(house.store, "an", "admin")
    late = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)  # half past midnight, the tenth, in Belgium
    await house.store.audit.add(AuditEntry(late, None, "erased", "s1"))
    async with house.browser() as desk:
        await sign_in(desk, "an")
        for days, count in (("first_day=2026-03-10&last_day=2026-03-10", 1), ("last_day=2026-03-09", 0)):
            assert len((await desk.get(f"/v1/audit?action=erased&{days}")).json()["entries"]) == count, days
            assert (await desk.get(f"/v1/exports?{days}")).json() == {"exports": []}
        reversed_ = await desk.get("/v1/audit?first_day=2026-03-10&last_day=2026-03-09")
        assert reversed_.status_code == 422
        assert "after the last" in reversed_.json()["detail"]
        for wrong in ("first_day=today", "last_day=9999-12-31", "first_day=0001-01-01"):
            assert (await desk.get(f"/v1/audit?{wrong}")).status_code == 422, wrong
            assert (await desk.get(f"/v1/certificate?{wrong}")).status_code == 422, wrong


async def test_a_page_signs_its_browser_out(house: House) -> None:
    await join(house.store, "an")
    async with house.browser() as browser, house.browser() as other:
        for one in (browser, other):
            await sign_in(one, "an")
        token = browser.cookies["rechtuit"]
        assert (await browser.delete("/v1/me/sign-in")).status_code == 403, "only a page of ours may ask"
        assert (await browser.delete("/v1/me/sign-in", headers=PAGE)).status_code == 204
        assert "rechtuit" not in browser.cookies
        browser.cookies.set("rechtuit", token)
        assert (await browser.get("/v1/me")).status_code == 401, "the token is worth nothing any more"
        assert (await other.get("/v1/me")).status_code == 200, "another browser stays"


async def test_the_last_administrator_can_neither_leave_nor_be_demoted(house: House) -> None:
    admin = await join(house.store, "an", "admin")
    async with house.browser() as desk:
        desk.headers.update(PAGE)
        await sign_in(desk, "an")
        path = f"/v1/people/{admin.person_id}"
        for answer in (
            await desk.patch(path, json={"roles": ["trainee"]}),
            await desk.patch(path, json={"is_active": False}),
            await desk.delete(path),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "last_admin")
        assert (await desk.get("/v1/me")).json()["roles"] == ["admin"]


async def test_people_are_for_administrators(house: House) -> None:
    other = await join(house.store, "an", "admin")
    await join(house.store, "bob", "trainee", "trainer", "hr")
    async with house.browser() as browser:
        browser.headers.update(PAGE)
        await sign_in(browser, "bob")
        path = f"/v1/people/{other.person_id}"
        for answer in (
            await browser.get("/v1/people"),
            await browser.post("/v1/people", json={"sign_in_name": "eve", "roles": ["admin"]}),
            await browser.get(path),
            await browser.patch(path, json={"roles": ["admin"]}),
            await browser.delete(path),
            await browser.get("/v1/audit"),
        ):
            assert answer.status_code == 403
            assert "administrator" in answer.json()["detail"]
    assert len(await house.store.people.list()) == 3


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"sign_in_name": "acme/eve"}, "sign_in_name"),
        ({"sign_in_name": "  "}, "sign_in_name"),
        ({"sign_in_name": "eve", "roles": []}, "roles"),
        ({"sign_in_name": "eve", "roles": ["owner"]}, "roles"),
        ({"sign_in_name": "eve", "password": "kort"}, "12 to 256"),
        ({"sign_in_name": "eve", "role": ["admin"]}, "role"),
        ({"sign_in_name": "AN"}, "already"),
    ],
)
async def test_somebody_who_cannot_be_added(body: dict[str, object], told: str, house: House) -> None:
    await join(house.store, "an", "admin")
    async with house.browser() as desk:
        await sign_in(desk, "an")
        answer = await desk.post("/v1/people", json=body, headers=PAGE)
        assert answer.status_code == 422
        assert told in answer.json()["detail"]


async def test_one_changes_ones_own_password(house: House) -> None:
    await join(house.store, "an")
    new = "acht groene regenjassen"
    async with house.browser() as browser:
        browser.headers.update(PAGE)
        await sign_in(browser, "an")
        asked = {"old": "wrong", "new": new}
        assert (await browser.put("/v1/me/password", json=asked)).status_code == 403
        assert (await browser.put("/v1/me/password", json={"old": PASSWORD, "new": "kort"})).status_code == 422
        assert (await browser.put("/v1/me/password", json={"old": PASSWORD, "new": new})).status_code == 204
        assert (await browser.get("/v1/me")).status_code == 401
        assert (await sign_in(browser, "an")).status_code == 401
        assert (await sign_in(browser, "an", new)).status_code == 303


async def test_a_program_acts_with_a_token_that_was_told_once(house: House) -> None:
    an = await join(house.store, "an", "trainee", "admin")
    async with house.browser() as browser:
        browser.headers.update(PAGE)
        await sign_in(browser, "an")
        made = (await browser.post("/v1/tokens", json={"name": "leerplatform", "days": 30})).json()
        assert made["secret"].startswith("rechtuit_")
        listed = (await browser.get("/v1/tokens")).json()["tokens"]
        assert listed == [made["token"]]
        async with house.program(made["secret"]) as program, house.program("rechtuit_guessed") as stranger:
            me = (await program.get("/v1/me")).json()
            assert (me["person_id"], me["comes_by"]) == (an.person_id, "program")
            assert (await program.post("/v1/sessions", json=ASKED)).status_code == 201, "no header of pages needed"
            assert (await program.post("/v1/tokens", json={"name": "another"})).status_code == 403
            assert (await program.get("/metrics", headers={"Via": "proxy"})).status_code == 200
            assert (await stranger.get("/v1/me")).status_code == 401
            assert (await browser.delete(f"/v1/tokens/{made['token']['token_id']}")).status_code == 204
            assert (await program.get("/v1/me")).status_code == 401
        assert (await browser.delete(f"/v1/tokens/{made['token']['token_id']}")).status_code == 404


async def test_what_somebody_else_is_signed_in_with_is_not_ones_own(house: House) -> None:
    await join(house.store, "an")
    await join(house.store, "bob", "admin")
    async with house.browser() as ans, house.browser() as bobs:
        await sign_in(ans, "an")
        await sign_in(bobs, "bob")
        made = (await ans.post("/v1/tokens", json={"name": "x"}, headers=PAGE)).json()
        assert (await bobs.delete(f"/v1/tokens/{made['token']['token_id']}", headers=PAGE)).status_code == 404
        assert (await bobs.get("/v1/tokens")).json()["tokens"] == []
