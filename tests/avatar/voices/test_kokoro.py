from pathlib import Path

import numpy as np
import pytest

from simulator.avatar.voices.kokoro import KokoroVoice
from simulator.avatar.voices.kokoro_model import KokoroModel, load_styles, with_durations
from simulator.errors import ModelMissing
from simulator.flow.labels import Language
from simulator.flow.persona import PersonaVoice

VOWELS = "aɑɒæeɛəɜiɪoɔuʊʌyøœ"


def test_the_added_output_is_a_message_of_its_own() -> None:
    added = with_durations(b"")
    assert added[0] == 7 << 3 | 2
    assert added[1] == len(added) - 2
    assert added.endswith(b"/encoder/Clip_output_0")


def test_a_wrong_model_or_voice_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelMissing, match="not a Kokoro model"):
        KokoroModel(tmp_path, 1)
    with pytest.raises(ModelMissing, match="no such Kokoro voice"):
        load_styles(tmp_path / "x.bin")
    (tmp_path / "y.bin").write_bytes(b"12345678")
    with pytest.raises(ModelMissing, match="not a Kokoro voice"):
        load_styles(tmp_path / "y.bin")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "text", "n_words"),
    [("nl", "Wat bedoelt u nu precies?", 5), ("fr", "Je ne comprends pas.", 4), ("en", "I see.", 2)],
)
def test_it_speaks_with_the_times_of_the_model(
    kokoro: KokoroVoice, language: Language, text: str, n_words: int
) -> None:
    (spoken,) = kokoro.speak(text, language, PersonaVoice(), "neutral")
    assert not spoken.estimated
    assert len(spoken.words) == n_words
    assert 300 * n_words * 0.4 < spoken.duration_ms < 3500
    assert all(a.end_ms <= b.start_ms for a, b in zip(spoken.phones, spoken.phones[1:], strict=False))
    level = np.abs(spoken.pcm.astype(np.float64))
    vowels = [phone for phone in spoken.phones if phone.ipa[0] in VOWELS]
    loud = np.mean([level[p.start_ms * 24 : p.end_ms * 24].mean() for p in vowels])
    assert loud > 5 * level[-100 * 24 :].mean() + 1


@pytest.mark.slow
def test_a_long_sentence_starts_with_its_first_clause(kokoro: KokoroVoice) -> None:
    pieces = list(
        kokoro.speak("Ik begrijp er niets van, ik werk hier al tien jaar elke dag.", "nl", PersonaVoice(), "neutral")
    )
    assert [piece.words[0].text for piece in pieces] == ["Ik", "ik"]


@pytest.mark.slow
def test_vowels_lie_where_the_sound_is_loud(kokoro: KokoroVoice) -> None:
    (spoken,) = kokoro.speak("Wat bedoelt u nu precies?", "nl", PersonaVoice(), "neutral")
    level = np.convolve(np.abs(spoken.pcm.astype(np.float64)), np.ones(480) / 480, "same")[::24]
    openness = np.zeros(len(level))
    for phone in spoken.phones:
        openness[phone.start_ms : phone.end_ms] = 1 if phone.ipa[0] in VOWELS else -1
    fits = {ms: np.corrcoef(np.roll(openness, ms), np.log(level + 50))[0, 1] for ms in range(-150, 151, 5)}
    best_ms = max((fit, ms) for ms, fit in fits.items())[1]
    assert abs(best_ms) <= 30


@pytest.mark.slow
def test_pitch_and_pace_change_the_sound_and_not_the_words(kokoro: KokoroVoice) -> None:
    (plain,) = kokoro.speak("Ik weet het niet.", "nl", PersonaVoice(), "neutral")
    (high,) = kokoro.speak("Ik weet het niet.", "nl", PersonaVoice(pitch_st=2), "neutral")
    (slow,) = kokoro.speak("Ik weet het niet.", "nl", PersonaVoice(rate_ratio=0.75), "neutral")
    assert [word.text for word in high.words] == [word.text for word in plain.words]
    assert high.duration_ms == pytest.approx(plain.duration_ms, rel=0.15)
    assert slow.duration_ms > 1.1 * plain.duration_ms
    assert high.phones[-1].end_ms < high.duration_ms
