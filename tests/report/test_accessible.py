"""axe-core finds nothing on the page, at the width of a phone and of a laptop."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from simulator.flow.labels import Audience
from simulator.flow.report import RehearsalReport
from simulator.report import render

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm --prefix web ci)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("audience", ["trainee", "hr"])
@pytest.mark.parametrize("width", [390, 1280])
def test_page(
    audience: Audience, width: int, browser: Browser, good: RehearsalReport, terrible: RehearsalReport
) -> None:
    talk = replace(good.talk, taken_back=good.talk.trainee_turns[1:2])
    html = render(
        replace(good, talk=talk), format="html", audience=audience, language="nl", earlier=[terrible, good]
    ).decode()
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    page.close()
