import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.audio import read_audio
from simulator.flow.audio import Samples

AUDIO = Path(__file__).parents[2].parent / "shared/audio"


@pytest.fixture(scope="session")
def spoken_clips() -> list[dict[str, Any]]:
    """The 24 turns of the spoken talks: path, transcript, words_ms, samples."""
    if not AUDIO.is_dir():
        pytest.skip(f"the spoken test talks are not there ({AUDIO})")
    with (AUDIO / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = [dict(row) for row in csv.DictReader(stream) if row["kind"] == "spoken"]
    assert len(rows) == 24
    words = [{"words_ms": json.loads(row["words_ms"]), "samples": read_audio(AUDIO / row["path"])} for row in rows]
    return [row | more for row, more in zip(rows, words, strict=True)]


@pytest.fixture(scope="session")
def clip(spoken_clips: list[dict[str, Any]]) -> dict[str, Any]:
    """ "Dag Bart, ga zitten. [pause] Ik heb slecht nieuws. [pause of a second] We zetten uw contract stop." """
    return spoken_clips[0]


@pytest.fixture(scope="session")
def talk(clip: dict[str, Any]) -> Samples:
    """That clip, three seconds of silence, the clip again, and a second of silence, in a quiet room (-74 dBFS)."""
    silence = np.zeros(48_000, dtype=np.float32)
    samples = clip["samples"]
    joined = np.concatenate([samples, silence, samples, silence[:16_000]])
    room = np.random.default_rng(5).normal(0, 2e-4, len(joined)).astype(np.float32)
    return np.asarray(joined + room, dtype=np.float32)
