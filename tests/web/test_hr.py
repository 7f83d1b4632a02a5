"""HR takes out what a trainee agreed to, once; what was withdrawn, used or never granted does not leave."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.web.office import Office, ask, open_office
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

GRANT = {"quotes": [{"item_id": "trainee_001"}]}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office"), playwright) as opened:
        yield opened


def card(page: Page) -> Locator:
    return page.locator("offered-talk")


def reopen(page: Page, place: str) -> None:
    page.goto("about:blank")
    page.goto(place)


def test_hr_looks_once_at_what_was_granted(office: Office) -> None:
    an, ans_watch = office.signed_in("an")
    hilde, watch = office.signed_in("hilde", "#hr")
    expect(hilde.get_by_role("heading", level=1)).to_be_focused()
    expect(hilde.get_by_text("Er is nu geen gesprek dat u mag opvragen.")).to_be_visible()
    assert_accessible(hilde)

    assert ask(an, "POST", "v1/sessions/s1/hr-grants", GRANT) == 201
    reopen(hilde, f"{office.origin}/#hr")
    expect(card(hilde)).to_contain_text("An")
    assert_accessible(hilde)
    card(hilde).get_by_role("button", name="Bekijk de pagina").press("Enter")
    expect(card(hilde).get_by_role("alertdialog")).to_contain_text("ook bekijken telt")
    hilde.keyboard.press("Enter")  # the focus went to "yes"
    expect(card(hilde).get_by_text("De toestemming is hiermee gebruikt")).to_be_visible()
    page = hilde.frame_locator("offered-talk iframe")
    expect(page.locator("body")).to_contain_text("Opleiding, niet voor evaluatie")
    with hilde.expect_download() as saved:
        card(hilde).get_by_role("button", name="Bewaar deze pagina").click()
    assert "Opleiding, niet voor evaluatie" in Path(saved.value.path()).read_text("utf-8")
    assert_accessible(hilde)

    hilde.get_by_role("link", name="Logboek").click()
    row = hilde.get_by_role("row").filter(has_text="Hilde")
    expect(row).to_contain_text("pagina om te bekijken")
    expect(hilde.get_by_text("1 regel.", exact=True)).to_be_visible()
    assert_accessible(hilde)
    hilde.get_by_label("Tot en met").fill("2020-01-31")
    expect(hilde.get_by_text("In deze periode is niets opgevraagd.")).to_be_visible()
    hilde.get_by_label("Van", exact=True).fill("2020-02-01")
    expect(hilde.get_by_role("alert")).to_contain_text("De eerste dag ligt na de laatste")
    assert_accessible(hilde)
    hilde.get_by_label("Tot en met").fill("")
    expect(row).to_be_visible()
    reopen(hilde, f"{office.origin}/#hr")
    expect(hilde.get_by_text("Er is nu geen gesprek dat u mag opvragen.")).to_be_visible()
    watch.assert_clean()
    ans_watch.assert_clean()


@pytest.mark.parametrize("form", ["pagina om te bekijken", "PDF"])
def test_what_is_withdrawn_in_between_does_not_leave(office: Office, form: str) -> None:
    an, ans_watch = office.signed_in("an")
    assert ask(an, "POST", "v1/sessions/s2/hr-grants", GRANT) == 201
    hilde, watch = office.signed_in("hilde", "#hr")
    card(hilde).get_by_label("Als").select_option(label=form)
    card(hilde).locator("button.primary").click()
    assert ask(an, "DELETE", "v1/sessions/s2/hr-grants") == 200
    card(hilde).get_by_role("button", name="Ja, ").click()
    expect(card(hilde).get_by_role("alert")).to_contain_text("heeft de toestemming intussen ingetrokken")
    expect(card(hilde).locator("iframe")).to_have_count(0)
    assert ask(an, "GET", "v1/sessions/s2/hr-preview") == 200, "it is still An's"
    assert [error for error in watch.errors if "403" not in error] == [], "the browser itself tells of the refusal"
    assert watch.outside == []
    ans_watch.assert_clean()


def test_all_at_once_in_a_workbook_and_the_second_comes_too_late(office: Office) -> None:
    an, _ = office.signed_in("an")
    for session_id in ("s3", "s4"):
        assert ask(an, "POST", f"v1/sessions/{session_id}/hr-grants", {}) == 201
    late, lates_watch = office.signed_in("hilde", "#hr")
    hilde, watch = office.signed_in("hilde", "#hr")
    hilde.get_by_role("button", name="Haal alles uit in Excel").click()
    with hilde.expect_download() as saved:
        hilde.get_by_role("button", name="Ja, vraag op").click()
    book = openpyxl.load_workbook(BytesIO(Path(saved.value.path()).read_bytes()))
    assert len(list(book["Gesprekken"].iter_rows(min_row=3))) == 2
    expect(hilde.get_by_text("De toestemmingen zijn hiermee gebruikt")).to_be_visible()
    assert_accessible(hilde)

    card(late).first.get_by_label("Als").select_option(label="PDF")
    card(late).first.get_by_role("button", name="Haal uit").click()
    card(late).first.get_by_role("button", name="Ja, vraag op").click()
    expect(card(late).first.get_by_role("alert")).to_contain_text("Hilde was u voor")
    assert [error for error in lates_watch.errors if "403" not in error] == []
    watch.assert_clean()


def test_a_certificate_in_french_and_figures_of_five_people(office: Office) -> None:
    an, _ = office.signed_in("an")
    assert ask(an, "POST", "v1/sessions/s1/hr-grants", {}) == 201
    hilde, watch = office.signed_in("hilde", "#hr/certificate", locale="fr-BE")
    hilde.get_by_label("À partir du").fill("2020-01-01")
    hilde.get_by_role("button", name="Faire l’attestation").click()
    expect(hilde.get_by_role("alertdialog")).to_contain_text("des entretiens de An : 1")
    assert_accessible(hilde)
    with hilde.expect_download() as saved:
        hilde.get_by_role("button", name="Oui, la faire").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    assert ask(an, "POST", "v1/sessions/s1/hr-grants", {}) == 201
    hilde.get_by_role("link", name="Équipe").click()
    expect(hilde.get_by_text("5 personnes").first).to_be_visible()
    expect(hilde.get_by_role("row").nth(1)).to_contain_text(" sur ")
    assert_accessible(hilde)
    assert ask(an, "DELETE", "v1/sessions/s1/hr-grants") == 200
    watch.assert_clean()
