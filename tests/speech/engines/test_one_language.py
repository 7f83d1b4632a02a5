"""A Whisper without the tokens of other languages."""

import json
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from faster_whisper import WhisperModel
from tokenizers import Tokenizer

from simulator.engine import resolve
from simulator.errors import ModelMissing
from simulator.flow.labels import LANGUAGES, Language
from simulator.settings import Settings
from simulator.speech.engines import one_language
from simulator.speech.engines.one_language import built_for, kept_ids, needed_tokens, read_tokenizer

SAID: dict[Language, str] = {
    "nl": " Ik beëindig uw contract vandaag, op 28 november 2026. De toekomst is nog niet beslist.",
    "fr": " Je mets fin à votre contrat aujourd'hui, le 28 novembre. Voilà l'essentiel, à tête reposée.",
    "en": " I am ending your contract today, the 28th of November. That's the truth, Bart.",
}


@pytest.fixture(scope="module")
def whisper() -> Path:
    try:
        return resolve("whisper-base", Settings())
    except ModelMissing as error:
        pytest.skip(str(error))


def test_what_a_needed_token_is_joined_from_stays_and_so_does_every_byte() -> None:
    vocabulary = ["a", "b", "c", "ab", "abc", "cc", "<|endoftext|>", "<|nl|>"]
    merges = ["a b", "ab c", "c c"]
    assert kept_ids(vocabulary, merges, {"abc"}) == [0, 1, 2, 3, 4, 6, 7]
    assert kept_ids(vocabulary, merges, set()) == [0, 1, 2, 6, 7]


def test_a_vocabulary_without_a_needed_token_is_another_one() -> None:
    with pytest.raises(ValueError, match="another vocabulary"):
        kept_ids(["a", "<|endoftext|>"], [], {"ab"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_is_spelled_as_before_in_fewer_tokens(whisper: Path, tmp_path: Path, lang: Language) -> None:
    built = built_for(whisper, lang, tmp_path)
    whole = Tokenizer.from_str(json.dumps(read_tokenizer(whisper)))
    smaller = Tokenizer.from_file(str(built / "tokenizer.json"))
    expected = whole.encode(SAID[lang], add_special_tokens=False)
    found = smaller.encode(SAID[lang], add_special_tokens=False)
    assert found.tokens == expected.tokens
    assert smaller.decode(found.ids) == SAID[lang]
    assert smaller.get_vocab_size() < 0.65 * whole.get_vocab_size()
    words = (built / "vocabulary.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [words[index] for index in found.ids] == found.tokens
    assert words[-1] == "<|30.00|>"


def test_a_word_on_a_t_is_one_token_as_whisper_learned_it(whisper: Path, tmp_path: Path) -> None:
    smaller = Tokenizer.from_file(str(built_for(whisper, "nl", tmp_path) / "tokenizer.json"))
    assert smaller.encode(" te", add_special_tokens=False).tokens == ["Ġte"]
    assert "Ġte" in needed_tokens("nl")


def test_other_languages_can_still_be_written(whisper: Path, tmp_path: Path) -> None:
    smaller = Tokenizer.from_file(str(built_for(whisper, "nl", tmp_path) / "tokenizer.json"))
    for text in (" Łódź", " Αθήνα", " 日本", " 😀"):
        assert smaller.decode(smaller.encode(text, add_special_tokens=False).ids) == text


@pytest.mark.slow
def test_the_smaller_model_hears_languages_and_keeps_its_rows(whisper: Path, tmp_path: Path) -> None:
    built = built_for(whisper, "nl", tmp_path)
    model = WhisperModel(str(built), device="cpu", compute_type="int8", cpu_threads=1)
    assert model.model.is_multilingual
    _, _, probs = model.detect_language(np.random.default_rng(1).normal(0, 0.01, 32_000).astype(np.float32))
    assert {"nl", "fr", "en"} <= {lang for lang, _ in probs}
    assert sum(prob for _, prob in probs) == pytest.approx(1, abs=0.01)
    whole = ctranslate2.models.Whisper(str(whisper), compute_type="int8")
    features = ctranslate2.StorageView.from_array(np.zeros((1, 80, 3000), np.float32))
    hears = [dict(each.detect_language(features)[0]) for each in (whole, model.model)]
    assert hears[1]["<|nl|>"] == pytest.approx(hears[0]["<|nl|>"], abs=0.02)


def test_it_is_made_once_and_again_when_the_model_changes(whisper: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in whisper.iterdir():
        (mine / file.name).symlink_to(file)
    first = built_for(mine, "nl", tmp_path / "cache")
    made_ns = (first / "model.bin").stat().st_mtime_ns
    assert built_for(mine, "nl", tmp_path / "cache") == first
    assert (first / "model.bin").stat().st_mtime_ns == made_ns
    (mine / "model.bin").unlink()
    (mine / "model.bin").write_bytes(whisper.joinpath("model.bin").read_bytes())
    second = built_for(mine, "nl", tmp_path / "cache")
    assert second != first
    assert sorted((tmp_path / "cache").iterdir()) == [second]  # and the older one is gone


def test_a_model_with_another_vocabulary_is_used_whole(
    whisper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_language, "needed_tokens", lambda _: frozenset({"no such token"}))
    assert built_for(whisper, "nl", tmp_path) == whisper
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_the_whole_model_is_used(whisper: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert built_for(whisper, "nl", tmp_path / "file") == whisper
