"""A spoken talk is held, recorded, exported in every way and erased through the real service: no byte of it is left.

`pytest tests/api/test_erasing.py -s` prints every place that was searched.
"""

import io
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import soundfile
from httpx2 import AsyncClient

from simulator.audio import to_pcm16
from simulator.report import ReportFormat
from simulator.session.archive import load_report
from simulator.store import SqlStore, hash_secret
from tests.api.own_process import own_process
from tests.api.talking import play
from tests.conftest import spoken_turns

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.mark.parametrize("door", ["the talk", "everything of oneself"])
async def test_no_byte_of_an_erased_talk_is_left(tmp_path: Path, shared_audio: Path, door: str) -> None:
    turns = spoken_turns(shared_audio, "c4-direct")[:3]
    async with own_process(tmp_path, SIMULATOR_PRIVACY__AUDIO_DAYS="30") as service:
        talk = await play(
            service.url, turns, persona_id="lieve", consent={"recording": True, "delivery_measures": True}
        )
        store = await SqlStore.open(f"sqlite+aiosqlite:///{tmp_path / 'rechtuit.sqlite'}")
        report = load_report(await store.report(talk.session_id))
        await store.close()
        async with AsyncClient(base_url=service.url, timeout=120) as client:
            for name in get_args(ReportFormat):
                exported = await client.get(f"/v1/sessions/{talk.session_id}/report", params={"format": name})
                assert exported.status_code == 200, exported.text
            item_ids = (await client.get(f"/v1/sessions/{talk.session_id}/recordings")).json()["item_ids"]
            first = await client.get(f"/v1/sessions/{talk.session_id}/recording/{item_ids[0]}")
            assert (await client.get("/v1/me/export")).status_code == 200
            sought = {"the id": talk.session_id.encode()} | _sound(first.content)
            sought |= {turn.item_id: turn.text.encode() for turn in report.talk.trainee_turns}
            assert _files_with(tmp_path, sought["the id"]), "it is there while it is kept"
            path = f"/v1/sessions/{talk.session_id}" if door == "the talk" else "/v1/me"
            assert (await client.delete(path)).status_code == 200
        while_running = {name: _files_with(tmp_path, what) for name, what in sought.items()}
    after = {name: _files_with(tmp_path, what) for name, what in sought.items()}
    files = [file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()]
    places = Counter(file.parts[0] + ("/" if len(file.parts) > 1 else "") for file in files)
    listed = ", ".join(f"{place} ({count})" for place, count in sorted(places.items()))
    sys.stdout.write(f"\nsearched for {', '.join(sought)} in: {listed}\n")
    sys.stdout.write(f"the id stands in: {[file.name for file in _files_with(tmp_path, sought['the id'])]}\n")
    assert set(item_ids) <= sought.keys(), "each turn was recorded"
    for found in (while_running, after):
        del found["the id"]  # looked at on its own: the log names sessions
        assert found == {name: [] for name in found}
    assert [file.name for file in _files_with(tmp_path, sought["the id"])] in ([], ["service.log"])
    assert hash_secret(talk.session_id) in (tmp_path / "erased.txt").read_text()


def _sound(flac: bytes) -> dict[str, bytes]:
    """Some of the sound, as it would stand in a file in each form it has in the house."""
    samples, _ = soundfile.read(io.BytesIO(flac), dtype="float32")
    loudest = int(np.abs(samples).argmax())
    some = samples[loudest : loudest + 40]
    return {"FLAC": flac[len(flac) // 2 :][:60], "PCM": to_pcm16(some), "samples": some.tobytes()}


def _files_with(folder: Path, sought: bytes) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and sought in file.read_bytes()]
