import numpy as np
import pytest

from corpus import contours, resynthesis
from corpus.clips import Clip
from corpus.consensus import label
from corpus.contours import CONTOURS, imposed
from corpus.interruptions import filler, joined, pieces_of, silence, spans_s
from corpus.recording import Recording
from corpus.sources import catalogue
from corpus.trackers import track
from corpus.world import put_together, take_apart, truth_hz
from tests.corpus.sounds import RATE_HZ, glide, hiss, sung
from tests.corpus.test_recorded import only

VOICE = catalogue().voice("carlo")


@pytest.fixture(scope="module")
def talk() -> Clip:
    """Four sung words with gaps of 60 to 300 ms between."""
    parts = [hiss(0.2, 1e-4)]
    for i, gap_s in enumerate((0.06, 0.12, 0.3, 0.2)):
        parts += [sung(glide(100.0 + 10 * i, 150.0, 0.7)), hiss(gap_s, 1e-4, i)]
    sound = np.concatenate(parts)
    return Clip(sound, label(sound))


def made(talk: Clip, seed: int) -> Recording:
    recording = resynthesis.resynthesised(talk, VOICE, "one", np.random.default_rng(seed))
    assert recording is not None
    return recording


@pytest.mark.parametrize("contour", [c for c in CONTOURS if c != "whisper"])
def test_the_imposed_pitch_is_what_the_trackers_hear(talk: Clip, contour: contours.Contour) -> None:
    given = take_apart(talk.samples, talk.labels.f0_hz)
    told = given.with_f0(imposed(given.f0_hz, contour, np.random.default_rng(5)))
    sound = put_together(told)
    truth = truth_hz(told, len(sound) // 160)
    heard = track(sound).swift_hz
    both = (truth > 0) & (heard > 0)
    assert both.sum() > 0.9 * (truth > 0).sum() > 100
    cents = 1200 * np.log2(heard[both] / truth[both])
    assert abs(np.median(cents)) < 8
    assert np.mean(np.abs(cents) > 100) < 0.03


def test_a_whisper_has_no_pitch(talk: Clip) -> None:
    given = take_apart(talk.samples, talk.labels.f0_hz)
    told = given.with_f0(imposed(given.f0_hz, "whisper", np.random.default_rng(5)))
    sound = put_together(told)
    assert np.all(truth_hz(told, len(sound) // 160) == 0)
    assert np.mean(track(sound).praat_hz > 0) < 0.1


def test_a_final_rise_rises_and_nothing_before_it_does() -> None:
    f0_hz = np.full(400, 120.0)
    risen = imposed(f0_hz, "rise", np.random.default_rng(2))
    assert 3 <= 12 * np.log2(risen[-1] / risen[0]) <= 10
    assert np.ptp(risen[:290]) == 0


def test_every_contour_stays_within_what_a_voice_can_do() -> None:
    rng = np.random.default_rng(0)
    f0_hz = np.concatenate((np.zeros(20), np.geomspace(60, 590, 400), np.zeros(20)))
    for contour in CONTOURS:
        new_hz = imposed(f0_hz, contour, rng)
        assert np.all(new_hz[f0_hz == 0] == 0)
        voiced = new_hz[f0_hz > 0]
        assert np.all((voiced == 0) if contour == "whisper" else ((voiced >= 55) & (voiced <= 620)))
    assert {contours.drawn(rng) for _ in range(300)} == set(CONTOURS)


@pytest.mark.parametrize("seed", range(6))
def test_pauses_are_silent_and_nothing_else_is(talk: Clip, seed: int) -> None:
    recording = made(talk, seed)
    level_db = 10 * np.log10(
        np.mean(recording.samples[: len(recording.f0_hz) * 160].reshape(-1, 160) ** 2, axis=1) + 1e-12
    )
    loud_db = np.percentile(level_db, 90)
    assert recording.pauses_s is not None
    for start_s, end_s in recording.pauses_s:
        assert 0.15 <= end_s - start_s <= 1.2
        frames = slice(round(start_s * 100), round(end_s * 100))
        assert level_db[frames].max() < loud_db - 30
        assert np.all(np.nan_to_num(recording.is_speech[frames]) == 0)
        assert level_db[frames.start - 3 : frames.start].max() > loud_db - 34
        assert level_db[frames.stop : frames.stop + 3].max() > loud_db - 34


def test_a_filler_is_long_flat_and_the_talkers_own(talk: Clip) -> None:
    voice = take_apart(talk.samples, talk.labels.f0_hz)
    for seed in range(5):
        held = filler(voice, np.random.default_rng(seed))
        assert held is not None
        assert 24 <= held.n_frames <= 70
        f0_hz = held.f0_hz[held.f0_hz > 0]
        assert len(f0_hz) >= held.n_frames - 4
        assert 12 * np.log2(f0_hz.max() / f0_hz.min()) < 2
        heard = track(np.concatenate((hiss(0.1, 1e-5), held.samples, hiss(0.1, 1e-5)))).swift_hz[15:-15]
        assert np.median(heard[heard > 0]) == pytest.approx(np.median(f0_hz), rel=0.02)


def test_a_voice_without_vowels_gives_no_filler() -> None:
    noise = hiss(1.0, 0.1)
    voice = take_apart(noise, np.zeros(100, dtype=np.float32))
    assert filler(voice, np.random.default_rng(0)) is None


def test_fillers_of_some_talk_are_where_they_are_said_to_be(talk: Clip) -> None:
    found = [(r, span) for r in (made(talk, seed) for seed in range(8)) for span in r.fillers_s or ()]
    assert found
    for recording, (start_s, end_s) in found:
        frames = slice(round(start_s * 100) + 3, round(end_s * 100) - 3)
        assert 0.2 <= end_s - start_s <= 0.75
        assert np.all(recording.is_speech[frames] == 1)


def test_letters_say_nothing_of_fillers(talk: Clip) -> None:
    letters = VOICE.model_copy(update={"style": "letters"})
    recording = resynthesis.resynthesised(talk, letters, "one", np.random.default_rng(0))
    assert recording is not None
    assert recording.fillers_s is None


def test_pieces_are_whole_and_their_truth_is_joined_in_order() -> None:
    voice = sung(np.full(RATE_HZ // 2, 100.0))
    sound = np.concatenate((hiss(0.2, 1e-5), voice, hiss(0.2, 1e-5), voice, hiss(0.2, 1e-5)))
    f0_hz = np.zeros(160, dtype=np.float32)
    f0_hz[20:70] = f0_hz[90:140] = 100.0
    pieces = pieces_of(sound, f0_hz)
    assert [p.kind for p in pieces] == ["speech", "gap", "speech"]
    rng = np.random.default_rng(0)
    told = [pieces[0], silence(sound, 30, rng), pieces[2]]
    samples, truth, speech = joined(told)
    assert len(samples) == 160 * len(truth) == 160 * len(speech)
    n = pieces[0].n_frames
    assert np.array(spans_s(told, "silence")) == pytest.approx(np.array([[n / 100, (n + 30) / 100]]))
    assert np.all(truth[n + 2 : n + 28] == 0)


@pytest.mark.slow
def test_a_real_voice_is_resynthesised_the_same_each_time() -> None:
    first, again = (
        list(resynthesis.recordings("tune", seconds_per_voice=10, seed=3, sources=only("armelle"))) for _ in range(2)
    )
    assert first
    assert [r.samples.tobytes() for r in first] == [r.samples.tobytes() for r in again]
    assert {r.split for r in first} == {"tune"}
    for recording in first:
        heard = track(recording.samples).praat_hz
        both = (recording.f0_hz > 0) & (heard > 0)
        if both.sum() > 50:
            assert np.median(np.abs(1200 * np.log2(heard[both] / recording.f0_hz[both]))) < 30
