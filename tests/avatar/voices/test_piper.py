import json
from pathlib import Path

import numpy as np
import pytest

from simulator.avatar.voices.piper import PiperSpeaker, PiperVoice, placed
from simulator.avatar.voices.piper_config import PiperConfig
from simulator.errors import ModelMissing
from simulator.settings import Settings

CONFIG = {
    "audio": {"sample_rate": 22050, "quality": "medium"},
    "espeak": {"voice": "nl"},
    "num_speakers": 1,
    "phoneme_id_map": {"_": [0], "^": [1], "$": [2], " ": [3], "j": [4], "a": [5], "ː": [6], "ˈ": [7]},
}


def write(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_ids_are_padded_and_unknown_signs_left_out(tmp_path: Path) -> None:
    config = PiperConfig.load(write(tmp_path / "voice.onnx.json", CONFIG))
    assert config.ids("jˈaːʘ") == [1, 0, 4, 0, 7, 0, 5, 0, 6, 0, 2]
    assert config.inference.length_scale == 1.0


@pytest.mark.parametrize(
    "broken", [{"audio": {}}, [], {**CONFIG, "phoneme_id_map": {"_": [0]}}, {**CONFIG, "audio": {"sample_rate": 0}}]
)
def test_a_broken_configuration_is_named(tmp_path: Path, broken: object) -> None:
    path = write(tmp_path / "voice.onnx.json", broken)
    with pytest.raises(ModelMissing, match=r"voice\.onnx\.json"):
        PiperConfig.load(path)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    write(tmp_path / "voice.onnx.json", CONFIG)
    (tmp_path / "voice.onnx").write_bytes(b"no model")
    with pytest.raises(ModelMissing, match="not a Piper voice"):
        PiperSpeaker(tmp_path)


def test_without_a_fetched_voice_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="models fetch piper-nl-nathalie"):
        PiperVoice.from_settings(Settings(models_cache=tmp_path))


def test_times_are_laid_over_the_audible_part() -> None:
    samples = np.zeros(3000, np.float32)
    samples[1000:2001] = 0.5
    phones, words = placed([(("ja", "nee"), "jˈaː nˈeː"), (("ja",), "jˈaː")], samples, 1000)
    assert phones[0].start_s == 1.0
    assert phones[-1].end_s == pytest.approx(2.0)
    assert [word.label for word in words] == ["ja", "nee", "ja"]
    assert words[0].end_s == words[1].start_s
    assert placed([(("ja",), "jaː")], np.zeros(100, np.float32), 1000) == ([], [])
