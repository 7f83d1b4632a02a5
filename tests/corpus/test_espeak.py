import numpy as np
import pytest

from corpus import espeak
from corpus.espeak_clauses import VARIANTS, split_of, spoken, talk
from corpus.recording import RATE_HZ
from simulator.avatar.voices.espeak_process import shared_process

PROCESS = shared_process()
TRAIN = tuple(variant for variant in VARIANTS if split_of(variant) == "train")


def test_vowels_lie_where_it_is_loud() -> None:
    said = spoken(PROCESS, "we zoeken samen naar een oplossing.", "gmw/nl+f2", 150, 50, 50)
    assert len(said.vowels_s) == 10
    whole = np.sqrt(np.mean(said.samples**2))
    at = [np.sqrt(np.mean(said.samples[int(s * RATE_HZ) - 160 :][:320] ** 2)) for s in said.vowels_s]
    assert np.median(at) > whole


def test_a_recording_has_its_truth_and_comes_back_the_same() -> None:
    first, again = (next(espeak.recordings("train", seconds_per_voice=5, seed=3, variants=TRAIN)) for _ in range(2))
    # Not to the bit: WORLD, which holds the vowels of fillers, keeps one noise generator per process.
    assert np.allclose(first.samples, again.samples, atol=0.05)
    assert first.nuclei_s == again.nuclei_s
    assert first.voice == f"espeak-{TRAIN[0]}"
    assert first.pauses_s
    assert first.nuclei_s
    voiced = first.f0_hz[[int(second * 100) for second in first.nuclei_s]]
    assert np.mean(voiced != 0) > 0.85
    assert (first.f0_hz[first.is_speech == 0] == 0).all()


def test_a_whisper_has_no_pitch() -> None:
    whispered = next(espeak.recordings("test", seconds_per_voice=5, seed=1, variants=("whisperf",)))
    assert not (whispered.f0_hz > 0).any()
    assert np.nansum(whispered.is_speech) > 300


def test_splits_share_no_variant_and_background_talk_has_its_length() -> None:
    assert len(set(VARIANTS)) == len(VARIANTS)
    assert {split_of(variant) for variant in VARIANTS} == {"train", "tune", "test"}
    assert len(talk(PROCESS, "m3", 4.0)) >= 4 * RATE_HZ


def test_an_unknown_variant_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        split_of("nobody")
