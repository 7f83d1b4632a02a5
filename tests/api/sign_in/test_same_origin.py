"""What a page elsewhere can make a browser send: nothing comes of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.api.serving import ASKED, PAGE, House, light_settings, serving
from tests.api.sign_in.coming_in import PASSWORD, form_token, join, sign_in

EVIL = "https://evil.example"


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    settings = light_settings(tmp_path, mode="accounts")
    settings = settings.model_copy(update={"allowed_origins": ("https://lms.example",)})
    async with serving(settings, monkeypatch) as running:
        yield running


ELSEWHERE: list[dict[str, str]] = [
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://127.0.0.1:1"},
]


def from_elsewhere(browser: AsyncClient, headers: dict[str, str]) -> None:
    del browser.headers["Origin"]
    browser.headers.update(headers)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
async def test_a_page_elsewhere_changes_nothing_with_our_cookie(headers: dict[str, str], house: House) -> None:
    """Even where a browser sends the cookie along, and even with the header of our pages."""
    an = await join(house.store, "an", "admin")
    async with house.browser() as browser:
        await sign_in(browser, "an")
        created = (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).json()
        token = await form_token(browser)
        from_elsewhere(browser, headers)
        for method, path, body in (
            ("POST", "/v1/sessions", {"json": ASKED}),
            ("DELETE", f"/v1/sessions/{created['session_id']}", {}),
            ("PATCH", f"/v1/people/{an.person_id}", {"json": {"roles": ["trainee"]}}),
            ("POST", "/v1/tokens", {"json": {"name": "x"}}),
            ("POST", "/sign-out", {"data": {"form_token": token}}),
            ("POST", "/sign-in", {"data": {"form_token": token, "name": "an", "password": PASSWORD}}),
        ):
            answer = await browser.request(method, path, headers=PAGE, **body)
            assert answer.status_code == 403, (method, path)
            assert answer.json()["param"] == "Origin"
    assert len(await house.store.list_sessions()) == 1
    assert (await house.store.people.get(an.person_id)).roles == {"admin"}


async def test_our_own_page_must_set_its_header(house: House) -> None:
    await join(house.store, "an")
    async with house.browser() as browser:
        await sign_in(browser, "an")
        refused = await browser.post("/v1/sessions", json=ASKED)
        assert (refused.status_code, refused.json()["param"]) == (403, "X-Rechtuit")
        form: dict[str, Any] = {"data": {"scenario_id": "c4-ontslag"}}
        assert (await browser.post("/v1/sessions", **form)).status_code == 403
        assert (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).status_code == 201
        # A cookie without a word of where it comes from is no browser's.
        del browser.headers["Origin"]
        assert (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).status_code == 403
        assert (
            await browser.post("/v1/sessions", json=ASKED, headers=PAGE | {"Sec-Fetch-Site": "same-origin"})
        ).status_code == 201


async def test_a_form_without_its_hidden_field_is_not_ours(house: House) -> None:
    """Nobody is signed in under another's name (login CSRF), or signed out."""
    await join(house.store, "an")
    async with house.browser() as browser:
        stale = await sign_in(browser, "an", form_token="guessed")
        assert stale.status_code == 403
        assert "te lang open" in stale.text
        assert "rechtuit" not in browser.cookies
        await sign_in(browser, "an")
        assert (await browser.post("/sign-out", data={})).status_code == 403
        assert (await browser.get("/v1/me")).status_code == 200


async def test_a_page_elsewhere_reads_nothing(house: House) -> None:
    await join(house.store, "an")
    async with house.browser() as browser:
        await sign_in(browser, "an")
        image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
        assert (await browser.get("/v1/sessions", headers=image)).status_code == 403
        link_in_a_mail = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        answer = await browser.get("/v1/sessions", headers=link_in_a_mail)
        assert answer.status_code == 200
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


async def test_on_a_machine_that_asks_nothing_pages_elsewhere_do_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path), monkeypatch) as house:
        for headers in ELSEWHERE:
            async with house.browser() as browser:
                from_elsewhere(browser, headers)
                assert (await browser.post("/v1/sessions", json=ASKED)).status_code == 403, headers
        async with house.browser() as browser:
            assert (await browser.post("/v1/sessions", json=ASKED)).status_code == 201
            assert (await browser.get("/v1/me", headers={"Host": "evil.example"})).status_code == 400


async def test_an_origin_the_operator_allows_may_ask(house: House) -> None:
    async with house.program() as program:
        headers = {"Origin": "https://lms.example", "Sec-Fetch-Site": "cross-site"}
        assert (await program.post("/v1/sessions", json=ASKED, headers=headers)).status_code == 401
