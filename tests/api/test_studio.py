"""The studio's doors on the real service: a scenario from template to published, and what is refused on the way."""

import asyncio
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from simulator.api import studio as doors
from simulator.api.signed_in import Trainer
from simulator.errors import NotAllowed
from simulator.session.viewer import Viewer
from simulator.settings import Settings, load_settings

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True, slots=True)
class Studio:
    """A program that works as a trainer on this machine."""

    base_url: str

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer, or the problem that it was refused with."""
        return await asyncio.to_thread(self._ask, method, path, body)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {} if data is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(self.base_url + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content = answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return {"status": refused.code} | json.load(refused)
        return json.loads(content) if content.startswith(("{", "[")) else content

    async def start(self, content_id: str, like: str = "c4-ontslag", kind: str = "scenario") -> Any:
        return await self.ask("POST", f"/v1/studio/{kind}", {"id": content_id, "like": like})

    async def save(self, opened: Any, text: str) -> Any:
        item = opened["item"]
        body = {"text": text, "opened_sha256": item["sha256"]}
        return await self.ask("PUT", f"/v1/studio/{item['kind']}/{item['id']}/draft", body)

    async def check(self, content_id: str, text: str, kind: str = "scenario", language: str = "nl") -> Any:
        body = {"kind": kind, "id": content_id, "text": text, "language": language}
        return (await self.ask("POST", "/v1/studio/check", body))["findings"]

    async def catalog_ids(self) -> list[str]:
        return [scenario["id"] for scenario in (await self.ask("GET", "/v1/catalog"))["scenarios"]]


@pytest.fixture
def studio(service_url: str) -> Studio:
    return Studio(service_url)


async def test_the_list_has_what_is_shipped_and_says_that_it_is_clean(studio: Studio) -> None:
    items = (await studio.ask("GET", "/v1/studio"))["items"]
    shipped = {(item["kind"], item["id"]): item for item in items}
    assert {"persona", "scenario"} == {kind for kind, _ in shipped}
    item = shipped["scenario", "c4-feiten"]
    assert (item["origin"], item["status"], item["has_draft"], item["errors"]) == ("shipped", "published", False, 0)


async def test_from_template_to_published(studio: Studio) -> None:
    opened = await studio.start("sluiting-magazijn")
    assert opened["item"]["status"] == "draft"
    assert opened["text"].startswith("# yaml-language-server")
    assert "sluiting-magazijn" not in await studio.catalog_ids()
    text = opened["text"].replace("Ontslaggesprek: een afdeling sluit", "Het magazijn sluit") + "# van mij\n"
    saved = await studio.save(opened, text)
    assert saved["text"] == text
    assert saved["item"]["title"]["nl"] == "Het magazijn sluit"
    published = await studio.ask("POST", "/v1/studio/scenario/sluiting-magazijn/publish")
    assert (published["item"]["status"], published["item"]["has_draft"]) == ("published", False)
    assert published["text"].endswith("# van mij\n")
    assert "sluiting-magazijn" in await studio.catalog_ids()
    versions = (await studio.ask("GET", "/v1/studio/scenario/sluiting-magazijn/history"))["versions"]
    assert [version["event"] for version in versions] == ["published", "saved", "saved"]
    first = f"/v1/studio/scenario/sluiting-magazijn/history/{versions[-1]['version_id']}"
    assert (await studio.ask("GET", first))["text"] == opened["text"]
    archived = await studio.ask("POST", "/v1/studio/scenario/sluiting-magazijn/archive")
    assert archived["item"]["status"] == "archived"
    assert "sluiting-magazijn" not in await studio.catalog_ids()


async def test_a_check_says_where_and_how_to_mend_it_well_within_a_second(studio: Studio) -> None:
    opened = await studio.start("te-controleren")
    assert await studio.check("te-controleren", opened["text"]) == []
    broken = opened["text"].replace("weight: 15", "weight: 5").replace("until_s: 30\n", "until_s: 30s\n")
    started = time.perf_counter()
    found = await studio.check("te-controleren", broken)
    took_s = time.perf_counter() - started
    lines = broken.splitlines()
    assert [(each["code"], lines[each["line"] - 1].strip()) for each in found] == [("SIM009", "until_s: 30s")]
    assert found[0]["fix"].startswith("Er staat")
    assert took_s < 3  # 0.3 s alone on the machine
    misspelt = opened["text"].replace("personas: [lieve,", "personas: [leive,")
    assert "Vouliez-vous dire 'lieve' ?" in [
        f["fix"] for f in await studio.check("te-controleren", misspelt, language="fr")
    ]


async def test_what_cannot_be_read_is_kept_and_not_published(studio: Studio) -> None:
    opened = await studio.start("kapot")
    broken = "id: kapot\n\ttitle: [\n"
    saved = await studio.save(opened, broken)
    assert saved["text"] == broken
    assert saved["item"]["title"] is None
    assert saved["item"]["errors"] == 1
    assert (await studio.ask("GET", "/v1/studio/scenario/kapot"))["text"] == broken
    refused = await studio.ask("POST", "/v1/studio/scenario/kapot/publish")
    assert refused["status"] == 422
    assert "SIM003" in refused["detail"]
    listed = {item["id"]: item for item in (await studio.ask("GET", "/v1/studio"))["items"]}
    assert listed["kapot"]["errors"] == 1
    assert listed["c4-ontslag"]["errors"] == 0
    assert "c4-ontslag" in await studio.catalog_ids()


async def test_two_trainers_do_not_write_over_each_other(studio: Studio) -> None:
    opened = await studio.start("samen")
    await studio.save(opened, opened["text"] + "# een\n")
    refused = await studio.save(opened, opened["text"] + "# twee\n")
    assert (refused["code"], refused["status"]) == ("conflict", 409)
    assert (await studio.ask("GET", "/v1/studio/scenario/samen"))["text"].endswith("# een\n")


async def test_a_shipped_file_is_never_written(studio: Studio) -> None:
    path = load_settings().scenarios_dir / "functioneringsgesprek.yaml"
    before = path.read_bytes()
    opened = await studio.ask("GET", "/v1/studio/scenario/functioneringsgesprek")
    saved = await studio.save(opened, opened["text"] + "# eigen versie\n")
    assert (saved["item"]["origin"], saved["item"]["status"], saved["item"]["has_draft"]) == (
        "changed",
        "published",
        True,
    )
    published = await studio.ask("POST", "/v1/studio/scenario/functioneringsgesprek/publish")
    assert published["item"]["origin"] == "changed"
    assert path.read_bytes() == before
    history = (await studio.ask("GET", "/v1/studio/scenario/functioneringsgesprek/history"))["versions"]
    assert history[-1]["event"] == "shipped"
    shipped = await studio.ask("GET", "/v1/studio/scenario/functioneringsgesprek/history/shipped")
    assert shipped["text"].encode() == before


async def test_a_draft_is_thrown_away_and_its_text_stays_in_the_history(studio: Studio) -> None:
    opened = await studio.start("karel", like="roger", kind="persona")
    assert opened["item"]["title"]["nl"].startswith("Karel, ")
    await studio.ask("DELETE", "/v1/studio/persona/karel/draft")
    assert (await studio.ask("GET", "/v1/studio/persona/karel"))["status"] == 404


@pytest.mark.parametrize("name", ["../c4", "a/b", "Groot", "c4-ontslag", "x" * 65, ""])
async def test_a_name_that_leads_elsewhere_or_is_taken_is_refused(studio: Studio, name: str) -> None:
    assert (await studio.start(name))["status"] == 422


@pytest.mark.parametrize("path", ["%2e%2e%2fsecret", "..%2f..%2fc4-ontslag", "c4-ontslag%00", "nergens"])
async def test_an_id_that_is_not_there_is_not_found(studio: Studio, path: str) -> None:
    assert (await studio.ask("GET", f"/v1/studio/scenario/{path}"))["status"] == 404
    assert (await studio.ask("GET", f"/v1/studio/scenario/c4-ontslag/history/{path}"))["status"] == 404


async def test_a_draft_is_drawn_and_played_before_anybody_else_sees_it(studio: Studio) -> None:
    opened = await studio.start("eigen-kern")
    text = opened["text"].replace("nl: Wij beëindigen uw contract; u bent ontslagen.", "nl: Het magazijn sluit.")
    await studio.save(opened, text)
    svg = await studio.ask("POST", "/v1/studio/preview", {"id": "eigen-kern", "text": text, "language": "fr"})
    assert svg.startswith("<svg")
    play = await studio.ask("GET", "/v1/studio/scenario/eigen-kern/play")
    assert play["scenario"]["core"]["nl"] == "Het magazijn sluit."
    assert play["personas"][0]["id"] == "lieve"
    asked = {"scenario_id": "eigen-kern", "language": "nl"}
    assert (await studio.ask("POST", "/v1/sessions", asked))["status"] == 404
    assert "session_id" in await studio.ask("POST", "/v1/sessions", asked | {"draft": True})


async def test_the_form_offers_the_personas_there_are_for_both_seats(studio: Studio) -> None:
    schema = await studio.ask("GET", "/v1/studio/schema/scenario")
    seats = [schema["properties"]["personas"], schema["$defs"]["AlsoPresent"]["properties"]["personas"]]
    for offered in (seat["items"] for seat in seats):
        assert {"lieve", "yasmina"} <= set(offered["enum"]) == set(offered["x-cast"])
        assert offered["x-cast"]["yasmina"] == {"name": "Yasmina", "languages": ["nl", "fr"]}


async def test_who_sits_along_in_a_draft_is_shown_though_they_are_a_draft_themselves(studio: Studio) -> None:
    await studio.start("meezitter", like="yasmina", kind="persona")
    opened = await studio.start("met-drie", like="conflict-na-vergadering")
    along = "personas: [yasmina, dirk, thierry, juergen]"
    assert along in opened["text"]
    await studio.save(opened, opened["text"].replace(along, "personas: [meezitter, yasmina, thierry]"))
    play = await studio.ask("GET", "/v1/studio/scenario/met-drie/play")
    assert [card["id"] for card in play["sit_along"]] == ["meezitter", "yasmina", "thierry"]
    asked = {"scenario_id": "met-drie", "persona_id": "dirk", "language": "nl", "draft": True}
    assert (await studio.ask("POST", "/v1/sessions", asked))["second_persona_id"] == "meezitter"


async def test_a_simulation_tells_how_far_it_is_and_what_it_covered(studio: Studio) -> None:
    started = await studio.ask(
        "POST", "/v1/studio/scenario/functioneringsgesprek/simulation", {"seeds": 1, "language": "nl"}
    )
    busy = await studio.ask("POST", "/v1/studio/scenario/c4-ontslag/simulation", {"seeds": 1, "language": "nl"})
    assert busy["status"] == 429
    path = f"/v1/studio/simulation/{started['simulation_id']}?language=nl"
    deadline = time.monotonic() + 280
    while (state := await studio.ask("GET", path))["state"] == "running" and time.monotonic() < deadline:
        await asyncio.sleep(0.5)
    assert state["state"] == "done"
    assert state["played"] == state["talks"] > 20
    assert state["findings"] == []
    assert state["coverage"]["scores"]["clear"] > state["coverage"]["scores"]["avoider"]


async def test_a_simulation_is_stopped(studio: Studio) -> None:
    started = await studio.ask("POST", "/v1/studio/scenario/c4-ontslag/simulation", {"seeds": 200, "language": "nl"})
    path = f"/v1/studio/simulation/{started['simulation_id']}"
    assert (await studio.ask("DELETE", path))["state"] == "stopped"
    assert (await studio.ask("GET", path))["state"] == "stopped"


async def test_own_content_lies_in_a_folder_of_the_organisation(studio: Studio, service_settings: Settings) -> None:
    await studio.start("op-zijn-plaats")
    assert (service_settings.data_dir / "content/local/drafts/scenarios/op-zijn-plaats.yaml").is_file()
    assert not Path(service_settings.scenarios_dir / "op-zijn-plaats.yaml").exists()


async def test_every_door_is_for_trainers_only() -> None:
    (depends,) = Trainer.__metadata__  # type: ignore[attr-defined]
    for route in doors.router.routes:
        dependencies = route.dependant.dependencies  # type: ignore[attr-defined]
        assert depends.dependency in [dependency.call for dependency in dependencies], route
    with pytest.raises(NotAllowed):
        await depends.dependency(Viewer("somebody", "local", frozenset({"trainee", "hr", "admin"})))
