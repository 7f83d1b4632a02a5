"""The first page says that the colleague and the voice are artificial, before anything can be started."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import OpenPage

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("nl-BE", "U praat met een AI. De collega bestaat niet en de stem is kunstmatig"),
        ("fr-BE", "Vous parlez avec une IA. Le collègue n’existe pas et la voix est artificielle"),
        ("en-GB", "You talk to an AI. The colleague does not exist and the voice is synthetic"),
    ],
)
def test_the_notice_stands_on_the_page_where_a_talk_is_chosen(open_page: OpenPage, locale: str, told: str) -> None:
    page, watch = open_page(locale=locale)
    expect(page.get_by_text(told)).to_be_visible()
    watch.assert_clean()
