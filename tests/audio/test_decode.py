import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio import read_audio
from simulator.errors import BadAudio, NotFound

TONE_HZ = 220.0


def tone(rate_hz: int, seconds: float = 1.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * TONE_HZ * np.arange(round(seconds * rate_hz)) / rate_hz)


def encoded(frames: np.ndarray, rate_hz: int, container: str = "WAV", subtype: str | None = None) -> bytes:
    stream = io.BytesIO()
    soundfile.write(stream, frames, rate_hz, format=container, subtype=subtype)
    return stream.getvalue()


def strongest_hz(samples: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * 16_000 / len(samples))


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_becomes_16_khz_with_the_same_pitch_and_length(rate_hz: int) -> None:
    samples = read_audio(encoded(tone(rate_hz), rate_hz))
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(16_000, abs=2)
    assert strongest_hz(samples) == pytest.approx(TONE_HZ, abs=1.1)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("container", "subtype"),
    [("WAV", "PCM_U8"), ("WAV", "PCM_16"), ("WAV", "PCM_24"), ("WAV", "FLOAT"), ("FLAC", "PCM_24"), ("OGG", "VORBIS")],
)
def test_any_container_and_width(container: str, subtype: str) -> None:
    samples = read_audio(encoded(tone(16_000), 16_000, container, subtype))
    expected = tone(16_000)
    assert len(samples) == len(expected)
    assert np.corrcoef(samples, expected)[0, 1] > 0.999


def test_stereo_is_averaged() -> None:
    left, right = np.full(1600, 0.5), np.full(1600, -0.25)
    samples = read_audio(encoded(np.stack([left, right], axis=1), 16_000, subtype="FLOAT"))
    assert samples == pytest.approx(np.full(1600, 0.125))


def test_reads_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(encoded(tone(16_000), 16_000, "FLAC"))
    assert len(read_audio(tmp_path / "a.flac")) == 16_000


def test_missing_file_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"weg\.wav: no such file"):
        read_audio(tmp_path / "weg.wav")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_audio(tmp_path)


def broken_audio() -> dict[str, tuple[bytes, str]]:
    spoilt = tone(16_000)
    spoilt[100] = np.nan
    endless = tone(16_000)
    endless[100] = np.inf
    return {
        "not audio": (b"this is a text file, not a recording", "not readable as audio"),
        "no bytes": (b"", "not readable as audio"),
        "no samples": (encoded(np.zeros(0), 16_000), "holds no samples"),
        "nan": (encoded(spoilt, 16_000, subtype="FLOAT"), "not numbers"),
        "infinity": (encoded(endless, 16_000, subtype="FLOAT"), "not numbers"),
        "rate too low": (encoded(tone(4_000), 4_000), "4000 Hz"),
        "rate too high": (encoded(tone(192_000), 192_000), "192000 Hz"),
    }


@pytest.mark.parametrize("case", broken_audio())
def test_broken_audio_is_said_in_one_line(case: str) -> None:
    data, reason = broken_audio()[case]
    with pytest.raises(BadAudio, match=reason) as caught:
        read_audio(data, where="upload.wav")
    assert str(caught.value).startswith("upload.wav: ")
    assert "\n" not in str(caught.value)


def test_a_cut_off_wav_gives_what_is_there() -> None:
    whole = encoded(tone(16_000), 16_000)
    samples = read_audio(whole[: len(whole) // 2])
    assert 7_000 < len(samples) < 9_000
