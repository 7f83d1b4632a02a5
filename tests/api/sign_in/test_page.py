import re
from typing import Any

import pytest
from fastapi import Request

from simulator.api.sign_in.page import SignInPage, _texts, language_of, render
from simulator.api.sign_in.routes import safe_path
from simulator.flow.labels import LANGUAGES, Language

PROBLEMS = ("wrong", "used", "many", "stale", "refused", "stopped", "unavailable")


def test_the_three_languages_say_the_same_things_whole() -> None:
    keys = {language: set(_texts(language)) for language in LANGUAGES}
    assert keys["nl"] == keys["fr"] == keys["en"] >= set(PROBLEMS)
    for language in LANGUAGES:
        words = _texts(language)
        sentences = [key for key in words if key in (*PROBLEMS, "code_hint", "open", "signed_in")]
        assert all(words[key].endswith(".") for key in sentences), "a # in YAML begins a comment"
        slots = {key: re.findall(r"%\(\w+\)s", text) for key, text in words.items()}
        assert slots == {key: re.findall(r"%\(\w+\)s", text) for key, text in _texts("nl").items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", ["", *PROBLEMS])
def test_what_somebody_wrote_is_shown_as_text(language: Language, problem: str) -> None:
    evil = "\"><script>alert('x')</script>"
    shown = _page(language, problem=problem, name=evil, then=f"/{evil}", provider=evil)
    assert "<script>" not in shown
    assert f'lang="{language}"' in shown
    assert "<script>" not in _page(language, visitor=evil)
    local = _page(language, is_local=True, then=f"/{evil}")
    assert local.count("<script") == 1
    assert 'src="/sign-in/link.js"' in local


@pytest.mark.parametrize(
    ("accepted", "query", "expected"),
    [
        ("", "", "nl"),
        ("fr-BE,fr;q=0.9,nl;q=0.5", "", "fr"),
        ("de,en;q=0.3,fr;q=0.7", "", "fr"),
        ("de-DE", "", "nl"),
        ("en;q=nonsense, nl", "", "nl"),
        ("fr", "language=en", "en"),
        ("fr", "language=xx", "fr"),
    ],
)
def test_the_language_is_the_readers(accepted: str, query: str, expected: str) -> None:
    headers = [(b"accept-language", accepted.encode())]
    asked = Request({"type": "http", "headers": headers, "query_string": query.encode()})
    assert language_of(asked) == expected


@pytest.mark.parametrize(
    "then", ["", "x", "//x", "/\\x", "https://x", "/a\nb", "/sign-in", "/sign-out", "javascript:x"]
)
def test_nobody_is_sent_elsewhere(then: str) -> None:
    assert safe_path(then) == "/"


@pytest.mark.parametrize("then", ["/", "/?scenario=c4", "/v1/sessions/a/report?format=pdf", "/#report"])
def test_a_path_of_ours_is_kept(then: str) -> None:
    assert safe_path(then) == then


def _page(language: Language, **shown: Any) -> str:
    page = SignInPage(**{"language": language, "form_token": "x", "then": "/", "is_local": False} | shown)
    return bytes(render(page).body).decode()
