"""Sign-in with a real OpenID provider: real redirects, PKCE, keys that rotate; and tokens that must not be believed."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import AsyncClient, Response

from simulator.store import Identity
from tests.api.serving import House, light_settings, serving
from tests.api.sign_in.openid_server import (
    CLIENT_ID,
    CLIENT_SECRET,
    Provider,
    running_provider,
    signed_by_a_stranger,
    signed_with_our_secret,
    signed_with_the_public_key,
    unsigned,
)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
async def house(provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    oidc = {
        "issuer": provider.issuer,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "tenant": "acme",
        "role_claim": "realm_access.roles",
        "roles": {"rechtuit-hr": "hr", "rechtuit-beheer": "admin"},
        "label": "Acme",
    }
    async with serving(light_settings(tmp_path, mode="accounts", oidc=oidc), monkeypatch) as running:
        yield running


async def depart(browser: AsyncClient, then: str = "/") -> Response:
    """To the provider and back: the answer it sends the browser back with, not yet given to us."""
    leaving = await browser.get("/sign-in/openid", params={"then": then})
    assert leaving.status_code == 303
    async with AsyncClient() as elsewhere:
        return await elsewhere.get(leaving.headers["location"])


async def come_in(browser: AsyncClient, then: str = "/") -> Response:
    return await browser.get((await depart(browser, then)).headers["location"])


async def test_the_first_sign_in_makes_the_person_and_the_next_one_finds_them(house: House, provider: Provider) -> None:
    provider.user["realm_access"] = {"roles": ["offline_access", "rechtuit-hr"]}
    async with house.browser() as browser:
        assert "Acme" in (await browser.get("/sign-in")).text
        came_in = await come_in(browser, then="/?scenario=c4")
        assert (came_in.status_code, came_in.headers["location"]) == (303, "/?scenario=c4")
        me = (await browser.get("/v1/me")).json()
        assert (me["name"], me["organisation"], me["roles"]) == ("An Peeters", "acme", ["hr"])
    async with house.browser() as browser:
        await come_in(browser)
        assert (await browser.get("/v1/me")).json()["person_id"] == me["person_id"]
    acme = house.store.within("acme")
    assert len(await acme.people.list()) == 1
    assert [e.action for e in await acme.audit.latest()] == ["sign_in", "sign_in", "person_added"]


async def test_the_provider_decides_the_roles_at_every_sign_in(house: House, provider: Provider) -> None:
    for named, expected in (
        (["rechtuit-beheer", "rechtuit-hr"], ["hr", "admin"]),
        (["owner"], ["trainee"]),
        (None, ["trainee"]),
    ):
        provider.user["realm_access"] = {"roles": named}
        async with house.browser() as browser:
            await come_in(browser)
            assert (await browser.get("/v1/me")).json()["roles"] == expected


async def test_somebody_who_was_stopped_stays_out(house: House, provider: Provider) -> None:
    async with house.browser() as browser:
        await come_in(browser)
        me = (await browser.get("/v1/me")).json()
        await house.store.within("acme").people.stop(me["person_id"])
        assert (await browser.get("/v1/me")).status_code == 401
        refused = await come_in(browser)
        assert refused.status_code == 403
        assert "geen toegang meer" in refused.text


async def test_keys_may_rotate_and_are_read_again_only_then(house: House, provider: Provider) -> None:
    for _ in range(2):
        for _ in range(2):
            async with house.browser() as browser:
                assert (await come_in(browser)).status_code == 303
        provider.rotate()
    assert provider.n_key_reads == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "of another departure"},
        {"nonce": None},
        {"aud": "another service"},
        {"aud": ["another service"]},
        {"aud": [CLIENT_ID, "another service"]},
        {"azp": "another service"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": -120},  # seconds from now
        {"exp": None},
        {"iat": 600},
        {"sub": None},
        {"sub": ""},
        {"sub": ["u-1"]},
    ],
    ids=str,
)
async def test_a_token_whose_claims_do_not_hold_is_refused(
    changed: dict[str, Any], house: House, provider: Provider
) -> None:
    def change(claims: dict[str, Any]) -> dict[str, Any]:
        now_s = int(time.time())
        new = {name: now_s + value if isinstance(value, int) else value for name, value in changed.items()}
        return {name: value for name, value in (claims | new).items() if value is not None}

    provider.change_claims = change
    await _is_refused(house)


@pytest.mark.parametrize(
    "sign", [unsigned, signed_by_a_stranger, signed_with_our_secret, signed_with_the_public_key, lambda *_: "no token"]
)
async def test_a_token_that_the_provider_did_not_sign_is_refused(sign: Any, house: House, provider: Provider) -> None:
    provider.sign = sign
    await _is_refused(house)


async def _is_refused(house: House) -> None:
    async with house.browser() as browser:
        refused = await come_in(browser)
        assert refused.status_code == 401
        assert "niet gelukt" in refused.text
        assert (await browser.get("/v1/me")).status_code == 401
    assert await house.store.within("acme").people.list() == []


async def test_an_answer_belongs_to_the_browser_that_left(house: House) -> None:
    """Nobody is signed in as somebody else by a link with that one's code."""
    async with house.browser() as attacker, house.browser() as victim:
        answer = (await depart(attacker)).headers["location"]
        assert (await victim.get(answer)).status_code == 401
        await depart(victim)
        assert (await victim.get(answer)).status_code == 401, "not after a departure of its own either"
        assert (await attacker.get(answer)).status_code == 303
        assert (await attacker.get(answer)).status_code == 401, "and it works once"


async def test_a_code_is_worth_nothing_without_what_the_browser_left_with(house: House, provider: Provider) -> None:
    """PKCE: the provider refuses a code that comes with another verifier."""
    async with house.browser() as browser:
        first = parse_qs(urlsplit((await depart(browser)).headers["location"]).query)
        second = parse_qs(urlsplit((await depart(browser)).headers["location"]).query)
        mixed = {"code": first["code"][0], "state": second["state"][0]}
        assert (await browser.get("/sign-in/openid/back", params=mixed)).status_code == 401
    assert not await house.store.within("acme").people.list()


async def test_an_answer_of_another_provider_is_refused(house: House, provider: Provider) -> None:
    provider.answer_issuer = "https://evil.example"
    await _is_refused(house)


async def test_a_provider_that_says_no(house: House, provider: Provider) -> None:
    provider.refuses = True
    await _is_refused(house)


async def test_a_provider_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    oidc = {"issuer": "http://127.0.0.1:9", "client_id": CLIENT_ID}
    settings = light_settings(tmp_path, mode="accounts", oidc=oidc)
    async with serving(settings, monkeypatch) as house, house.browser() as browser:
        answer = await browser.get("/sign-in/openid")
        assert answer.status_code == 503
        assert "antwoordt niet" in answer.text


async def test_nobody_takes_a_name_of_the_provider_by_a_password(house: House, provider: Provider) -> None:
    async with house.browser() as browser:
        await come_in(browser)
        me = (await browser.get("/v1/me")).json()
    found = await house.store.sign_ins.credential_anywhere(Identity(provider.issuer, "u-1"))
    assert found is not None
    assert found.person.person_id == me["person_id"]
    assert found.password_hash is None
    async with house.browser() as browser:
        page = await browser.get("/sign-in")
        token = page.text.split('name="form_token" value="')[1].split('"')[0]
        for name in (f"{provider.issuer}/u-1", "u-1", "acme/u-1"):
            fields = {"form_token": token, "name": name, "password": ""}
            assert (await browser.post("/sign-in", data=fields)).status_code == 401
