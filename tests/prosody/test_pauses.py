import numpy as np
import pytest

from simulator.flow.prosody import Pause
from simulator.flow.speech import Word
from simulator.prosody.activity import Activity, find_activity
from simulator.prosody.activity_head import Heard
from simulator.prosody.pauses import filled_pauses, silent_pauses
from simulator.prosody.tracking import frames_of
from tests.prosody.talkers import VOICES, Talker, degrade, speak


def activity_of(speech_steps: str, filler_odds: tuple[float, ...] = ()) -> Activity:
    """A step of 50 ms per character, speech where it is "x"; log odds of a filler per 100 ms."""
    is_speech = np.repeat([mark == "x" for mark in speech_steps], 10)
    odds = np.repeat(np.array(filler_odds, np.float32), 10)
    nothing = np.zeros(len(is_speech), np.float32)
    return Activity(is_speech, is_speech, Heard(nothing, nothing[::2], odds))


SURE_AND_DOUBTFUL = activity_of("x" * 26, (-9, -9, 5, 5, 5, 5, -9, -9, -9, -1.5, -1.5, -9, -9))


def test_gaps_of_150_ms_inside_the_turn_are_pauses() -> None:
    found = silent_pauses(activity_of("....xx...xxx..xxxx....x......"))
    assert found == (Pause(300, 450, "silent"), Pause(900, 1100, "silent"))


def test_without_speech_there_is_no_pause() -> None:
    assert silent_pauses(activity_of("......")) == silent_pauses(activity_of("")) == ()


@pytest.mark.parametrize("condition", ["clean", "white10", "tel", "quiet40"])
def test_pauses_of_running_speech(condition: str) -> None:
    onsets, n_found, n_known = [], 0, 0
    for seed, voice in enumerate(VOICES):
        recording = speak(voice, seed=31 + seed, seconds=8, filler_prob=0.0, pause_s=(0.25, 1.0))
        found = silent_pauses(find_activity(frames_of(degrade(recording, condition, seed=31), 16_000)))
        known = [1000 * start_s for start_s, _ in recording.pauses_s or ()]
        n_found, n_known = n_found + len(found), n_known + len(known)
        onsets += [min(abs(pause.start_ms - ms) for pause in found) for ms in known]
    assert abs(n_found - n_known) <= 0.05 * n_known
    assert np.median(onsets) <= 20


@pytest.mark.parametrize("voice", VOICES[:2], ids=lambda voice: voice.name)
@pytest.mark.parametrize("condition", ["clean", "white10"])
def test_filled_pauses_are_found_in_the_sound(voice: Talker, condition: str) -> None:
    n_known = n_found = n_right = 0
    for seed in (3, 4):
        recording = speak(voice, seed=seed, seconds=15, filler_prob=0.7)
        found = filled_pauses(find_activity(frames_of(degrade(recording, condition, seed=1), 16_000)))
        known = [(1000 * a, 1000 * b) for a, b in recording.fillers_s or ()]
        n_known, n_found = n_known + len(known), n_found + len(found)
        n_right += sum(any(p.start_ms < b - 60 and p.end_ms > a + 60 for a, b in known) for p in found)
    assert n_known >= 6
    assert n_right >= 0.8 * n_found
    assert n_right >= 0.6 * n_known


def test_what_the_head_is_sure_of_is_a_filled_pause() -> None:
    assert filled_pauses(SURE_AND_DOUBTFUL) == (Pause(200, 600, "filled"),)


def test_an_ordinary_word_over_it_makes_it_a_long_vowel() -> None:
    assert filled_pauses(SURE_AND_DOUBTFUL, (Word("maar", 150, 650, 0.9),)) == ()
    assert len(filled_pauses(SURE_AND_DOUBTFUL, (Word("maar", 450, 950, 0.9),))) == 1


@pytest.mark.parametrize("text", ["Euh,", "er"])
def test_a_filler_word_confirms_what_the_head_doubts(text: str) -> None:
    found = filled_pauses(SURE_AND_DOUBTFUL, (Word(text, 850, 1050, 0.9),))
    assert found == (Pause(200, 600, "filled"), Pause(900, 1100, "filled"))


def test_a_word_that_is_only_a_filler_counts_and_an_ambiguous_one_does_not() -> None:
    unheard = activity_of("x" * 20, (-9,) * 10)
    assert filled_pauses(unheard, (Word("euh", 400, 700, 0.9),)) == (Pause(400, 700, "filled"),)
    assert filled_pauses(unheard, (Word("er", 400, 700, 0.9),)) == ()
