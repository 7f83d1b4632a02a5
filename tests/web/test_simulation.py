"""A trainer lets simulated trainees play a draft, and reads what they covered and how hard each level was."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import OpenPage
from tests.web.test_studio import assert_accessible, editor, start_scenario

pytestmark = pytest.mark.slow

SIMULATION_LIMIT_MS = 120_000
"""Five sorts of trainees with every colleague and six seeds, on two shared cores."""


def figures(page: Page, table: str) -> dict[str, float]:
    """The rows of a table by name; a share of 31 % is 0.31."""
    rows: list[list[str]] = (
        page.get_by_role("table", name=table)
        .locator("tbody tr")
        .evaluate_all("rows => rows.map((row) => [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()])")
    )
    return {
        name: float(re.sub(r"[^\d,]", "", value).replace(",", ".")) / (100 if "%" in value else 1)
        for name, value in rows
    }


def simulate(page: Page) -> None:
    page.get_by_role("button", name="Speel de simulatie").click()
    page.get_by_role("table", name="Gemiddelde score per deelnemer").wait_for(timeout=SIMULATION_LIMIT_MS)


def findings(page: Page) -> Locator:
    return page.locator("simulation-view finding-list li")


@pytest.mark.timeout(280)
def test_coverage_and_difficulty_are_read_in_the_studio(open_page: OpenPage) -> None:
    page, watch = open_page()
    page.set_viewport_size({"width": 390, "height": 844})
    start_scenario(page, "sim-depot")
    page.get_by_role("button", name="Simulatie").click()
    simulate(page)
    expect(page.get_by_text("Alles klopt")).to_be_visible()

    scores = figures(page, "Gemiddelde score per deelnemer")
    assert next(iter(scores)) == "duidelijk", "the best first"
    assert set(scores) == {"duidelijk", "bot", "praat te veel", "juridisch riskant", "ontwijkend"}
    assert scores["duidelijk"] > scores["bot"] > scores["ontwijkend"]
    expect(page.get_by_text("Duidelijk wint van ontwijkend in 100 % van de paren.")).to_be_visible()
    phases = figures(page, "Fasen die bereikt worden")
    assert list(phases) == ["nieuws", "opvang", "uitleg", "afspraken"]
    assert phases["nieuws"] == 1
    assert 0 < min(phases.values()) < 1
    triggers = figures(page, "Triggers die afgaan")
    assert min(triggers.values()) > 0
    levels = figures(page, "Spanning van de collega per niveau")
    assert list(levels) == ["Rustig", "Gewoon", "Stevig"]
    assert 0 < levels["Rustig"] < levels["Gewoon"] < levels["Stevig"] < 1
    page.get_by_text("Nooit gezegde zinnen").click()
    never = page.locator(".never", has_text="Lieve, Nederlands")
    expect(never.get_by_role("listitem").first).to_be_visible()
    assert not re.search("[/_]", never.inner_text()), "words of the file, not of the reader"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)

    # A trigger that nothing fires any more: its bar is empty, and the finding leads to its line.
    page.get_by_role("button", name="Tekst", exact=True).click()
    write_over(page, "core_said: true, core_message: false, codes_any", "turn_at_least: 900, codes_any")
    page.get_by_role("button", name="Simulatie").click()
    simulate(page)
    assert figures(page, "Triggers die afgaan")["valse-hoop"] == 0
    expect(findings(page)).to_contain_text("SIM205")
    expect(findings(page)).to_contain_text("valse-hoop")
    watch.assert_clean()


def write_over(page: Page, old: str, new: str) -> None:
    """In the text, by the editor's own search."""
    editor(page).click()
    page.keyboard.press("Control+F")
    page.get_by_role("textbox", name="Zoek").fill(old)
    page.get_by_role("textbox", name="Vervang door").fill(new)
    page.get_by_role("button", name="vervang alle").click()
    expect(page.get_by_text("Niet bewaard")).to_be_visible()


@pytest.mark.timeout(120)
def test_a_simulation_is_stopped_halfway(open_page: OpenPage) -> None:
    page, watch = open_page(locale="fr-BE")
    page.get_by_role("link", name="Atelier").click()
    page.get_by_role("link", name="c4-ontslag").click()
    page.get_by_role("button", name="Simulation").click()
    page.get_by_role("checkbox", name="À fond").check()
    page.get_by_role("button", name="Lancer la simulation").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_text(re.compile(r"entretiens joués sur")).wait_for(timeout=SIMULATION_LIMIT_MS)
    page.get_by_role("button", name="Arrêter", exact=True).click()
    expect(page.get_by_text("Arrêtée.")).to_be_visible(timeout=SIMULATION_LIMIT_MS)
    expect(page.get_by_role("table")).to_have_count(0)
    watch.assert_clean()
