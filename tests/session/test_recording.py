"""Sound that is kept: sealed, only with consent, only for its own turn of its own talk."""

import asyncio
import io
import stat
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pydantic import SecretStr

from simulator.errors import BadInput, NotFound, Unavailable
from simulator.flow.audio import Samples
from simulator.session.audio_keys import AudioKeys, write_key_file
from simulator.session.recording import Recorder, opened, reseal
from simulator.settings import Settings, load_settings
from simulator.store import ConsentFlags, SealedRecording, SqlStore
from tests.store.sessions import new_session

AGREED = ConsentFlags(recording=True)
KEY, OTHER_KEY = "A" * 43 + "=", "B" * 42 + "A="
SOUND: Samples = (0.3 * np.sin(np.arange(16_000) / 40)).astype(np.float32)


def keys_of(*keys: str, folder: Path = Path("/nowhere")) -> AudioKeys:
    settings = load_settings()
    privacy = settings.privacy.model_copy(update={"audio_key": SecretStr(",".join(keys))})
    return AudioKeys.of(settings.model_copy(update={"privacy": privacy, "data_dir": folder}))


def settings_in(folder: Path) -> Settings:
    return load_settings().model_copy(update={"data_dir": folder})


async def recorded(store: SqlStore, noon: datetime, keys: AudioKeys, *items: str) -> None:
    recorder = Recorder(store.recordings, lambda: keys, "s1", now=lambda: noon)
    for item_id in items:
        recorder.keep(item_id, SOUND)
    await recorder.close()


async def test_a_turn_sounds_as_it_was_said(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    keys = keys_of(KEY)
    await recorded(store, noon, keys, "trainee_001", "trainee_002")
    assert await store.recordings.item_ids("s1") == ["trainee_001", "trainee_002"]
    kept = await store.recordings.get("s1", "trainee_001")
    samples, rate = soundfile.read(io.BytesIO(opened(keys, kept)), dtype="float32")
    assert rate == 16_000
    assert np.abs(samples - SOUND).max() <= 1 / 65_536, "16 bits, nothing lost"
    assert b"fLaC" not in kept.sealed
    assert kept.nonce != (await store.recordings.get("s1", "trainee_002")).nonce


async def test_nothing_is_kept_without_consent_or_after_it_was_withdrawn(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    await recorded(store, noon, keys_of(KEY), "trainee_001")
    await store.record_consent("s1", ConsentFlags(), noon)
    assert await store.recordings.item_ids("s1") == [], "withdrawing takes away what was kept"
    await recorded(store, noon, keys_of(KEY), "trainee_002")
    with pytest.raises(NotFound, match="no sound of turn"):
        await store.recordings.get("s1", "trainee_002")


async def test_the_wrong_key_is_said_so(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    await recorded(store, noon, keys_of(KEY), "trainee_001")
    kept = await store.recordings.get("s1", "trainee_001")
    with pytest.raises(Unavailable, match=r"^SIMULATOR_PRIVACY__AUDIO_KEY: .* another key"):
        opened(keys_of(OTHER_KEY), kept)
    assert opened(keys_of(OTHER_KEY, KEY), kept), "an older key still opens"


@pytest.mark.parametrize("changed", ["session_id", "item_id", "sealed", "nonce"])
async def test_a_recording_opens_only_where_it_belongs(store: SqlStore, noon: datetime, changed: str) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    await recorded(store, noon, keys_of(KEY), "trainee_001")
    kept = await store.recordings.get("s1", "trainee_001")
    parts = {name: getattr(kept, name) for name in SealedRecording.__slots__}
    part = parts[changed]
    parts[changed] = part + "x" if isinstance(part, str) else bytes([part[0] ^ 1]) + part[1:]
    with pytest.raises(Unavailable):
        opened(keys_of(KEY), SealedRecording(**parts))


async def test_what_fails_here_ends_no_talk(store: SqlStore, noon: datetime) -> None:
    await recorded(store, noon, keys_of(KEY), "of a session that is not there")


async def test_every_recording_gets_the_newest_key(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    await recorded(store, noon, keys_of(KEY), *(f"trainee_{n:03d}" for n in range(1, 54)))
    assert await reseal(store.recordings, keys_of(OTHER_KEY, KEY)) == 53
    assert opened(keys_of(OTHER_KEY), await store.recordings.get("s1", "trainee_053"))
    with pytest.raises(Unavailable):
        await reseal(store.recordings, keys_of(KEY))


async def test_old_sound_goes_while_its_talk_stays(store: SqlStore, noon: datetime) -> None:
    await store.create_session(new_session("s1", noon, consent=AGREED))
    await recorded(store, noon, keys_of(KEY), "trainee_001")
    assert await store.recordings.remove_anywhere(noon, limit=10) == 1
    assert await store.recordings.count_anywhere() == 0
    assert await store.get_session("s1")


def test_a_key_file_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = AudioKeys.of(settings_in(tmp_path))
    file = tmp_path / "audio.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert AudioKeys.of(settings_in(tmp_path)) == first
    assert [path.name for path in tmp_path.iterdir()] == ["audio.keys"]


async def test_services_that_start_at_once_agree_on_a_key(tmp_path: Path) -> None:
    made = await asyncio.gather(*(asyncio.to_thread(AudioKeys.of, settings_in(tmp_path)) for _ in range(8)))
    assert len({keys.keys for keys in made}) == 1


def test_a_new_key_goes_before_the_old_one(tmp_path: Path) -> None:
    old = AudioKeys.of(settings_in(tmp_path))
    write_key_file(tmp_path / "audio.keys", [b"n" * 32, *old.keys])
    assert AudioKeys.of(settings_in(tmp_path)).keys == (b"n" * 32, *old.keys)
    assert stat.S_IMODE((tmp_path / "audio.keys").stat().st_mode) == 0o600


@pytest.mark.parametrize("key", ["kort", "A" * 43, "é" * 43 + "=", ", ,"])
def test_what_is_no_key_is_refused_in_one_line_that_does_not_show_it(key: str) -> None:
    with pytest.raises(BadInput, match="SIMULATOR_PRIVACY__AUDIO_KEY") as refused:
        keys_of(key)
    assert "\n" not in str(refused.value)
    assert key not in str(refused.value)
