"""Two colleagues at the table in a real browser: two figures, two names, each with lips of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenPage
from tests.web.test_rehearsal import ANSWER_LIMIT_MS, colleague_lines, report_frame
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

WATCH_FACES = """() => {
  const room = document.querySelector("rehearsal-room").shadowRoot.querySelector("talk-page").shadowRoot;
  const seen = (window.seen = {});
  const look = () => {
    const speaker = room.querySelector(".name.speaks")?.textContent.trim() ?? "nobody";
    const found = (seen[speaker] ??= { shapes: [new Set(), new Set()], gaze: [[], []] });
    room.querySelectorAll("colleague-face").forEach((face, n) => {
      const part = (name, attribute) => face.shadowRoot.querySelector(`[data-part=${name}]`).getAttribute(attribute);
      found.shapes[n].add(part("opening", "d"));
      found.gaze[n].push(Number(part("iris-left", "transform").match(/-?[0-9.]+/)[0]));
    });
    requestAnimationFrame(look);
  };
  look();
}"""
"""By who is shown to speak: every shape of both mouths, and where both look."""
SEEN = "who => ({ shapes: window.seen[who].shapes.map((s) => s.size), gaze: window.seen[who].gaze })"
SCROLLS = "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
LOOKS_ASIDE_PX = 4.2
"""Of an iris: more than an idle glance, which moves it 2.5."""
TURNS = (
    "Dag Dirk, dag Yasmina. Is er nog een stoel vrij?",
    "Toen u gisteren mijn blad wegschoof zonder het te lezen en ‘volgend punt’ zei, voelde ik mij klein.",
    "Hoe hebt u dat moment zelf beleefd, Dirk?",
)


def enter(page: Page) -> None:
    """From the first page to Dirk's first words in the conflict, in Dutch, typed and with sound."""
    page.get_by_role("radio", name="Conflict: na een vergadering in één taal").check()
    page.get_by_role("radio", name="Dirk").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("radio", name="Typen").check()
    page.get_by_role("button", name="Start het gesprek").click()
    colleague_lines(page).first.wait_for(timeout=ANSWER_LIMIT_MS)


def say(page: Page, text: str) -> None:
    """Types a turn and waits until the answer has been heard."""
    before = colleague_lines(page).count()
    page.get_by_label("Typ wat u zegt").fill(text)
    page.keyboard.press("Enter")
    colleague_lines(page).nth(before).wait_for(timeout=ANSWER_LIMIT_MS)
    expect(page.locator(".status")).to_contain_text("Uw beurt", timeout=ANSWER_LIMIT_MS)


def names(page: Page) -> list[str]:
    return page.locator(".line.colleague .who").all_inner_texts()


@pytest.mark.timeout(300)
def test_two_figures_are_seen_and_two_names_heard(open_page: OpenPage, picture: Callable[[Page, str], None]) -> None:
    page, watch = open_page()
    enter(page)
    figures = page.locator("colleague-face")
    expect(figures).to_have_count(2)
    for name in ("Dirk", "Yasmina"):
        expect(page.get_by_role("img", name=name)).to_be_visible()
        expect(page.locator(".stage .name", has_text=name)).to_be_visible()
    for text in TURNS[:2]:
        say(page, text)
    assert set(names(page)) == {"Dirk"}

    page.get_by_label("Typ wat u zegt").fill(TURNS[2])
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_contain_text("Dirk spreekt", timeout=ANSWER_LIMIT_MS)
    page.evaluate(WATCH_FACES)
    expect(page.locator(".line.colleague .who", has_text="Yasmina")).to_be_visible(timeout=ANSWER_LIMIT_MS)
    expect(page.locator(".status")).to_contain_text("Yasmina spreekt", timeout=ANSWER_LIMIT_MS)
    expect(page.locator(".name.speaks")).to_have_text("Yasmina")
    picture(page, "yasmina-speaks")
    page.wait_for_timeout(1_500)
    dirk_spoke, yasmina_spoke = page.evaluate(SEEN, "Dirk"), page.evaluate(SEEN, "Yasmina")
    assert (
        dirk_spoke["shapes"][0] > 2 * dirk_spoke["shapes"][1]
    )  # whoever listens keeps the mouth shut, but for a breath
    assert dirk_spoke["shapes"][0] > 20
    # And looks at who speaks: Dirk sits on the left, Yasmina on the right.
    assert min(dirk_spoke["gaze"][1]) < -LOOKS_ASIDE_PX
    assert yasmina_spoke["shapes"][1] > 10
    assert max(yasmina_spoke["gaze"][0]) > LOOKS_ASIDE_PX
    expect(page.locator(".status")).to_contain_text("Uw beurt", timeout=ANSWER_LIMIT_MS)
    assert names(page)[-2:] == ["Dirk", "Yasmina"]

    for width, height in ((390, 844), (820, 1180), (1440, 900), (360, 640), (844, 390)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SCROLLS) == [0, 0], (width, height)
        expect(page.get_by_role("button", name="Stop", exact=True)).to_be_in_viewport(ratio=1)
        for name in ("Dirk", "Yasmina"):
            expect(page.get_by_role("img", name=name)).to_be_in_viewport(ratio=1)
            expect(page.locator(".stage .name", has_text=name)).to_be_in_viewport(ratio=1)
        if height > 700:  # a phone on its side and the smallest one have room for less than a line
            expect(page.locator(".line .said").last).to_be_in_viewport(ratio=0.9)
        page.wait_for_timeout(300)
        picture(page, f"{width}")
    assert_accessible(page)

    page.get_by_role("button", name="Stop", exact=True).click()
    said = page.locator("report-turn .who b, .turn .who b")
    expect(said.filter(has_text="Yasmina").first).to_be_visible(timeout=ANSWER_LIMIT_MS)
    expect(said.filter(has_text="Dirk").first).to_be_visible()
    expect(report_frame(page).locator(".turn.other .who b", has_text="Yasmina")).to_have_count(1)
    watch.assert_clean()


@pytest.fixture
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page, str], None]:
    """Keeps what the page looked like, for whoever reads a failure."""
    folder = tmp_path_factory.mktemp("pictures")
    return lambda page, name: void(page.screenshot(path=folder / f"{name}.png"))


def void(_: object) -> None:
    return None
