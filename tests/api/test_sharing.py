"""Sharing over real HTTP: an organisation's people with their own roles, and one person at a machine of their own."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from httpx2 import AsyncClient
from websockets.asyncio.client import connect

from simulator.flow.labels import Role
from simulator.store import ConsentFlags, Person
from tests.api.serving import PAGE, House, light_settings, serving
from tests.api.sign_in.coming_in import join, sign_in
from tests.session.house import scored_talk

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROLES: dict[str, Role] = {"an": "trainee", "tom": "trainer", "hilde": "hr", "ada": "admin"}


@dataclass(slots=True)
class Bank:
    """Its people, each in a browser of their own, and one talk of An's."""

    house: House
    people: dict[str, Person]
    browsers: dict[str, AsyncClient]

    async def ask(self, who: str, method: str, path: str, status: int = 200, **asked: Any) -> Any:
        answer = await self.browsers[who].request(method, f"/v1{path}", headers=PAGE, **asked)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer.content

    async def get(self, who: str, path: str, status: int = 200) -> Any:
        return await self.ask(who, "GET", path, status)


@pytest.fixture
async def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bank]:
    settings = light_settings(tmp_path, mode="accounts")
    async with serving(settings, monkeypatch) as house, AsyncExitStack() as stack:
        people = {name: await join(house.store, name, role) for name, role in ROLES.items()}
        browsers = {name: await stack.enter_async_context(house.browser()) for name in people}
        for name, browser in browsers.items():
            await sign_in(browser, name)
        await scored_talk(house.store, "s1", NOON, people["an"].person_id)
        yield Bank(house, people, browsers)


async def test_a_trainer_sees_a_shared_talk_and_writes_beside_it(bank: Bank) -> None:
    assert await bank.get("tom", "/shared") == {"talks": []}
    await bank.get("tom", "/sessions/s1/report?audience=trainer", 404)
    shared = await bank.ask("an", "PUT", "/sessions/s1/share")
    assert shared["shared_at"] is not None
    (talk,) = (await bank.get("tom", "/shared"))["talks"]
    assert (talk["session_id"], talk["trainee_name"]) == ("s1", "An")
    said = {"words": "Sterk begin.", "item_id": "trainee_001"}
    (remark,) = (await bank.ask("tom", "POST", "/sessions/s1/remarks", 201, json=said))["remarks"]
    assert (remark["words"], remark["by"]["role"], remark["by"]["name"]) == ("Sterk begin.", "trainer", "Tom")
    given = {"criterion_id": "clarity", "value": 12, "reason": "Anders gehoord."}
    await bank.ask("tom", "POST", "/sessions/s1/overrides", 201, json=given)
    assert (await bank.get("an", "/sessions/s1/overrides"))["overrides"][0]["reason"] == "Anders gehoord."
    for who in ("an", "tom"):
        page = (await bank.get(who, f"/sessions/s1/report?audience={ROLES[who]}")).decode()
        assert "Sterk begin." in page
        assert "Anders gehoord." in page
    await bank.ask("an", "DELETE", "/sessions/s1/share")
    await bank.get("tom", "/sessions/s1/remarks", 404)
    await bank.ask("tom", "POST", "/sessions/s1/remarks", 404, json=said)
    assert len((await bank.get("an", "/sessions/s1/remarks"))["remarks"]) == 1


async def test_hr_takes_once_what_the_trainee_saw_before(bank: Bank) -> None:
    await bank.get("hilde", "/sessions/s1/report?audience=hr", 403)
    preview = await bank.get("an", "/sessions/s1/hr-preview?quotes=trainee_003:0-8&quotes=trainee_005")
    assert "[weggelaten]at dit hard aankomt." in preview.decode()
    quotes = [{"item_id": "trainee_003", "hidden": [{"start": 0, "end": 8}]}, {"item_id": "trainee_005"}]
    grant = await bank.ask("an", "POST", "/sessions/s1/hr-grants", 201, json={"quotes": quotes})
    assert grant["used_at"] is None
    (talk,) = (await bank.get("hilde", "/hr/grants"))["talks"]
    assert (talk["session_id"], talk["trainee_id"]) == ("s1", bank.people["an"].person_id)
    assert await bank.get("hilde", "/sessions/s1/report?audience=hr") == preview
    await bank.get("hilde", "/sessions/s1/report?audience=hr", 403)
    (line,) = (await bank.get("an", "/sessions/s1/exports"))["exports"]
    assert (line["audience"], line["format"], line["by_owner"], line["by_name"]) == ("hr", "html", False, "Hilde")
    assert line["scenario_id"] == "c4-ontslag"
    for who in ("hilde", "ada"):
        assert (await bank.get(who, "/exports"))["exports"] == [line]
    for who in ("an", "tom"):
        await bank.get(who, "/exports", 403)


