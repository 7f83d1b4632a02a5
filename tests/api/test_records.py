"""One's own records at the door: sound, the copy of everything, the end of everything, a report after a crash."""

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import soundfile
from websockets.asyncio.client import connect

from simulator.api import housekeeping
from simulator.cli.talk_rest import create_session
from simulator.session.archive import load_report
from simulator.session.audio_keys import AudioKeys
from simulator.session.kept_talk import tell_again
from simulator.session.planned import made_by
from simulator.session.recording import Recorder
from simulator.session.recovery import LEFT_BEHIND
from simulator.session.replaying import rejudge, replay
from simulator.session.rooms import Rooms
from simulator.settings import Settings, load_settings
from simulator.store import ConsentFlags, SqlStore, hash_secret
from tests.api.own_process import own_process
from tests.api.serving import PAGE, House, light_settings, serving
from tests.api.sign_in.coming_in import join, sign_in
from tests.api.talking import PlayedTalk, play
from tests.api.test_doors import next_of, protocols, said
from tests.conftest import spoken_turns
from tests.session.kept import DIRECT, KeptTyping, plan_of
from tests.session.test_recording import SOUND
from tests.store.organisation import new_talk


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return light_settings(tmp_path / "data", database_url)


@pytest.fixture
async def house(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with serving(settings, monkeypatch) as opened:
        yield opened


async def kept_talk(house: House, settings: Settings) -> None:
    """The talk "s1" of the local person, held an hour ago, with sound of its first turn."""
    rooms = Rooms.from_settings(settings)
    at = datetime.now(UTC) - timedelta(hours=1)
    talk = await KeptTyping.begin(house.store, plan_of(rooms), rooms, at)
    await talk.say(*DIRECT)
    await talk.end(at)
    await house.store.record_consent("s1", ConsentFlags(recording=True), at)
    recorder = Recorder(house.store.recordings, lambda: AudioKeys.of(settings), "s1", now=lambda: at)
    recorder.keep("trainee_001", SOUND)
    await recorder.close()


async def test_everything_kept_of_oneself_comes_in_one_file(house: House, settings: Settings) -> None:
    await kept_talk(house, settings)
    async with house.program() as client:
        answer = await client.get("/v1/me/export")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as copy:
        assert copy.testzip() is None
        names = set(copy.namelist())
        rows = json.loads(copy.read("talks/s1/rows.json"))
        person = json.loads(copy.read("person.json"))
        report, sound = copy.read("talks/s1/report.json"), copy.read("talks/s1/sound/trainee_001.flac")
        readme = {language: copy.read(f"README.{language}.txt").decode() for language in ("nl", "fr", "en")}
    assert names == {
        "README.nl.txt", "README.fr.txt", "README.en.txt", "person.json", "talks/s1/rows.json",
        "talks/s1/report.json", "talks/s1/sound/trainee_001.flac",
    }  # fmt: skip
    assert report == await house.store.report("s1")
    assert [row["payload"]["text"] for row in rows["events"] if row["kind"] == "TraineeTurn"] == list(DIRECT)
    assert len(rows["consents"]) == 2
    assert person["people"][0]["id"] == "local"
    assert [row["action"] for row in person["audit"]] == ["accessed"]
    assert soundfile.info(io.BytesIO(sound)).frames == len(SOUND)
    assert all("person.json" in text for text in readme.values())
    assert hash_secret("handle").encode() not in answer.content


async def test_one_hears_oneself_and_nobody_who_is_not_there(house: House, settings: Settings) -> None:
    await kept_talk(house, settings)
    async with house.program() as client:
        assert (await client.get("/v1/sessions/s1/recordings")).json() == {"item_ids": ["trainee_001"]}
        sound = await client.get("/v1/sessions/s1/recording/trainee_001")
        missing = await client.get("/v1/sessions/s1/recording/trainee_009")
        elsewhere = await client.get("/v1/sessions/s2/recording/trainee_001")
    assert sound.headers["content-type"] == "audio/flac"
    assert sound.content.startswith(b"fLaC")
    assert (missing.status_code, elsewhere.status_code) == (404, 404)


async def test_on_a_machine_without_accounts_all_talks_go_and_the_person_stays(
    house: House, settings: Settings
) -> None:
    await kept_talk(house, settings)
    async with house.program() as client:
        receipt = (await client.delete("/v1/me")).json()
        assert (receipt["erased_talks"], receipt["is_account_gone"]) == (1, False)
        assert (await client.get("/v1/sessions")).json() == {"sessions": []}
        assert (await client.delete("/v1/me")).json()["erased_talks"] == 0
    assert hash_secret("s1") in (settings.data_dir / "erased.txt").read_text()


async def test_with_accounts_the_account_goes_too_and_others_stay(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = light_settings(tmp_path / "data", database_url, mode="accounts")
    async with serving(settings, monkeypatch) as house:
        await join(house.store, "ada", "admin")
        an, bo = await join(house.store, "an"), await join(house.store, "bo")
        now = datetime.now(UTC)
        for person in (an, bo):
            await house.store.create_session(new_talk(f"of {person.name}", now, person.person_id))
        async with house.browser() as browser:
            await sign_in(browser, "an")
            assert (await browser.get("/v1/sessions/of Bo/recordings")).status_code == 404
            assert (await browser.get("/v1/sessions/of Bo/recording/trainee_001")).status_code == 404
            assert (await browser.post("/v1/sessions/of Bo/report", headers=PAGE)).status_code == 404
            copy = await browser.get("/v1/me/export")
            with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
                assert {name for name in archive.namelist() if "talks" in name} == {"talks/of An/rows.json"}
                about = archive.read("person.json").decode()
            assert "An" in about
            assert bo.person_id not in about
            assert "argon2" not in about
            receipt = (await browser.delete("/v1/me", headers=PAGE)).json()
            assert (receipt["erased_talks"], receipt["is_account_gone"]) == (1, True)
            assert (await browser.get("/v1/me")).status_code == 401
            assert (await sign_in(browser, "an")).status_code == 401
        assert {person.name for person in await house.store.people.list()} >= {"Ada", "Bo"}
        assert an.person_id not in {person.person_id for person in await house.store.people.list()}
        assert [record.session_id for record in await house.store.list_sessions()] == ["of Bo"]


async def test_the_last_administrator_cannot_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(light_settings(tmp_path, mode="accounts"), monkeypatch) as house:
        await join(house.store, "ada", "admin")
        async with house.browser() as browser:
            await sign_in(browser, "ada")
            refused = await browser.delete("/v1/me", headers=PAGE)
            assert (refused.status_code, refused.json()["code"]) == (403, "last_admin")


async def test_a_service_keeps_its_terms_and_reports_what_a_crash_cut_off(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SWEEP_S", 0.1)
    store = await SqlStore.open(settings.database_url)
    rooms = Rooms.from_settings(settings)
    now = datetime.now(UTC)
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, now - LEFT_BEHIND)
    await talk.say(*DIRECT)
    await store.create_session(new_talk("old", now - timedelta(days=92), "local"))
    async with serving(settings, monkeypatch), asyncio.timeout(60):
        while not (await store.get_session("s1")).has_report or len(await store.list_sessions()) > 1:
            await asyncio.sleep(0.05)
    assert load_report(await store.report("s1")).talk.is_cut_off
    assert [record.session_id for record in await store.list_sessions()] == ["s1"]
    await store.close()


async def test_a_report_is_made_on_request_as_soon_as_no_service_holds_the_talk(
    house: House, settings: Settings
) -> None:
    rooms = Rooms.from_settings(settings)
    talk = await KeptTyping.begin(house.store, plan_of(rooms), rooms, datetime.now(UTC))
    await talk.say(*DIRECT)
    async with house.program() as client:
        refused = await client.post("/v1/sessions/s1/report")
        assert (refused.status_code, "still under way" in refused.json()["detail"]) == (422, True)
        await house.store.under_way.begin("s1", datetime.now(UTC) - housekeeping.HELD_FOR)
        assert (await client.post("/v1/sessions/s1/report")).status_code == 201
        assert (await client.post("/v1/sessions/s1/report")).status_code == 422
        assert (await client.get("/v1/sessions/s1/report?format=json")).status_code == 200


@pytest.mark.slow
async def test_a_talk_survives_kill_9_of_its_service(tmp_path: Path) -> None:
    async with own_process(tmp_path) as killed:
        created = await asyncio.to_thread(
            create_session, killed.url, {"scenario_id": "c4-ontslag", "persona_id": "lieve", "language": "nl"}
        )
        async with connect(created["ws_url"], subprotocols=protocols(created, "simulator.v1")) as socket:
            await next_of(socket, "response.done")
            await socket.send(json.dumps(said(DIRECT[1])))
            await next_of(socket, "response.done")
            killed.process.kill()

    session_id = created["session_id"]
    store = await SqlStore.open(f"sqlite+aiosqlite:///{tmp_path / 'rechtuit.sqlite'}")
    await store.under_way.begin(session_id, datetime.now(UTC) - LEFT_BEHIND)  # two minutes later
    async with own_process(tmp_path), asyncio.timeout(120):
        while not (await store.get_session(session_id)).has_report:
            await asyncio.sleep(0.2)
    report = load_report(await store.report(session_id))
    await store.close()
    assert report.talk.is_cut_off
    assert [turn.text for turn in report.talk.trainee_turns] == [DIRECT[1]]
    assert len(report.talk.avatar_turns) == 2


@pytest.fixture(scope="module")
def recorded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = light_settings(tmp_path_factory.mktemp("recorded"))
    return settings.model_copy(update={"privacy": settings.privacy.model_copy(update={"audio_days": 30})})


@pytest.mark.slow
async def test_a_spoken_talk_is_recorded_and_told_again_byte_for_byte(
    recorded_settings: Settings, shared_audio: Path
) -> None:
    from simulator.api.server import serve_in_background

    turns = spoken_turns(shared_audio, "c4-direct")[:4]
    async with serve_in_background(recorded_settings) as url:
        agreed = {"recording": True, "delivery_measures": True}
        recorded = await play(url, turns, persona_id="lieve", consent=agreed)
        refused = await play(url, turns[:1], persona_id="lieve", consent={})
    store = await SqlStore.open(recorded_settings.database_url)
    today, catalog = made_by(load_settings()), Rooms.from_settings(recorded_settings).catalog

    async def kept(talk: PlayedTalk) -> dict[str, float]:
        """Seconds of sound of each turn."""
        keys = AudioKeys.of(recorded_settings)
        sealed = [
            await store.recordings.get(talk.session_id, item)
            for item in await store.recordings.item_ids(talk.session_id)
        ]
        return {
            each.item_id: soundfile.info(
                io.BytesIO(keys.open(each.nonce, each.sealed, session_id=talk.session_id, item_id=each.item_id))
            ).duration
            for each in sealed
        }

    report = load_report(await store.report(recorded.session_id))
    sound = await kept(recorded)
    assert set(sound) == {turn.item_id for turn in report.talk.trainee_turns}
    assert all(sound[turn.item_id] >= (turn.end_ms - turn.start_ms) / 1000 - 0.05 for turn in report.talk.trainee_turns)
    assert await kept(refused) == {}
    for talk in (recorded, refused):
        found, told = await replay(store, talk.session_id, catalog=catalog, today=today)
        assert (found.is_same, found.is_explained, found.versions) == (True, True, ())
        assert rejudge(told).turns == ()
    assert tell_again(recorded.session_id, await store.events(recorded.session_id)).turns
    await store.close()
