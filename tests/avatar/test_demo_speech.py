from pathlib import Path

import numpy as np

from simulator import avatar
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.settings import Settings


def test_a_talk_is_spoken_once_and_kept(tmp_path: Path, espeak: EspeakVoice) -> None:
    settings = Settings(data_dir=tmp_path, models_cache=tmp_path / "models")
    texts = ["Dag Lieve, ga zitten. Ik heb slecht nieuws.", "U bent ontslagen."]
    turns, name = avatar.speak_talk(texts, "nl", settings)
    assert name == "espeak-ng nl"
    assert [turn.dtype for turn in turns] == [np.float32, np.float32]
    assert 2.5 < len(turns[0]) / 16_000 < 6
    assert all(0.05 < np.abs(turn).max() <= 1 for turn in turns)
    assert len(list((tmp_path / "models/spoken-lines").rglob("*.npz"))) == 3
    again, _ = avatar.speak_talk(texts, "nl", settings)
    assert all(np.array_equal(a, b) for a, b in zip(turns, again, strict=True))
