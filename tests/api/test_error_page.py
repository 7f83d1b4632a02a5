"""Whoever opens a wrong address reads a page in their language; programs, frames and scripts still get the problem."""

import re
from pathlib import Path

import pytest

from simulator.api.error_page import key_of, render
from simulator.api.plain_page import texts_of
from simulator.flow.labels import LANGUAGES, Language
from tests.api.serving import light_settings, serving
from tests.api.sign_in.coming_in import join, sign_in

OPENED = {"Sec-Fetch-Dest": "document", "Accept": "text/html,*/*;q=0.8", "Accept-Language": "fr-BE"}


def test_every_status_has_its_words_in_every_language() -> None:
    keys = {key_of(status) for status in (400, 403, 404, 409, 422, 429, 500, 503)}
    assert keys == {"unclear", "forbidden", "missing", "conflict", "busy", "unavailable"}
    for language in LANGUAGES:
        texts = texts_of("simulator.api.error_page", language)
        assert set(texts) == keys | {"page"}
        assert all(re.search(r"\w\.$", texts[key]["text"]) for key in keys), "a # or : in YAML would cut it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_one_heading_a_way_back_and_no_script(language: Language) -> None:
    page = bytes(render(404, language).body).decode()
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert '<a class="button" href="/">' in page
    assert "<script" not in page


@pytest.mark.asyncio
async def test_who_opens_a_wrong_address_reads_why_and_a_program_gets_the_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house, house.browser() as browser:
        await join(house.store, "an")
        assert (await browser.get("/nowhere", headers=OPENED)).status_code == 303, "outside, the door comes first"
        await sign_in(browser, "an")
        for path, status, words in (
            ("/nowhere", 404, "Il n’y a rien ici"),
            ("/v1/sessions/gone/report", 404, "a été effacé"),
            ("/v1/people", 403, "Ceci ne vous est pas destiné"),
            ("/v1/sessions/gone/report?format=docx", 422, "Cette adresse n’est pas correcte"),
        ):
            shown = await browser.get(path, headers=OPENED)
            assert (shown.status_code, shown.headers["content-type"]) == (status, "text/html; charset=utf-8"), path
            assert words in shown.text
            assert "style-src 'self'" in shown.headers["content-security-policy"]
            for told in ({}, OPENED | {"Sec-Fetch-Dest": "iframe"}, OPENED | {"Sec-Fetch-Dest": "empty"}):
                plain = await browser.get(path, headers=told)
                assert plain.status_code == status
                assert "json" in plain.headers["content-type"]
