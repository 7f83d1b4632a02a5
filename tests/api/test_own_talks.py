"""One's own talks in a list, and the attempts at one exercise beside each other, over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from tests.api.serving import PAGE, light_settings, serving
from tests.api.sign_in.coming_in import join, sign_in
from tests.session.house import scored_talk
from tests.store.organisation import new_talk

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
async def browsers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, AsyncClient]]:
    """An and Bob, each with talks: An's first attempt was poor, her second good, and she tried another exercise."""
    async with (
        serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house,
        AsyncExitStack() as stack,
    ):
        people = {name: await join(house.store, name, "trainee") for name in ("an", "bob")}
        found = {name: await stack.enter_async_context(house.browser()) for name in people}
        for name, browser in found.items():
            await sign_in(browser, name)
        an, bob = people["an"].person_id, people["bob"].person_id
        await scored_talk(house.store, "poor", NOON, an, which=2)
        await scored_talk(house.store, "other", NOON + timedelta(hours=1), an, scenario_id="c4-feiten")
        await scored_talk(house.store, "good", NOON + timedelta(hours=2), an, difficulty="hard")
        await house.store.create_session(new_talk("open", NOON + timedelta(hours=3), an))
        await scored_talk(house.store, "bobs", NOON, bob)
        yield found


async def test_a_list_of_talks_says_what_each_came_to_and_what_is_shared(browsers: dict[str, AsyncClient]) -> None:
    await browsers["an"].put("/v1/sessions/good/share", headers=PAGE)
    listed = (await browsers["an"].get("/v1/sessions")).json()["sessions"]
    assert [talk["session_id"] for talk in listed] == ["open", "good", "other", "poor"]
    assert [talk["points"] is None for talk in listed] == [True, False, False, False]
    good, poor = listed[1], listed[3]
    assert good["points"]["total"] > poor["points"]["total"]
    assert good["points"]["passed"] is True
    assert good["points"]["pass_mark"] == 60
    assert good["points"]["duration_ms"] > 0
    assert (good["shared_at"] is None, poor["shared_at"] is None) == (False, True)


async def test_attempts_are_ones_own_of_one_exercise_the_oldest_first(browsers: dict[str, AsyncClient]) -> None:
    asked = "/v1/attempts?scenario_id=c4-ontslag"
    attempts = (await browsers["an"].get(asked)).json()["attempts"]
    assert [(one["session_id"], one["difficulty"]) for one in attempts] == [("poor", "normal"), ("good", "hard")]
    first, last = attempts
    assert [part["criterion_id"] for part in first["criteria"]] == [part["criterion_id"] for part in last["criteria"]]
    assert sum(part["value"] for part in last["criteria"]) > sum(part["value"] for part in first["criteria"])
    assert last["criteria"][0]["title"]["fr"]
    assert [one["session_id"] for one in (await browsers["bob"].get(asked)).json()["attempts"]] == ["bobs"]


async def test_the_preview_for_hr_is_shown_like_a_report(browsers: dict[str, AsyncClient]) -> None:
    """It has its style inside; the policy of the pages would leave it bare."""
    policies = [
        (await browsers["an"].get(f"/v1/sessions/good/{door}")).headers["Content-Security-Policy"]
        for door in ("report", "hr-preview")
    ]
    assert policies[0] == policies[1]
    assert "style-src 'unsafe-inline'" in policies[1]


async def test_a_card_says_about_how_long_the_talk_takes(browsers: dict[str, AsyncClient]) -> None:
    cards = (await browsers["an"].get("/v1/catalog")).json()["scenarios"]
    assert {card["id"]: card["length_s"] for card in cards}["c4-ontslag"] == 600
    assert all(card["length_s"] >= 60 for card in cards)
