"""A talk is shared with trainers, who write beside it, and is taken back; somebody with an account erases it all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from tests.api.sign_in.coming_in import PASSWORD
from tests.web.office import Office, ask, open_office
from tests.web.test_studio import assert_accessible

pytestmark = pytest.mark.slow

TOM = {"sign_in_name": "tom", "name": "Tom", "roles": ["trainer"], "password": PASSWORD}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office"), playwright) as opened:
        ada, _ = opened.signed_in("ada")
        assert ask(ada, "POST", "v1/people", TOM) == 201
        yield opened


def test_a_trainer_writes_beside_what_is_shared_until_it_is_taken_back(office: Office) -> None:
    tom, toms_watch = office.signed_in("tom", "#coach")
    expect(tom.get_by_text("Niemand deelt nu een gesprek.")).to_be_visible()
    expect(tom.get_by_role("link", name="Mijn gesprekken")).to_have_count(0)
    an, ans_watch = office.signed_in("an", "#mine/s3/trainers")
    expect(an.get_by_text("Niet gedeeld")).to_be_visible()
    assert_accessible(an)
    an.get_by_role("button", name="Deel met trainers").press("Enter")
    expect(an.get_by_text("Gedeeld sinds")).to_be_visible()

    tom.reload()
    tom.get_by_role("link", name="An").click()
    expect(tom.get_by_role("heading", level=1)).to_be_focused()
    assert_accessible(tom)
    tom.get_by_role("button", name="Opmerking bij deze zin").first.press("Enter")
    tom.keyboard.type("Sterk begin.")
    tom.get_by_role("listitem").get_by_role("button", name="Bewaar").press("Enter")
    expect(tom.get_by_text("Uw opmerking is bewaard.")).to_be_visible()
    tom.get_by_role("button", name="Geef andere punten voor").first.press("Enter")
    tom.get_by_label("Punten (0 tot").fill("3.5")
    tom.get_by_label("Waarom").fill("Ik hoorde een omweg.")
    assert_accessible(tom)
    tom.get_by_role("listitem").get_by_role("button", name="Bewaar").press("Enter")
    expect(tom.get_by_text(re.compile("trainer: 3,5 op"))).to_be_visible()

    an.reload()
    expect(an.get_by_text("Sterk begin.")).to_be_visible()
    expect(an.get_by_text(re.compile("trainer 3,5"))).to_be_visible()
    expect(an.get_by_text("Ik hoorde een omweg.")).to_be_visible()
    expect(an.get_by_text("Tom, ").first).to_be_visible()
    assert_accessible(an)
    an.get_by_role("link", name="Bewaren en wissen").click()
    expect(an.get_by_role("row").filter(has_text="Tom")).to_contain_text("verslag voor trainers")
    an.get_by_role("link", name="Trainers").click()
    an.get_by_role("button", name="Neem terug").click()
    expect(an.get_by_text("Niet gedeeld")).to_be_visible()
    expect(an.get_by_text("Sterk begin.")).to_be_visible()

    tom.get_by_role("link", name="Alle gedeelde gesprekken").click()
    expect(tom.get_by_text("Niemand deelt nu een gesprek.")).to_be_visible()
    assert ask(tom, "GET", "v1/sessions/s3/remarks") == 404
    ans_watch.assert_clean()
    assert [error for error in toms_watch.errors if "404" not in error] == [], "the browser itself tells of the refusal"


def test_who_erases_everything_is_no_longer_known(office: Office) -> None:
    page, watch = office.signed_in("an", "#mine/data", locale="fr-BE")
    expect(page.get_by_text("votre compte : votre nom")).to_be_visible()
    page.get_by_label("Tapez EFFACER").fill("EFFACER")
    page.get_by_role("button", name="Effacer tout ce qui est à moi").click()
    expect(page.get_by_text("Tout est effacé : 4 entretiens et votre compte.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Retour au début").click()
    page.locator("#name").wait_for()
    page.locator("#name").fill("an")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert watch.outside == []
