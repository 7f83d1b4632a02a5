from pathlib import Path

import pytest

from simulator import plugins
from simulator.avatar.voice import BEST_FIRST, Voice, best_voice
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.errors import ModelMissing, NotFound
from simulator.flow.persona import PersonaVoice
from simulator.settings import Settings, VoiceSettings


def settings(tmp_path: Path, **voices: str) -> Settings:
    """No model was fetched here."""
    return Settings(voice=VoiceSettings(**voices), data_dir=tmp_path, models_cache=tmp_path / "models")


def test_every_engine_in_the_order_is_a_registered_plug_in() -> None:
    assert {name for order in BEST_FIRST.values() for name in order} <= set(plugins.names("simulator.voices"))


def test_auto_takes_what_is_installed(tmp_path: Path, espeak: EspeakVoice) -> None:
    voice = best_voice("nl", settings(tmp_path))
    assert isinstance(voice, Voice)
    assert voice.name == espeak.name
    (spoken,) = voice.speak("Goeiedag.", "nl", PersonaVoice(), "neutral")
    assert spoken.duration_ms > 400


def test_a_named_voice_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="simulator models fetch kokoro"):
        best_voice("fr", settings(tmp_path, fr="kokoro"))


def test_an_unknown_name_lists_the_choices(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="espeak, kokoro, piper"):
        best_voice("en", settings(tmp_path, en="polly"))
