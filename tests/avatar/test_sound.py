import numpy as np
import pytest

from simulator.avatar.sound import LEAD_MS, TAIL_MS, Timed, joined, shift_pitch, spoken_audio


def tone(rate_hz: int, start_s: float, end_s: float, total_s: float, hz: float = 440) -> np.ndarray:
    time_s = np.arange(int(total_s * rate_hz)) / rate_hz
    sound = np.sin(2 * np.pi * hz * time_s) * ((time_s >= start_s) & (time_s < end_s))
    return (0.5 * sound).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [22_050, 24_000, 16_000])
def test_times_stay_on_the_sound_through_resampling_and_cutting(rate_hz: int) -> None:
    samples = tone(rate_hz, 0.5, 0.8, 2.0)
    spoken = spoken_audio(samples, rate_hz, [Timed("a", 0.5, 0.8)], [Timed("a", 0.5, 0.8)], voice_name="test")
    loud = np.flatnonzero(np.abs(spoken.pcm) > 3000)
    assert spoken.phones[0].start_ms == LEAD_MS
    assert loud[0] / 24 == pytest.approx(spoken.phones[0].start_ms, abs=1.5)
    assert loud[-1] / 24 == pytest.approx(spoken.phones[0].end_ms, abs=1.5)
    assert spoken.duration_ms == LEAD_MS + 300 + TAIL_MS
    assert spoken.words[0].start_ms == LEAD_MS


def test_a_tail_is_added_where_the_engine_left_none() -> None:
    spoken = spoken_audio(tone(24_000, 0, 0.3, 0.3), 24_000, [Timed("a", 0, 0.3)], [], voice_name="test", tail_ms=200)
    assert spoken.duration_ms == 500
    assert not spoken.pcm[-4000:].any()


def test_loud_sound_is_clipped_and_does_not_wrap() -> None:
    spoken = spoken_audio(np.full(2400, 1.5, np.float32), 24_000, [], [], voice_name="test", tail_ms=0)
    assert spoken.pcm.max() == 32767
    assert spoken.pcm.min() >= 0


def test_joined_pieces_keep_their_times() -> None:
    piece = spoken_audio(tone(24_000, 0, 0.3, 0.3), 24_000, [Timed("a", 0, 0.3)], [Timed("ja", 0, 0.3)], voice_name="v")
    whole = joined([piece, piece])
    assert whole.duration_ms == 2 * piece.duration_ms
    assert whole.phones[1].start_ms == piece.duration_ms + piece.phones[0].start_ms
    assert [word.text for word in whole.words] == ["ja", "ja"]


def test_pitch_moves_by_semitones() -> None:
    samples = tone(24_000, 0, 1, 1, hz=200)
    shifted = shift_pitch(samples, 24_000, 12)
    spectrum = np.abs(np.fft.rfft(shifted, 24_000))
    assert np.argmax(spectrum) == pytest.approx(400, abs=3)
    assert len(shifted) == pytest.approx(12_000, abs=2)
    assert shift_pitch(samples, 24_000, 0) is samples
