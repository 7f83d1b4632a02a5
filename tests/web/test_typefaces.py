"""Our typefaces come from the service itself, and nothing moves when they come."""

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.web.conftest import CHROMIUM, QUIET_FLAGS, Watch

pytestmark = pytest.mark.slow

PLACES = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...inside(node.shadowRoot)]);
  const inside = (shadow) => (shadow ? all(shadow) : []);
  return all(document.body).filter((node) => /^(H1|H2|LEGEND|BUTTON|P)$/.test(node.tagName)).map((node) => {
    const { left, top, height } = node.getBoundingClientRect();
    return [left, top, height].map(Math.round);
  });
}"""
LOADED = """() => [...document.fonts].filter((face) => face.status === "loaded")
  .map((face) => `${face.family.replaceAll('"', "")} ${face.weight}`)"""

MOVED_MOST_PX = 50
"""Two lines of twenty cards may break elsewhere; a font of other widths moves a phone's page by hundreds."""


def first_page(page: Page, origin: str) -> list[list[int]]:
    page.goto(origin)
    expect(page.get_by_role("button", name="Verder")).to_be_visible()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    places: list[list[int]] = page.evaluate(PLACES)
    return places


@pytest.mark.parametrize("width", [390, 1440])
def test_text_stands_where_it_stood_before_they_came(playwright: Playwright, service: str, width: int) -> None:
    with playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS) as browser:
        context = browser.new_context(locale="nl-BE", viewport={"width": width, "height": 900})
        page, watch = context.new_page(), Watch(service)
        watch.follow(page)
        ours = first_page(page, service)
        assert {"Rechtuit Sans 400", "Rechtuit Sans 600", "Rechtuit Serif 600"} <= set(page.evaluate(LOADED))
        watch.assert_clean()

        without = context.new_page()
        without.route("**/fonts/*.woff2", lambda route: route.abort())
        before = first_page(without, service)
    assert len(before) == len(ours) > 20
    moved = [max(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in zip(before, ours, strict=True)]
    assert max(moved) <= MOVED_MOST_PX
