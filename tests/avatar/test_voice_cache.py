from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from simulator.avatar.sentences import sentences
from simulator.avatar.voice_cache import CachedVoice
from simulator.flow.avatar import Phone, SpokenAudio, SpokenWord
from simulator.flow.labels import LANGUAGES, Language, Mood
from simulator.flow.persona import PersonaVoice

CALM = PersonaVoice()


class TwoBreaths:
    """A voice that gives each sentence in two pieces of 100 ms and counts how often it speaks."""

    name = "two breaths"
    languages = LANGUAGES

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def speak(self, text: str, language: Language, voice: PersonaVoice, mood: Mood) -> Iterator[SpokenAudio]:
        for sentence in sentences(text):
            self.spoken.append(sentence)
            pcm = np.full(2400, len(sentence), np.int16)
            for half in ("a", "b"):
                yield SpokenAudio(pcm, (Phone("a", 0, 100),), (SpokenWord(half, 0, 100),), f"{self.name} {language}")


def test_a_sentence_comes_back_whole_and_costs_nothing() -> None:
    engine = TwoBreaths()
    voice = CachedVoice(engine)
    first = list(voice.speak("Ja. Nee.", "nl", CALM, "neutral"))
    again = list(voice.speak("Nee. Ja.", "nl", CALM, "neutral"))
    assert engine.spoken == ["Ja.", "Nee."]
    assert len(first) == 4
    assert [len(spoken.pcm) for spoken in again] == [4800, 4800]
    assert [(word.text, word.start_ms) for word in again[0].words] == [("a", 0), ("b", 100)]


def test_whatever_changes_the_sound_is_in_the_key() -> None:
    engine = TwoBreaths()
    voice = CachedVoice(engine)
    variants: list[tuple[PersonaVoice, Mood]] = [(CALM, "neutral"), (CALM, "sad"), (PersonaVoice(pitch_st=1), "sad")]
    for persona, mood in variants:
        list(voice.speak("Ja.", "nl", persona, mood))
    list(voice.speak("Ja.", "fr", CALM, "neutral"))
    assert len(engine.spoken) == 4


def test_a_reply_that_was_cut_off_is_not_kept_as_the_whole() -> None:
    engine = TwoBreaths()
    voice = CachedVoice(engine)
    next(voice.speak("Ja.", "nl", CALM, "neutral"))
    assert sum(len(spoken.pcm) for spoken in voice.speak("Ja.", "nl", CALM, "neutral")) == 4800
    assert engine.spoken == ["Ja.", "Ja."]


def test_only_prepared_lines_reach_the_disk(tmp_path: Path) -> None:
    voice = CachedVoice(TwoBreaths(), tmp_path)
    list(voice.speak("U zei dat ik lui ben.", "nl", CALM, "neutral"))
    assert not list(tmp_path.rglob("*"))
    assert voice.prepare(["Ja. Nee.", "Ja."], "nl", CALM, "neutral") == 2
    later = TwoBreaths()
    (spoken,) = CachedVoice(later, tmp_path).speak("Nee.", "nl", CALM, "neutral")
    assert later.spoken == []
    (expected,) = voice.speak("Nee.", "nl", CALM, "neutral")
    assert np.array_equal(spoken.pcm, expected.pcm)
    assert (spoken.phones, spoken.words, spoken.voice_name) == (expected.phones, expected.words, expected.voice_name)


def test_a_broken_file_is_made_again(tmp_path: Path) -> None:
    CachedVoice(TwoBreaths(), tmp_path).prepare(["Ja."], "nl", CALM, "neutral")
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(b"half a file")
    later = TwoBreaths()
    assert CachedVoice(later, tmp_path).prepare(["Ja."], "nl", CALM, "neutral") == 1
    assert later.spoken == ["Ja."]


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_both_places_are_bounded(tmp_path: Path, place: str) -> None:
    engine = TwoBreaths()
    sizes = {"memory_bytes": 20_000} if place == "memory" else {"memory_bytes": 0, "disk_bytes": 40_000}
    voice = CachedVoice(engine, tmp_path if place == "disk" else None, **sizes)
    for number in range(10):
        voice.prepare([f"Zin {number}."], "nl", CALM, "neutral")
    assert sum(file.stat().st_size for file in tmp_path.rglob("*.npz")) <= 40_000
    assert voice.prepare(["Zin 9."], "nl", CALM, "neutral") == 0
    assert voice.prepare(["Zin 0."], "nl", CALM, "neutral") == 1


def test_many_threads_may_speak_at_once() -> None:
    voice = CachedVoice(TwoBreaths(), memory_bytes=30_000)
    with ThreadPoolExecutor(8) as pool:
        lengths = pool.map(
            lambda n: sum(len(s.pcm) for s in voice.speak(f"Zin {n % 7}.", "nl", CALM, "neutral")), range(200)
        )
    assert set(lengths) == {4800}
