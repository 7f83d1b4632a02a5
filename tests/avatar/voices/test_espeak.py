import ast
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator.avatar.voices import espeak_worker
from simulator.avatar.voices.espeak import EspeakVoice
from simulator.avatar.voices.espeak_process import EspeakProcess
from simulator.errors import Unavailable
from simulator.flow.avatar import SpokenAudio
from simulator.flow.labels import Language, Mood
from simulator.flow.persona import PersonaVoice


def say(
    voice: EspeakVoice, text: str, language: Language = "nl", mood: Mood = "neutral", **persona: object
) -> SpokenAudio:
    (spoken,) = voice.speak(text, language, PersonaVoice(**persona), mood)  # type: ignore[arg-type]
    return spoken


def median_f0_hz(spoken: SpokenAudio) -> float:
    """By the autocorrelation of the loudest second."""
    samples = spoken.pcm.astype(np.float64)
    start = int(np.argmax(np.convolve(samples**2, np.ones(4800), "valid")))
    part = samples[start : start + 4800]
    lags = np.correlate(part, part, "full")[len(part) - 1 :]
    return 24_000 / (np.argmax(lags[60:400]) + 60)


def test_it_speaks_sentence_by_sentence_with_its_own_times(espeak: EspeakVoice) -> None:
    first, second = espeak.speak("Dag Bart, ga zitten. Het is één leugen!", "nl", PersonaVoice(), "neutral")
    assert not first.estimated
    assert [word.text for word in first.words] == ["Dag", "Bart", "ga", "zitten"]
    assert [word.text for word in second.words] == ["Het", "is", "één", "leugen"]
    assert "".join(phone.ipa for phone in first.phones) == "dɑxbɑrtɣaːzɪtən"
    assert second.voice_name == "espeak-ng nl"
    for spoken in (first, second):
        assert all(a.end_ms <= b.start_ms for a, b in zip(spoken.phones, spoken.phones[1:], strict=False))
        assert spoken.phones[-1].end_ms < spoken.duration_ms


def test_the_times_lie_on_the_sound(espeak: EspeakVoice) -> None:
    spoken = say(espeak, "Stop, nu.")
    level = np.abs(spoken.pcm.astype(np.float64))
    pause = level[spoken.words[0].end_ms * 24 : spoken.words[1].start_ms * 24]
    vowel = next(phone for phone in spoken.phones if phone.ipa == "ɔ")
    assert len(pause) > 24 * 100
    assert pause.mean() < 0.05 * level[vowel.start_ms * 24 : vowel.end_ms * 24].mean()


@pytest.mark.parametrize(("language", "text", "ipa"), [("fr", "le vin", "ɛ̃"), ("en", "the boy", "ð")])
def test_french_and_english_sound_so(espeak: EspeakVoice, language: Language, text: str, ipa: str) -> None:
    assert ipa in {phone.ipa for phone in say(espeak, text, language).phones}


def test_the_persona_and_the_mood_are_heard(espeak: EspeakVoice) -> None:
    text = "Daar begrijp ik helemaal niets van."
    plain = say(espeak, text, gender="male")
    assert median_f0_hz(say(espeak, text, gender="male", pitch_st=4)) > 1.1 * median_f0_hz(plain)
    assert median_f0_hz(say(espeak, text, gender="female")) > 1.1 * median_f0_hz(plain)
    assert say(espeak, text, gender="male", rate_ratio=0.7).duration_ms > 1.15 * plain.duration_ms
    assert say(espeak, text, gender="male", mood="sad").duration_ms > 1.05 * plain.duration_ms


def test_the_worker_is_started_again_when_it_died(espeak: EspeakVoice) -> None:
    process = EspeakProcess()
    try:
        assert process.ipa("ja", "gmw/nl") == "jˈaː"
        assert process._process
        process._process.kill()
        process._process.wait()
        assert process.ipa("nee", "gmw/nl") == "nˈeː"
    finally:
        process.close()


def test_a_voice_that_is_not_there_is_named_and_the_worker_lives_on(espeak: EspeakVoice) -> None:
    process = EspeakProcess()
    try:
        with pytest.raises(Unavailable, match="xx/yy"):
            process.ipa("ja", "xx/yy")
        assert process.ipa("ja", "gmw/nl") == "jˈaː"
    finally:
        process.close()


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    source = Path(espeak_worker.__file__).read_text(encoding="utf-8")
    worker.write_text(
        source.replace('find_library("espeak-ng")', "find_library('none-such')").replace("libespeak-ng.so.1", "none")
    )
    monkeypatch.setattr("simulator.avatar.voices.espeak_process.WORKER", worker)
    with pytest.raises(Unavailable, match="apt-get install espeak-ng"):
        EspeakProcess().ensure_started()


def test_the_worker_shares_no_code_with_us() -> None:
    tree = ast.parse(Path(espeak_worker.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
