import numpy as np
import pytest

from corpus import channels
from corpus.babble import babble, talkers_of, usual_talkers
from corpus.conditions import CONDITIONS, augment, degrade
from corpus.formant import speak
from corpus.noises import any_noise, music
from corpus.recording import RATE_HZ, Recording
from corpus.rooms import room_response
from corpus.speech_level import active_power
from corpus.talker import Talker

TEST_TALK = speak(Talker("steady", "test", 130.0, 1.0), seed=1, seconds=8)
TRAIN_TALK = speak(Talker("other", "train", 180.0, 1.1), seed=2, seconds=8)


def lag_samples(heard: np.ndarray, sent: np.ndarray) -> int:
    match = np.fft.irfft(np.fft.rfft(heard) * np.conj(np.fft.rfft(sent)))
    lag = int(np.argmax(match))
    return lag if lag < len(match) / 2 else lag - len(match)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_keeps_length_and_time(condition: str) -> None:
    heard = degrade(TEST_TALK, condition, seed=3)
    assert heard.dtype == np.float32
    assert heard.shape == TEST_TALK.samples.shape
    assert np.abs(heard).max() <= 1.0
    assert abs(lag_samples(heard, TEST_TALK.samples)) <= 4
    assert np.array_equal(heard, degrade(TEST_TALK, condition, seed=3))
    if condition != "clean":
        assert not np.allclose(heard, TEST_TALK.samples, atol=1e-5)


@pytest.mark.parametrize("condition", ["white20", "white0", "pink10", "babble10", "music10", "hum10"])
def test_noise_is_as_strong_as_its_name_says_under_active_speech(condition: str) -> None:
    noise = degrade(TEST_TALK, condition, seed=1) - TEST_TALK.samples
    speech = TEST_TALK.samples[: len(TEST_TALK.is_speech) * 160].reshape(-1, 160)[TEST_TALK.is_speech == 1]
    snr_db = 10 * np.log10(np.mean(speech**2) / np.mean(noise**2))
    assert snr_db == pytest.approx(float(condition.lstrip("abcdefghijklmnopqrstuvwxyz")), abs=0.1)


def test_music_never_reaches_training() -> None:
    with pytest.raises(ValueError, match="test split alone"):
        degrade(TRAIN_TALK, "music10", seed=1)
    rng = np.random.default_rng(1)
    assert not any("music" in augment(TRAIN_TALK, rng)[1] for _ in range(10))
    assert not any(any_noise(1600, rng)[1] == "music" for _ in range(50))


def test_an_unknown_condition_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="white20"):
        degrade(TEST_TALK, "rain", seed=1)
    with pytest.raises(ValueError, match="opus"):
        channels.coded(np.zeros(1600), "speex")


def test_quiet_is_forty_db_down() -> None:
    assert np.allclose(degrade(TEST_TALK, "quiet40", seed=1), 0.01 * TEST_TALK.samples, atol=1e-7)


def test_clipping_holds_the_share_at_full_scale() -> None:
    heard = degrade(TEST_TALK, "clip", seed=2)
    assert 0.045 < np.mean(np.abs(heard) >= 0.999) < 0.155


def test_the_telephone_loses_lows_and_highs() -> None:
    power = np.abs(np.fft.rfft(degrade(TEST_TALK, "tel", seed=1))) ** 2
    sent = np.abs(np.fft.rfft(TEST_TALK.samples)) ** 2
    hz = np.fft.rfftfreq(len(TEST_TALK.samples), 1 / RATE_HZ)
    for band, least, most in (((60, 200), 0.0, 0.02), ((500, 3000), 0.8, 1.25), ((4500, 7900), 0.0, 0.2)):
        inside = (hz > band[0]) & (hz < band[1])
        assert least <= power[inside].sum() / sent[inside].sum() <= most


@pytest.mark.parametrize("codec", channels.CODECS)
def test_codecs_do_not_delay(codec: str) -> None:
    sent = TEST_TALK.samples.astype(np.float64)
    heard = channels.coded(sent, codec)
    assert abs(lag_samples(heard, sent)) <= 2
    assert 3 < 10 * np.log10(np.mean(sent**2) / np.mean((heard - sent) ** 2)) < 45


def test_a_room_starts_with_the_direct_path_and_dies_in_its_time() -> None:
    response = room_response(0.5, 0.0, np.random.default_rng(3))
    assert response[0] == 1.0
    assert np.sum(response[1:] ** 2) == pytest.approx(1.0)
    left_db = 10 * np.log10(np.cumsum(response[::-1] ** 2)[::-1])
    fall_s = (np.argmax(left_db < left_db[800] - 30) - 800) / RATE_HZ
    assert fall_s == pytest.approx(0.25, rel=0.25)
    with pytest.raises(ValueError, match="above 0"):
        room_response(0.0, 0.0, np.random.default_rng(3))


def test_background_talkers_of_training_and_test_differ() -> None:
    assert not any(
        np.array_equal(a[:8000], b[:8000]) for a in usual_talkers("train").voices for b in usual_talkers("test").voices
    )
    rng = np.random.default_rng(1)
    assert np.isfinite(babble(RATE_HZ * 40, 8, usual_talkers("train"), rng)).all()
    with pytest.raises(ValueError, match="at least 1"):
        babble(100, 0, usual_talkers("train"), rng)


def test_augmentation_varies_stays_in_scale_and_repeats() -> None:
    made = [augment(TRAIN_TALK, np.random.default_rng(seed)) for seed in range(16)]
    for samples, _ in made:
        assert samples.dtype == np.float32
        assert samples.shape == TRAIN_TALK.samples.shape
        assert np.isfinite(samples).all()
        assert 0 < np.abs(samples).max() <= 1
    assert len({name for _, name in made}) > 6
    again, name = augment(TRAIN_TALK, np.random.default_rng(7))
    assert np.array_equal(again, made[7][0])
    assert name == made[7][1]


def test_active_level_counts_speech_only_or_the_loud_part_where_nobody_knows() -> None:
    silent = np.zeros(16_000, np.float32)
    tone = (0.5 * np.sin(np.arange(16_000) * 0.1)).astype(np.float32)
    flags = np.repeat(np.array([0, 1], np.float32), 100)
    for is_speech in (flags, np.full(200, np.nan, np.float32)):
        half = Recording(
            "r", "v", "formant", "test", np.concatenate([silent, tone]), np.zeros(200, np.float32), is_speech
        )
        assert active_power(half) == pytest.approx(0.125, rel=0.01)


def test_music_has_no_gap_and_a_scale() -> None:
    sound = music(4 * RATE_HZ, np.random.default_rng(2))
    assert len(sound) == 4 * RATE_HZ
    assert (np.sqrt(np.mean(sound.reshape(-1, 4000) ** 2, axis=1)) > 0).all()


def test_talkers_of_another_split_are_refused() -> None:
    training = talkers_of([TRAIN_TALK])
    with pytest.raises(ValueError, match="of train"):
        degrade(TEST_TALK, "babble10", seed=1, talkers=training)
    with pytest.raises(ValueError, match="exactly one"):
        talkers_of([TRAIN_TALK, TEST_TALK])
    assert len(talkers_of([TRAIN_TALK], beside=usual_talkers("train")).voices) > 20
    assert augment(TRAIN_TALK, np.random.default_rng(1), talkers=training)[0].shape == TRAIN_TALK.samples.shape
