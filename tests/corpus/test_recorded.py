from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from corpus import flemish, recorded
from corpus.clips import Clip, clips_in, trimmed
from corpus.consensus import label
from corpus.decoding import decode
from corpus.roomtone import room_tone
from corpus.sources import Catalogue, catalogue
from corpus.trackers import track
from simulator.errors import BadAudio, BadInput, NotFound
from tests.corpus.sounds import RATE_HZ, hiss, sung


def word(f0_hz: float, seconds: float = 0.4) -> NDArray[np.float32]:
    voice = sung(np.full(int(seconds * RATE_HZ), f0_hz))
    return np.concatenate((hiss(0.2, 2e-4), voice, hiss(0.2, 2e-4, 1)))


def only(voice_id: str) -> Catalogue:
    """The catalogue with one voice."""
    voice = catalogue().voice(voice_id)
    archives = tuple(a for a in catalogue().archives if a.id in {c.archive for c in voice.clips})
    return Catalogue(archives=archives, voices=(voice,))


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100])
def test_any_rate_and_channels_become_16_khz_mono_without_dc(tmp_path: Path, rate_hz: int) -> None:
    t = np.arange(rate_hz) / rate_hz
    both = np.stack((0.2 + 0.3 * np.sin(2 * np.pi * 200 * t),) * 2, axis=1)
    soundfile.write(tmp_path / "a.wav", both, rate_hz)
    samples = decode(tmp_path / "a.wav")
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(RATE_HZ, abs=2)
    assert abs(samples.mean()) < 1e-3
    assert np.abs(samples[1000:-1000]).max() == pytest.approx(0.3, abs=0.005)


def test_what_is_no_sound_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all")
    with pytest.raises(BadAudio, match=r"a\.wav: cannot be read"):
        decode(tmp_path / "a.wav")


def test_a_long_recording_is_cut_where_it_is_quiet(tmp_path: Path) -> None:
    voice = sung(np.full(RATE_HZ * 2, 120.0))
    sound = np.concatenate([np.concatenate((voice, hiss(0.3, 1e-5, i))) for i in range(12)])
    soundfile.write(tmp_path / "a.wav", sound, RATE_HZ)
    clips = list(clips_in(tmp_path / "a.wav"))
    assert len(clips) > 1
    assert all(len(c.samples) / RATE_HZ <= 18 for c in clips)
    assert all(np.abs(c.samples[-160:]).max() < 1e-3 for c in clips)


def test_noise_gives_no_clips(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss(2.0, 0.05), RATE_HZ)
    assert list(clips_in(tmp_path / "a.wav")) == []


def test_silence_around_the_speech_is_cut_to_150_ms() -> None:
    sound = np.concatenate((hiss(2.0, 1e-5), sung(np.full(RATE_HZ, 120.0)), hiss(3.0, 1e-5, 1)))
    assert len(trimmed(sound)) / RATE_HZ == pytest.approx(1.3, abs=0.05)
    assert len(trimmed(np.zeros(RATE_HZ, dtype=np.float32))) <= RATE_HZ


def test_joined_words_keep_their_labels_and_know_the_gaps() -> None:
    clips = [Clip(word(hz), label(word(hz))) for hz in (110.0, 150.0, 220.0)]
    whole = recorded.join(clips, np.random.default_rng(1))
    n_frames = len(whole.samples) // 160
    assert len(whole.labels.f0_hz) == len(whole.labels.is_speech) == n_frames
    voiced = whole.labels.f0_hz[whole.labels.f0_hz > 0]
    assert sorted({round(float(hz), -1) for hz in voiced}) == [110, 150, 220]
    heard_hz = track(whole.samples).swift_hz
    both = (heard_hz > 0) & (whole.labels.f0_hz > 0)
    assert both.sum() > 90
    assert np.abs(1200 * np.log2(heard_hz[both] / whole.labels.f0_hz[both])).max() < 60
    gap = whole.labels.is_speech[82:98]
    assert np.all(gap == 0)


def test_room_tone_sounds_like_the_room() -> None:
    quiet = hiss(0.5, 1e-3)
    tone = room_tone(np.concatenate((sung(np.full(RATE_HZ, 120.0)), quiet)), RATE_HZ, np.random.default_rng(0))
    assert len(tone) == RATE_HZ
    assert tone.std() == pytest.approx(1e-3, rel=0.15)
    assert room_tone(np.zeros(10, dtype=np.float32), 5, np.random.default_rng(0)).tolist() == [0.0] * 5


def test_an_unknown_voice_and_a_broken_catalogue_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no recorded voice 'nobody'"):
        catalogue().voice("nobody")
    (tmp_path / "sources.yaml").write_text("archives: []\nvoices: [{id: x}]\n")
    with pytest.raises(BadInput, match=r"sources\.yaml: voices\.0"):
        catalogue(tmp_path / "sources.yaml")


@pytest.mark.slow
def test_a_real_voice_comes_from_its_package_the_same_each_time() -> None:
    first, again, other = (
        list(recorded.recordings("tune", seconds_per_voice=20, seed=seed, sources=only("armelle")))
        for seed in (1, 1, 2)
    )
    assert 20 <= sum(len(r.samples) for r in first) / RATE_HZ < 40
    assert [r.samples.tobytes() for r in first] == [r.samples.tobytes() for r in again]
    assert {r.samples.tobytes() for r in first} != {r.samples.tobytes() for r in other}
    assert all(2 * RATE_HZ <= len(r.samples) <= 20 * RATE_HZ for r in first)
    f0_hz = np.concatenate([r.f0_hz for r in first])
    assert 150 < np.median(f0_hz[f0_hz > 0]) < 260
    assert np.isnan(f0_hz).mean() < 0.15


@pytest.mark.slow
@pytest.mark.skipif(not flemish.FOLDER.is_dir(), reason="shared/audio is not beside this checkout")
def test_the_flemish_woman_is_heard_and_kept_for_tests() -> None:
    recording = next(flemish.recordings())
    assert recording.split == "test"
    assert 130 < np.median(recording.f0_hz[recording.f0_hz > 0]) < 300
