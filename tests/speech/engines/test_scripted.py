import numpy as np
import pytest

from simulator import plugins
from simulator.errors import BadInput
from simulator.flow.audio import Samples
from simulator.flow.labels import Language
from simulator.settings import Settings
from simulator.speech import ScriptedTranscriber, Transcriber
from simulator.speech.contract import TranscriberContract

SECOND = np.full(16_000, 0.1, dtype=np.float32)


class TestScriptedKeepsTheContract(TranscriberContract):
    def make(self) -> Transcriber:
        return ScriptedTranscriber(["Ik heb slecht nieuws."] * 3)

    def speech(self) -> tuple[Samples, Language]:
        return SECOND, "nl"


def test_gives_its_texts_in_order_with_words_spread_evenly() -> None:
    transcriber = ScriptedTranscriber(["ja", "dat klopt"])
    assert transcriber.transcribe(SECOND, "nl").text == "ja"
    second = transcriber.transcribe(SECOND, "nl")
    assert [(w.text, w.start_ms, w.end_ms) for w in second.words] == [("dat", 0, 500), ("klopt", 500, 1000)]


def test_says_when_the_script_has_run_out() -> None:
    with pytest.raises(BadInput, match="no text left"):
        ScriptedTranscriber().transcribe(SECOND, "nl")


def test_is_found_by_name_and_can_be_filled() -> None:
    transcriber = plugins.load("simulator.transcribers", "scripted").from_settings(Settings())
    transcriber.expect("goed")
    assert transcriber.transcribe(SECOND, "nl").text == "goed"
