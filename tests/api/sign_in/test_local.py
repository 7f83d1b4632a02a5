"""A machine of one person: nothing is asked on it, and a link is asked of whoever could be somebody else."""

from pathlib import Path
from typing import Any

import pytest

from simulator.api.server import create_app
from simulator.errors import BadInput
from simulator.settings import Settings
from tests.api.serving import ASKED, PAGE, light_settings, serving
from tests.api.sign_in.coming_in import use_link


async def test_a_program_on_this_machine_needs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(light_settings(tmp_path), monkeypatch) as house, house.program() as program:
        me = (await program.get("/v1/me")).json()
        assert (me["person_id"], me["comes_by"]) == ("local", "machine")
        assert set(me["roles"]) == {"trainee", "trainer", "hr", "admin"}
        created = await program.post("/v1/sessions", json=ASKED)
        assert created.status_code == 201
        path = f"/v1/sessions/{created.json()['session_id']}"
        assert (await program.get(path)).status_code == 200
        assert (await program.delete(path)).status_code == 200


async def test_whoever_a_proxy_passes_on_is_not_this_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(light_settings(tmp_path), monkeypatch) as house, house.program() as program:
        for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
            answer = await program.get("/v1/me", headers={header: "203.0.113.9"})
            assert answer.status_code == 401, header
            assert (await program.get("/metrics", headers={header: "203.0.113.9"})).status_code == 403
        assert (await program.get("/healthz", headers={"Via": "proxy"})).status_code == 200


@pytest.mark.parametrize("where", ["this machine, link required", "where others reach it"])
async def test_the_printed_link_lets_in_once(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(_asking(where, tmp_path), monkeypatch) as house, house.browser() as browser:
        assert (await browser.get("/v1/sessions")).status_code == 401
        assert (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).status_code == 401
        assert (await browser.get("/healthz")).status_code == 200
        assert (await browser.get("/")).headers["location"] == "/sign-in?then=%2F"
        assert len(house.links) == 1
        came_in = await use_link(browser, house.links[0])
        assert (came_in.status_code, came_in.headers["location"]) == (303, "/")
        assert (await browser.get("/v1/me")).json()["comes_by"] == "browser"
        assert (await browser.post("/v1/sessions", json=ASKED, headers=PAGE)).status_code == 201
        async with house.browser() as another:
            again = await use_link(another, house.links[0])
            assert again.status_code == 401
            assert "al gebruikt" in again.text
            assert (await another.get("/v1/me")).status_code == 401
            assert len(house.links) == 2, "the next link is shown when one was used"
            assert (await use_link(another, house.links[1])).status_code == 303
        assert [e.action for e in await house.store.audit.latest()] == ["sign_in", "sign_in_failed", "sign_in"]


async def test_the_secret_of_a_link_is_nowhere_but_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = _asking("this machine, link required", tmp_path).model_copy(update={"log_level": "debug"})
    async with serving(settings, monkeypatch) as house, house.browser() as browser:
        await use_link(browser, house.links[0])
        token = browser.cookies["rechtuit"]
    written = capfd.readouterr()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (*house.links, token):
        assert secret not in written.out + written.err
        assert secret.encode() not in kept


async def test_an_account_is_worth_nothing_in_local_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the local person's cookie, with all its roles, nothing in mode accounts."""
    asking = _asking("this machine, link required", tmp_path)
    async with serving(asking, monkeypatch) as house, house.browser() as browser:
        await use_link(browser, house.links[0])
        token = browser.cookies["rechtuit"]
    async with serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house, house.browser() as browser:
        browser.cookies["rechtuit"] = token
        assert (await browser.get("/v1/me")).status_code == 401


@pytest.mark.parametrize(
    ("sign_in", "told"),
    [
        ({"mode": "accounts", "oidc": {"issuer": "https://login.example"}}, "SIMULATOR_SIGN_IN__OIDC__CLIENT_ID"),
        ({"oidc": {"issuer": "https://login.example", "client_id": "x"}}, "SIMULATOR_SIGN_IN__MODE"),
        ({"public_url": "rechtuit.example.be"}, "SIMULATOR_SIGN_IN__PUBLIC_URL"),
    ],
)
def test_settings_that_cannot_be_are_said_before_anything_starts(
    sign_in: dict[str, Any], told: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=told):
        create_app(light_settings(tmp_path, **sign_in))


def _asking(where: str, folder: Path) -> Settings:
    if where == "where others reach it":
        return light_settings(folder, host="0.0.0.0")
    return light_settings(folder, link="required")
