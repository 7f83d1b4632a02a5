"""An administrator lets people in and out, makes keys, reads the log and the terms; and the door in between."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.web.conftest import OpenPage
from tests.web.office import Office, ask, come_in, open_office
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office"), playwright) as opened:
        yield opened


def person(page: Page, name: str) -> Locator:
    return page.locator("person-card").filter(has_text=name)


def test_somebody_who_is_added_comes_in_leaves_and_is_removed(office: Office) -> None:
    ada, watch = office.signed_in("ada", "#admin")
    expect(ada.get_by_role("heading", level=1)).to_be_focused()
    ada.get_by_role("button", name="Voeg iemand toe").press("Enter")
    ada.keyboard.type("bob@bank.be")  # the focus went to the first field
    ada.get_by_label("Naam, zoals collega’s die kennen").fill("Bob De Smet")
    ada.get_by_role("checkbox", name="HR Haalt uit").check()
    assert_accessible(ada)
    ada.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(ada.get_by_text("Bob De Smet mag binnen, met de naam bob@bank.be.")).to_be_visible()
    password = ada.locator("told-once .secret").inner_text()
    assert_accessible(ada)

    bob, bobs_watch = office.newcomer()
    bob.goto(f"{office.origin}/#hr/log")
    come_in(bob, "bob@bank.be", password)
    expect(bob.get_by_role("heading", name="Wat naar buiten ging")).to_be_visible()
    expect(bob.get_by_role("banner")).to_contain_text("Bob De Smet")
    assert ask(bob, "GET", "v1/people") == 403
    bob.get_by_role("button", name="Afmelden").click()
    expect(bob.get_by_label("Wachtwoord")).to_be_visible()
    assert bob.request.get(f"{office.origin}/v1/me").status == 401

    person(ada, "Bob De Smet").get_by_role("button", name="Wijzig").click()
    person(ada, "Bob De Smet").get_by_role("checkbox", name="HR Haalt uit").uncheck()
    person(ada, "Bob De Smet").get_by_role("button", name="Bewaar rollen").click()
    expect(person(ada, "Bob De Smet").get_by_text("De rollen zijn bewaard")).to_be_visible()
    assert_accessible(ada)
    person(ada, "Bob De Smet").get_by_role("button", name="Verwijder").click()
    expect(person(ada, "Bob De Smet").get_by_role("alertdialog")).to_contain_text("meteen en voorgoed")
    expect(person(ada, "Bob De Smet").get_by_role("button", name="Nee")).to_be_focused()
    person(ada, "Bob De Smet").get_by_role("button", name="Ja, verwijder alles").click()
    expect(ada.get_by_text("Bob De Smet is verwijderd, met de gesprekken: 0.")).to_be_visible()
    bob.reload()
    come_in_vain(bob, "bob@bank.be", password)

    ada.goto(f"{office.origin}/#admin/audit/person_removed")
    expect(ada.get_by_role("row").nth(1)).to_contain_text(re.compile("Ada.*persoon verwijderd.*weg, code"))
    assert_accessible(ada)
    watch.assert_clean()
    assert [error for error in bobs_watch.errors if not re.search("40[13]", error)] == []


def test_a_key_is_shown_once_and_taken_back(office: Office) -> None:
    ada, watch = office.signed_in("ada", "#admin/tokens")
    ada.get_by_label("Waarvoor").fill("leerplatform")
    ada.get_by_role("button", name="Maak een sleutel").click()
    expect(ada.locator("told-once .secret")).to_have_text(re.compile("^rechtuit_"))
    assert_accessible(ada)
    ada.get_by_role("button", name="Trek in: leerplatform").click()
    ada.get_by_role("button", name="Ja, trek in").click()
    expect(ada.get_by_text("De sleutel voor leerplatform werkt niet meer.")).to_be_visible()
    expect(ada.get_by_text("Er werkt geen programma in uw naam.")).to_be_visible()

    ada.get_by_role("link", name="Bewaren en wissen").click()
    expect(ada.get_by_text("90 dagen", exact=True)).to_be_visible()
    expect(ada.get_by_text("wordt niet bewaard")).to_be_visible()
    assert_accessible(ada)
    ada.get_by_role("link", name="Logboek", exact=True).click()
    ada.get_by_label("Toon").select_option(label="sleutel gemaakt")
    expect(ada.get_by_text("1 regel getoond")).to_be_visible()
    ada.get_by_label("Tot en met").fill("2020-01-31")
    expect(ada.get_by_text("Niets gevonden.")).to_be_visible()
    ada.get_by_label("Tot en met").fill("")
    expect(ada.get_by_role("row").nth(1)).to_contain_text("sleutel gemaakt")
    assert_accessible(ada)
    watch.assert_clean()


def test_whoever_is_out_meanwhile_is_led_to_the_door_and_back(office: Office) -> None:
    page, watch = office.signed_in("ada", "#admin/retention")
    expect(page.get_by_text("90 dagen", exact=True)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("link", name="Programma’s").click()
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    come_in(page, "ada")
    expect(page.get_by_role("heading", name="Programma’s die in uw naam werken")).to_be_visible()
    assert [error for error in watch.errors if "401" not in error] == [], "the browser itself tells of the refusal"
    assert watch.outside == []


def test_who_goes_astray_reads_so_and_finds_the_way_back(office: Office) -> None:
    page, watch = office.signed_in("an", locale="fr-BE")
    for place, words in (("nowhere", "Il n’y a rien ici"), ("v1/people", "Ceci ne vous est pas destiné")):
        page.goto(f"{office.origin}/{place}")
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)
    page.get_by_role("link", name="Vers Rechtuit").press("Enter")
    astray = page.get_by_role("alert")
    expect(page.get_by_role("radio").first).to_be_visible()
    expect(astray).to_have_count(0)
    page.goto(f"{office.origin}/#admin/tokens")
    expect(astray).to_have_text("Cette page n’existe pas, ou elle ne vous est pas destinée.")
    assert_accessible(page)
    page.get_by_role("link", name="Mes entretiens").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(astray).to_have_count(0)
    page.goto(f"{office.origin}/#hr")  # and out of a section
    expect(astray).to_be_visible()
    assert [error for error in watch.errors if not re.search("40[34]", error)] == [], "the browser itself tells of them"
    assert watch.outside == []


def test_a_machine_without_accounts_has_nobody_to_sign_out(open_page: OpenPage) -> None:
    page, watch = open_page(locale="en-GB")
    page.get_by_role("link", name="Admin").click()
    expect(page.get_by_text("This machine works without accounts")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    assert_accessible(page)
    watch.assert_clean()


def come_in_vain(page: Page, name: str, password: str) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
