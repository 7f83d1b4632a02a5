"""The sign-in page in a real browser: its headers, cookies and script as a browser understands them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.api.serving import ASKED, light_settings, serving
from tests.api.sign_in.coming_in import PASSWORD, join

pytestmark = pytest.mark.slow
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium here: apt-get install chromium")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        await opened.close()


async def test_the_link_signs_in_by_itself_and_leaves_no_trace_in_the_address(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, link="required"), monkeypatch) as house:
        page = await browser.new_page()
        await page.goto(f"{house.url}/sign-in#{house.links[0]}")
        await page.wait_for_url(f"{house.url}/")
        assert house.links[0] not in await page.evaluate("JSON.stringify([location.href, document.referrer])")
        assert await page.evaluate("document.cookie") == "", "no script reads the cookie"
        made = await page.evaluate(ASK, ASKED)
        assert made == 201, "our own page, with its header"


async def test_without_a_script_the_code_is_pasted(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, link="required"), monkeypatch) as house:
        page = await (await browser.new_context(java_script_enabled=False, locale="fr-BE")).new_page()
        await page.goto(f"{house.url}/sign-in")
        await page.get_by_label("Code affiché").fill(house.links[0])
        await page.get_by_role("button", name="Se connecter").click()
        await page.wait_for_url(f"{house.url}/")


async def test_name_and_password_with_the_keyboard_alone(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house:
        await join(house.store, "an")
        page = await (await browser.new_context(java_script_enabled=False, locale="nl-BE")).new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        await page.goto(f"{house.url}/v1/sessions/x/report")
        assert page.url.startswith(f"{house.url}/sign-in?then=")
        await _sign_in(page, "an", "verkeerd")
        assert "klopt niet" in await page.get_by_role("alert").inner_text()
        await page.goto(f"{house.url}/sign-in")
        await _sign_in(page, "an", PASSWORD)
        await page.wait_for_url(f"{house.url}/")
        await page.goto(f"{house.url}/sign-in")
        assert "aangemeld als An" in await page.inner_text("main")
        await page.get_by_role("button", name="Afmelden").click()
        assert await page.get_by_label("Wachtwoord").is_visible()
        assert not [text for text in refused if "Content Security Policy" in text]


async def test_a_place_in_the_pages_is_found_again_after_signing_in(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house:
        await join(house.store, "an")
        page = await browser.new_page()
        await page.goto(f"{house.url}/#hr/log")
        await _sign_in(page, "an", "verkeerd")
        await _sign_in(page, "an", PASSWORD)
        await page.wait_for_url(f"{house.url}/#hr/log")


async def test_a_place_is_not_taken_for_the_code_of_a_link(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, link="required"), monkeypatch) as house:
        page = await browser.new_page()
        await page.goto(f"{house.url}/#hr/log")
        assert await page.locator("#code").input_value() == ""
        await page.locator("#code").fill(house.links[0])
        await page.locator("#code").press("Enter")
        await page.wait_for_url(f"{house.url}/#hr/log")


@pytest.mark.parametrize("site", ["http://127.0.0.1:9/", "http://elsewhere.localhost/"])
async def test_a_page_of_another_site_gets_nowhere(
    site: str, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another port is another origin, and yet the same site for cookies: the hardest case."""
    async with serving(light_settings(tmp_path, link="required"), monkeypatch) as house:
        page = await browser.new_page()
        await page.goto(f"{house.url}/sign-in#{house.links[0]}")
        await page.wait_for_url(f"{house.url}/")
        form = f"""<form method="post" action="{house.url}/v1/sessions" enctype="text/plain">
            <input name='{{"scenario_id":"c4-ontslag","x":"' value='"}}'><button>win</button></form>"""
        await page.route(site, lambda route: route.fulfill(body=form, content_type="text/html"))
        await page.goto(site)
        await page.get_by_role("button").click()
        await page.wait_for_url(f"{house.url}/v1/sessions")
        assert '"status":403' in await page.content()
        await page.goto(site)
        assert await page.evaluate(ASK_FROM_ELSEWHERE, [f"{house.url}/v1/sessions", ASKED]) == "refused"
        assert await page.evaluate(READ_FROM_ELSEWHERE, f"{house.url}/v1/sessions") == "refused"
        assert await house.store.list_sessions() == []


ASK_FROM_ELSEWHERE = """([url, body]) => fetch(url, {method: "POST", credentials: "include",
    body: JSON.stringify(body), headers: {"content-type": "application/json", "x-rechtuit": "1"}})
    .then(answer => answer.status, () => "refused")"""
READ_FROM_ELSEWHERE = """url => fetch(url, {credentials: "include", mode: "no-cors"})
    .then(answer => answer.type, () => "refused")"""
ASK = """body => fetch("/v1/sessions", {method: "POST", body: JSON.stringify(body),
    headers: {"content-type": "application/json", "x-rechtuit": "1"}}).then(answer => answer.status)"""


async def _sign_in(page: Page, name: str, password: str) -> None:
    await page.locator("#name").fill("")
    await page.locator("#name").focus()
    await page.keyboard.type(name)
    await page.keyboard.press("Tab")
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
    await page.wait_for_load_state()
