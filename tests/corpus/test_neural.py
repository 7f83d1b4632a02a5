from itertools import pairwise

import numpy as np
import pytest

from corpus import neural
from corpus.kokoro_clauses import VOICES, clause, settled, split_of, vowels_s
from corpus.recording import RATE_HZ
from corpus.spoken import Spoken
from corpus.tape import Tape, audible, lay_out, speech_flags


def tone(seconds: float, hz: float = 140.0) -> np.ndarray:
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    sound = np.sum([np.sin(2 * np.pi * k * hz * at) / k for k in range(1, 12)], axis=0)
    return np.asarray(0.2 * sound, np.float32)


def spoken_tone() -> Spoken:
    quiet = np.zeros(RATE_HZ // 5, np.float32)
    return Spoken(np.concatenate([quiet, tone(1.0), quiet]), (0.45, 0.95))


def test_every_voice_lies_in_one_split_and_each_split_has_women_and_men() -> None:
    assert len(set(VOICES)) == 54
    for split in ("train", "tune", "test"):
        assert {voice[1] for voice in VOICES if split_of(voice) == split} == {"f", "m"}
    assert sum(split_of(voice) == "test" for voice in VOICES) >= 10


def test_the_edges_of_a_clause_are_found_to_five_ms() -> None:
    first, last = audible(spoken_tone().samples)
    assert abs(first / RATE_HZ - 0.2) <= 0.005
    assert abs(last / RATE_HZ - 1.2) <= 0.005


def test_silences_clauses_and_fillers_lie_where_the_tape_says() -> None:
    rng = np.random.default_rng(4)
    tape = lay_out((spoken_tone() for _ in range(6)), lambda: tone(0.5), 60.0, rng)
    samples = np.concatenate(tape.pieces)
    assert tape.fillers_s
    assert len(tape.nuclei_s) == 12 + len(tape.fillers_s)
    for start, end in tape.pauses_s:
        assert 0.09 < end - start < 1.5
        assert not samples[round(start * RATE_HZ) : round(end * RATE_HZ)].any()
    for start, end in tape.fillers_s:
        assert 0.2 < end - start < 0.75
        inside = samples[round(start * RATE_HZ) : round(end * RATE_HZ)]
        assert np.sqrt(np.mean(inside**2)) > 0.02
    spans = sorted(tape.pauses_s + tape.fillers_s)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_speech_flags_leave_frames_that_hold_both_open() -> None:
    tape = Tape()
    tape.silence(0.015, is_pause=False)
    tape.add(tone(0.02))
    tape.silence(0.015)
    assert np.array_equal(speech_flags(tape, 800), np.array([0, np.nan, 1, np.nan, 0], np.float32), equal_nan=True)


def test_a_diphthong_is_one_vowel_and_a_hiatus_two() -> None:
    ends_s = np.arange(20) * 0.1
    assert len(vowels_s("tˈɛɪt", ends_s)) == 1
    assert len(vowels_s("deɔʁ", ends_s)) == 2
    assert len(vowels_s("ˈmˈʌðə", ends_s)) == 2
    assert len(vowels_s("blˈWd bI", ends_s)) == 2
    assert vowels_s("at", ends_s) == pytest.approx([0.05])


def test_a_repertoire_never_changes() -> None:
    assert neural.repertoire("if_sara") == neural.repertoire("if_sara")
    assert neural.repertoire("if_sara") != neural.repertoire("bm_george")
    assert {line.language for line in neural.repertoire("af_heart")} == {"nl", "fr", "en"}


def test_a_last_vowel_is_where_it_sounds_not_where_it_has_faded() -> None:
    samples = np.concatenate([tone(0.5), 0.01 * tone(0.5)])
    assert settled(samples, np.array([0.1, 0.7])) == pytest.approx([0.1, 0.45], abs=0.02)
    assert settled(samples, np.array([0.1, 0.4])) == pytest.approx([0.1, 0.4])


@pytest.mark.slow
def test_a_clause_is_kept_and_its_vowels_are_loud() -> None:
    spoken = clause("if_sara", "ˈaː bˈɑ bˈoː.", speed=1.0)
    again = clause("if_sara", "ˈaː bˈɑ bˈoː.", speed=1.0)
    assert np.array_equal(spoken.samples, again.samples)
    level = np.array([np.sqrt(np.mean(spoken.samples[int(s * RATE_HZ) - 160 :][:320] ** 2)) for s in spoken.vowels_s])
    assert len(level) == 3
    assert (level > 0.5 * np.sqrt(np.mean(spoken.samples**2))).all()


@pytest.mark.slow
def test_a_recording_of_a_voice_has_its_truth() -> None:
    recording = next(neural.recordings("train", seconds_per_voice=5, seed=1, voices=("if_sara", "af_alloy")))
    voiced = recording.f0_hz[recording.f0_hz > 0]
    assert recording.source == "neural"
    assert recording.split == "train"
    assert recording.pauses_s
    assert recording.nuclei_s
    assert 0.3 < len(voiced) / len(recording.f0_hz) < 0.9
    assert np.isnan(recording.f0_hz).mean() < 0.15
    assert (recording.f0_hz[recording.is_speech == 0] == 0).all()
    rate_sps = len(recording.nuclei_s) / (np.nansum(recording.is_speech) / 100)
    assert 2.0 < rate_sps < 8.0