async def test_consent_is_withdrawn_at_any_time(bank: Bank) -> None:
    await bank.ask("an", "POST", "/sessions/s1/hr-grants", 201, json={})
    agreed = {"recording": False, "delivery_measures": True, "share_with_hr": False}
    answer = await bank.ask("an", "PUT", "/sessions/s1/consent", json=agreed)
    assert answer["consent"] == agreed
    await bank.get("hilde", "/sessions/s1/report?audience=hr", 403)
    (grant,) = (await bank.get("an", "/sessions/s1/hr-grants"))["grants"]
    assert grant["withdrawn_at"] is not None
    await bank.ask("an", "POST", "/sessions/s1/hr-grants", 201, json={})
    await bank.ask("an", "DELETE", "/sessions/s1/hr-grants")
    await bank.get("hilde", "/sessions/s1/report?audience=hr", 403)
    await bank.ask("an", "PUT", "/sessions/s1/consent", 422, json={"share_with_HR": True})


@pytest.mark.parametrize("quotes", ["trainee_003:a-b", "trainee_003:3", "nobody", "trainee_003:0-999"])
async def test_a_mistyped_choice_is_refused_in_one_line(bank: Bank, quotes: str) -> None:
    problem = await bank.get("an", f"/sessions/s1/hr-preview?quotes={quotes}", 422)
    assert problem["param"] == "quotes"
    assert "\n" not in problem["detail"]


async def test_nothing_of_anothers_talk_can_be_changed(bank: Bank) -> None:
    consent = {"recording": True, "delivery_measures": True, "share_with_hr": True}
    doors: list[tuple[str, str, Any]] = [
        ("PUT", "share", None), ("DELETE", "share", None), ("PUT", "consent", consent), ("GET", "exports", None),
        ("GET", "hr-preview", None), ("GET", "hr-grants", None), ("POST", "hr-grants", {}),
        ("DELETE", "hr-grants", None),
    ]  # fmt: skip
    await bank.ask("an", "PUT", "/sessions/s1/share")
    for who in ("tom", "hilde", "ada"):
        for method, door, body in doors:
            await bank.ask(who, method, f"/sessions/s1/{door}", 404, json=body)
    assert (await bank.get("an", "/sessions/s1"))["consent"]["share_with_hr"] is False
    assert (await bank.get("an", "/sessions/s1/exports"))["exports"] == []


async def test_the_team_is_seen_from_five_people_on(bank: Bank) -> None:
    agrees = ConsentFlags(share_with_hr=True)
    for n in range(5):
        person = await join(bank.house.store, f"p{n}")
        await scored_talk(
            bank.house.store, f"t{n}", NOON + timedelta(days=n), person.person_id, which=n, consent=agrees
        )
        seen = await bank.get("hilde", "/team?scenario=c4-ontslag")
        assert [scenario["people"] for scenario in seen["scenarios"]] == ([5] if n == 4 else [])
    assert seen == await bank.get("tom", "/team")
    assert {"criterion_id", "title", "mean", "max", "people"} == set(seen["scenarios"][0]["criteria"][0])
    for who in ("an", "ada"):
        await bank.get(who, "/team", 403)


