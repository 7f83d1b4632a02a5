import shutil
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator import avatar, plugins
from simulator.audio import read_audio
from simulator.engine import resolve
from simulator.errors import ModelMissing
from simulator.flow.audio import Samples
from simulator.flow.labels import LANGUAGES, Language
from simulator.settings import Settings, SpeechToTextSettings, load_settings
from simulator.speech import Transcriber
from simulator.speech.contract import TranscriberContract
from simulator.speech.engines import faster_whisper
from simulator.speech.word_errors import word_errors

AUDIO = Path(__file__).parents[3].parent / "shared/audio"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not AUDIO.is_dir(), reason=f"the spoken test talks are not there ({AUDIO})"),
]


@cache
def engine() -> Transcriber:
    settings = Settings(stt=SpeechToTextSettings(device="cpu"))
    try:
        made: Transcriber = plugins.load("simulator.transcribers", "faster-whisper").from_settings(settings)
    except ModelMissing as error:
        pytest.skip(str(error))
    return made


class TestFasterWhisperKeepsTheContract(TranscriberContract):
    def make(self) -> Transcriber:
        return engine()

    def speech(self) -> tuple[Samples, Language]:
        return read_audio(AUDIO / "c4-direct-1.flac"), "nl"


def test_word_errors_and_word_times_on_the_spoken_talks(spoken_clips: list[dict[str, Any]]) -> None:
    """Measured: 14.5 % of the words, word starts 39 ms off (benchmarks/speech/words.py)."""
    wrong = said = 0
    starts: list[int] = []
    for clip in spoken_clips:
        heard = engine().transcribe(clip["samples"], "nl")
        errors, count = word_errors(clip["transcript"], heard.text)
        wrong, said = wrong + errors, said + count
        if len(heard.words) == len(clip["words_ms"]):
            pairs = zip(heard.words, clip["words_ms"], strict=True)
            starts += [word.start_ms - truth[1] for word, truth in pairs]
    assert wrong / said < 0.18
    assert len(starts) > 100
    assert np.mean(np.abs(starts)) < 60
    assert abs(np.median(starts)) < 25


@pytest.mark.parametrize("level", [0.0005, 0.02])
def test_noise_gives_no_words(level: float) -> None:
    noise = np.random.default_rng(2).normal(0, level, 10 * 16_000).astype(np.float32)
    assert engine().transcribe(noise, "nl", ("ontslag",)).text == ""


def test_a_long_silence_after_speech_adds_no_words(clip: dict[str, Any]) -> None:
    alone = engine().transcribe(clip["samples"], "nl").text
    padded = np.concatenate([clip["samples"], np.zeros(12 * 16_000, dtype=np.float32)])
    errors, count = word_errors(alone, engine().transcribe(padded, "nl").text)
    assert errors <= 0.25 * count


def test_a_turn_longer_than_one_window_is_heard_to_its_end(spoken_clips: list[dict[str, Any]]) -> None:
    clips = spoken_clips[:6]
    samples = np.concatenate([clip["samples"] for clip in clips])
    assert len(samples) > 30 * 16_000
    heard = engine().transcribe(samples, "nl")
    errors, count = word_errors(" ".join(clip["transcript"] for clip in clips), heard.text)
    assert errors / count < 0.3
    assert heard.words[-1].end_ms > 35_000


def test_the_short_window_is_guarded_by_the_full_one(clip: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    windows: list[int] = []
    decode = faster_whisper.FasterWhisperTranscriber._decode

    def watched(self: Any, *args: Any) -> list[Any]:
        windows.append(faster_whisper._window_frames.get())
        return decode(self, *args)

    monkeypatch.setattr(faster_whisper.FasterWhisperTranscriber, "_decode", watched)
    engine().transcribe(clip["samples"], "nl")
    assert windows == [1056]  # 6.56 s and 4 s
    windows.clear()
    monkeypatch.setattr(faster_whisper, "_LOW_LOGPROB", 0.0)
    engine().transcribe(clip["samples"], "nl")
    assert windows == [1056, 1656]  # unsure words are taken from the second
    windows.clear()
    monkeypatch.setattr(faster_whisper, "_has_looped", lambda *_: True)
    engine().transcribe(clip["samples"], "nl")
    assert windows == [1056, 1656, 3000]


def test_a_folder_may_be_named_instead_of_a_manifest(clip: dict[str, Any], tmp_path: Path) -> None:
    engine()
    shutil.copytree(resolve("whisper-base", Settings()), tmp_path / "mine")
    settings = Settings(stt=SpeechToTextSettings(model=str(tmp_path / "mine"), device="cpu"))
    made = faster_whisper.FasterWhisperTranscriber.from_settings(settings)
    assert made.name == "faster-whisper mine int8"
    assert made.transcribe(clip["samples"], "nl").words


def test_which_model_a_language_has_is_found_out_once(clip: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    engine().transcribe(clip["samples"], "nl")

    def found_again(*_: object) -> Path:
        raise AssertionError("while a talk waits")

    monkeypatch.setattr(faster_whisper, "built_for", found_again)
    assert engine().transcribe(clip["samples"], "nl").words


def test_the_smaller_models_can_be_written_ahead(tmp_path: Path) -> None:
    engine()
    settings = Settings(models_cache=tmp_path)
    settings.models_cache.joinpath("whisper-base").symlink_to(resolve("whisper-base", Settings()))
    faster_whisper.prepare(settings)
    names = {folder.name.rpartition("-")[0] for folder in (tmp_path / "one-language").iterdir()}
    assert names == {f"whisper-base-{lang}" for lang in LANGUAGES}


def test_a_model_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="simulator models fetch whisper-base"):
        faster_whisper.FasterWhisperTranscriber.from_settings(Settings(models_cache=tmp_path))


def test_a_turn_in_the_other_language_is_heard_in_it(clip: dict[str, Any]) -> None:
    said = "Je dois vous annoncer une mauvaise nouvelle : votre contrat s'arrête à la fin du mois."
    (french,), _ = avatar.speak_talk([said], "fr", load_settings())
    heard = engine().transcribe(french, "nl", (), ("nl", "fr"))
    assert heard.language == "fr"
    assert "contrat" in heard.text
    assert engine().transcribe(french, "nl").language == "nl"  # nobody said that it may change
    assert engine().transcribe(clip["samples"], "nl", (), ("nl", "fr")).language == "nl"


def test_short_turns_keep_the_language_of_the_talk(clip: dict[str, Any]) -> None:
    assert engine().transcribe(clip["samples"][: 2 * 16_000], "fr", (), ("nl", "fr")).language == "fr"
