"""`simulator replay`, `retention` and `reseal` on a real database."""

import asyncio
import json
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.session.audio_keys import AudioKeys
from simulator.session.recording import Recorder
from simulator.session.rooms import Rooms
from simulator.settings import load_settings
from simulator.store import ConsentFlags, SqlStore, hash_secret
from tests.cli.test_bad_input import assert_one_line, run
from tests.session.kept import DIRECT, KeptTyping, plan_of
from tests.session.test_recording import SOUND

pytestmark = pytest.mark.slow


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A data folder in which the talk "s1" was held a hundred days ago, with sound of one turn."""
    asyncio.run(_hold_a_talk(tmp_path))
    return dict(os.environ) | {"SIMULATOR_DATA_DIR": str(tmp_path)}


async def _hold_a_talk(folder: Path) -> None:
    settings = load_settings().model_copy(update={"data_dir": folder})
    store, rooms = await SqlStore.open(settings.database_url), Rooms.from_settings(settings)
    at = datetime.now(UTC) - timedelta(days=100)
    talk = await KeptTyping.begin(store, plan_of(rooms), rooms, at)
    await talk.say(*DIRECT)
    await talk.end(at)
    await store.record_consent("s1", ConsentFlags(recording=True), at)
    recorder = Recorder(store.recordings, lambda: AudioKeys.of(settings), "s1", now=lambda: at)
    recorder.keep("trainee_001", SOUND)
    await recorder.close()
    await store.close()


def test_replay_says_same_or_what_changed(env: dict[str, str], tmp_path: Path) -> None:
    same = run("replay", "s1", env=env)
    assert (same.returncode, same.stdout.splitlines()[0]) == (0, "Same, byte for byte.")
    judged = run("replay", "s1", "--rejudge", env=env)
    assert "by today's rules: the same in every turn" in judged.stdout
    with sqlite3.connect(tmp_path / "rechtuit.sqlite") as direct:
        direct.execute("DROP TRIGGER events_are_append_only")
        direct.execute(
            "UPDATE events SET payload = replace(payload, 'contract', 'kontrakt') WHERE kind = 'TraineeTurn'"
        )
    direct.close()
    changed = run("replay", "s1", env=env)
    assert changed.returncode == 1
    assert "no version explains it" in changed.stdout
    assert "somebody changed them" in changed.stdout
    assert "talk.turns[trainee_002].text" in changed.stdout
    found = json.loads(run("replay", "s1", "--json", env=env).stdout)
    assert (found["is_same"], found["is_log_untouched"], found["is_report_untouched"]) == (False, False, True)
    assert found["state"]["trainee_turns"] == 3
    assert_one_line(run("replay", "nobody", env=env), "nobody")


def test_retention_says_what_is_due_and_does_it(env: dict[str, str], tmp_path: Path) -> None:
    dry = run("retention", "--dry-run", env=env)
    assert "talks kept for their 90 days: 1 would go" in dry.stdout
    assert run("replay", "s1", env=env).returncode == 0
    assert "talks kept for their 90 days: 1 went" in run("retention", "--rewrite-files", env=env).stdout
    assert hash_secret("s1") in (tmp_path / "erased.txt").read_text()
    assert_one_line(run("replay", "s1", env=env), "s1")
    assert_one_line(run("retention", "--tombstones", "nowhere.txt", env=env), "nowhere.txt")


def test_reseal_makes_a_new_key_and_drops_the_old_one(env: dict[str, str], tmp_path: Path) -> None:
    before = (tmp_path / "audio.keys").read_text().split()
    done = run("reseal", env=env)
    assert done.returncode == 0, done.stderr
    assert "1 recordings sealed" in done.stdout
    after = (tmp_path / "audio.keys").read_text().split()
    assert len(after) == 1
    assert after != before
