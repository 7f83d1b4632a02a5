import numpy as np
import pytest

from corpus.consensus import agreed_f0_hz, closest_pair_hz, is_clean, label, objection, without_tails
from corpus.loudness import measure, pauses, speech_frames
from corpus.trackers import Tracks, frame_centres_s, track
from tests.corpus.sounds import RATE_HZ, glide, hiss, sung

N_SAMPLES = RATE_HZ // 100


@pytest.mark.parametrize(("low_hz", "high_hz"), [(90.0, 140.0), (170.0, 260.0), (240.0, 400.0)])
def test_the_three_trackers_share_one_clock(low_hz: float, high_hz: float) -> None:
    """A lag of 5 ms would show as 30 cents and more on these swings."""
    f0_hz = glide(low_hz, high_hz, 4.0)
    tracks = track(sung(f0_hz))
    truth_hz = f0_hz[(frame_centres_s(len(f0_hz)) * RATE_HZ).astype(int)]
    inner = slice(20, -20)
    for heard_hz in (tracks.praat_hz, tracks.rapt_hz, tracks.swift_hz):
        cents = 1200 * np.log2(heard_hz[inner] / truth_hz[inner])
        assert np.median(np.abs(cents)) < 8


@pytest.mark.parametrize("gain", [1.0, 0.01])
def test_labels_of_a_sung_swing_are_its_pitch_whatever_its_level(gain: float) -> None:
    f0_hz = glide(110.0, 180.0, 2.0)
    sound = np.concatenate((hiss(0.5, 1e-4), sung(f0_hz) + hiss(2.0, 1e-4, 1), hiss(0.5, 1e-4, 2))) * np.float32(gain)
    labels = label(sound)
    truth_hz = f0_hz[(frame_centres_s(len(f0_hz)) * RATE_HZ).astype(int)]
    inside = labels.f0_hz[55:245]
    assert np.mean(inside > 0) > 0.97
    assert np.nanmedian(np.abs(1200 * np.log2(inside / truth_hz[5:195]))) < 8
    assert np.all(labels.f0_hz[:45] == 0)
    assert np.all(labels.is_speech[:45] == 0)
    assert np.all(labels.is_speech[55:245] == 1)


def of(praat: float, rapt: float, swift: float, strength: float = 0.9, confidence: float = 0.9) -> float:
    tracks = Tracks(*(np.full(50, value) for value in (praat, strength, rapt, swift, confidence)))
    loud = measure(np.concatenate((hiss(0.25, 0.1), hiss(0.25, 1e-5, 1))))
    truth = agreed_f0_hz(tracks, loud)
    return float(truth[5])


@pytest.mark.parametrize(
    ("case", "truth_hz"),
    [
        ((100, 101, 100, 0.5, 0.6), 100.0),  # all three
        ((100, 101, 0, 0.9, 0.2), 100.5),  # two, strongly periodic
        ((100, 101, 0, 0.5, 0.2), np.nan),  # two, weakly
        ((100, 101, 200, 0.9, 0.9), np.nan),  # an octave between them
        ((100, 120, 0, 0.9, 0.2), np.nan),
        ((0, 0, 0, 0.0, 0.1), 0.0),
        ((0, 100, 0, 0.0, 0.1), 0.0),  # one, and no evidence for it
        ((0, 100, 0, 0.0, 0.4), np.nan),
        ((0, 0, 100, 0.0, 0.9), np.nan),
    ],
)
def test_truth_is_what_they_agree_on_and_nothing_else(case: tuple[float, ...], truth_hz: float) -> None:
    assert of(*case) == pytest.approx(truth_hz, rel=0.003, nan_ok=True)


def test_no_voice_is_heard_where_there_is_no_sound() -> None:
    tracks = Tracks(*(np.full(50, value) for value in (100.0, 0.9, 100.0, 100.0, 0.9)))
    truth = agreed_f0_hz(tracks, measure(np.concatenate((hiss(0.25, 0.1), hiss(0.25, 1e-5, 1)))))
    assert np.all(np.isnan(truth[30:]))


def test_the_closest_two_meet_in_the_middle() -> None:
    pitch_hz = np.array([[100.0, 100, 0], [102.0, 150, 120], [180.0, 0, 0]])
    assert closest_pair_hz(pitch_hz) == pytest.approx([np.sqrt(100 * 102), np.nan, np.nan], nan_ok=True)
    assert objection(pitch_hz).tolist() == [True, True, False]


def test_pauses_and_closures_of_a_quiet_recording() -> None:
    voice = sung(np.full(RATE_HZ // 2, 120.0))
    quiet = [hiss(s, 1e-5, i) for i, s in enumerate((0.2, 0.4, 0.08, 0.2))]
    sound = np.concatenate((quiet[0], voice, quiet[1], voice, quiet[2], voice, quiet[3]))
    loudness = measure(sound)
    found = pauses(loudness)
    assert found is not None
    assert np.array(found) == pytest.approx(np.array([[0.7, 1.1]]), abs=0.011)
    speech = speech_frames(loudness)
    assert np.all(speech[75:105] == 0)
    assert np.all(np.isnan(speech[162:166]))  # 80 ms: a plosive might do that
    assert np.all(speech[25:65] == 1)


def test_nobody_can_say_where_a_pause_ends_in_a_slow_decay() -> None:
    voice = sung(np.full(RATE_HZ, 120.0))
    fading = voice * np.geomspace(1, 1e-4, len(voice)).astype(np.float32)
    sound = np.concatenate((voice, fading, hiss(0.3, 1e-5), voice))
    assert pauses(measure(sound)) is None


def test_of_a_reverberant_voice_only_what_is_loud_is_kept() -> None:
    voice = sung(np.full(RATE_HZ, 120.0))
    tail = sung(np.full(RATE_HZ // 2, 120.0), peak=0.03)
    labels = label(np.concatenate((voice, tail, hiss(0.3, 1e-4))))
    assert np.mean(labels.f0_hz[105:145] > 0) > 0.9
    kept = without_tails(labels)
    assert np.all(np.isnan(kept.f0_hz[105:145]))
    assert np.mean(kept.f0_hz[5:95] > 0) > 0.9
    assert np.all(kept.f0_hz[-20:] == 0)
    assert np.all(np.isnan(kept.is_speech[105:]))


def test_a_noisy_recording_is_not_clean() -> None:
    voice = sung(np.full(RATE_HZ, 120.0))
    assert not is_clean(label(voice + hiss(1.0, 0.03)))
    assert is_clean(label(np.concatenate((voice, hiss(0.3, 1e-4)))))
    assert not is_clean(label(voice[: 5 * N_SAMPLES]))