async def test_a_certificate_for_oneself_and_for_hr(bank: Bank) -> None:
    assert (await bank.get("an", "/certificate")).startswith(b"%PDF")
    page = (await bank.get("an", "/certificate?format=html&language=fr&first_day=2026-11-23")).decode()
    assert "Attestation de temps d&#39;exercice" in page
    assert "23/11/2026" in page
    await bank.get("an", "/certificate?first_day=2026-11-24", 404)
    asked = {"person_id": bank.people["an"].person_id, "format": "html", "first_day": "2026-11-01"}
    await bank.ask("hilde", "POST", "/certificates", 404, json=asked)
    await bank.ask("tom", "POST", "/certificates", 403, json=asked)
    await bank.ask("an", "POST", "/sessions/s1/hr-grants", 201, json={})
    assert "Bewijs van oefentijd" in (await bank.ask("hilde", "POST", "/certificates", json=asked)).decode()
    await bank.ask("hilde", "POST", "/certificates", 404, json=asked)


async def test_many_talks_leave_in_one_workbook(bank: Bank, tmp_path: Path) -> None:
    body = await bank.ask("an", "POST", "/exports", json={"language": "en"})
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames == ["Talks", "Parts"]
    await bank.ask("hilde", "POST", "/exports", 404, json={"audience": "hr"})
    await bank.ask("an", "POST", "/sessions/s1/hr-grants", 201, json={})
    book = openpyxl.load_workbook(io.BytesIO(await bank.ask("hilde", "POST", "/exports", json={"audience": "hr"})))
    assert [row[2].value for row in book["Gesprekken"].iter_rows(min_row=3)] == ["An"]
    await bank.ask("hilde", "POST", "/exports", 404, json={"audience": "hr"})


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
async def test_a_talk_of_ones_own_from_first_word_to_hr(service_url: str) -> None:
    asked = {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl", "seed": 1}
    async with AsyncClient(base_url=service_url, timeout=60) as client:
        created = (await client.post("/v1/sessions", json=asked)).json()
        path = f"/v1/sessions/{created['session_id']}"
        await _typed(created, ["Ik heb slecht nieuws: we zetten uw contract stop.", "Ik zie dat dit hard aankomt."])
        assert (await client.get(f"{path}/report?audience=hr")).status_code == 403
        preview = await client.get(f"{path}/hr-preview?quotes=trainee_002")
        assert "Ik zie dat dit hard aankomt." in preview.text
        assert "slecht nieuws" not in preview.text
        grant = await client.post(f"{path}/hr-grants", json={"quotes": [{"item_id": "trainee_002"}]})
        assert grant.status_code == 201, grant.text
        assert (await client.get(f"{path}/report?audience=hr")).content == preview.content
        criterion = (await client.get(f"{path}/report?format=json")).json()["criteria"][0]
        given = {"criterion_id": criterion["criterion_id"], "value": criterion["max"], "reason": "Het was er wel."}
        assert (await client.post(f"{path}/overrides", json=given)).status_code == 201
        told = (await client.get(f"{path}/report?format=json")).json()
        assert told["overrides"][0]["value"] == criterion["max"]
        assert told["criteria"][0]["value"] == criterion["value"]
        log = (await client.get(f"{path}/exports")).json()["exports"]
        assert [line["audience"] for line in log] == ["trainee", "trainee", "hr"]
        for report_format in ("json", "html", "pdf"):
            assert (await client.get(f"{path}/report?format={report_format}&look=true")).status_code == 200
        log = (await client.get(f"{path}/exports")).json()["exports"]
        assert [line["format"] for line in log] == ["pdf", "json", "json", "html"], (
            "a look is no export; a file always is"
        )


async def _typed(created: dict[str, Any], turns: list[str]) -> None:
    secret = f"simulator.secret.{created['client_secret']}"
    async with connect(created["ws_url"], subprotocols=["simulator.v1", secret]) as socket:  # type: ignore[list-item]
        await _wait_for(socket, "response.done")
        for text in turns:
            item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
            await socket.send(json.dumps({"type": "conversation.item.create", "item": item}))
            await _wait_for(socket, "response.done")
        await socket.send('{"type": "simulator.control", "action": "end"}')
        await _wait_for(socket, "simulator.feedback.final")


async def _wait_for(socket: Any, event_type: str) -> None:
    while True:
        message = await asyncio.wait_for(socket.recv(), 60)
        if isinstance(message, str) and json.loads(message)["type"] == event_type:
            return
