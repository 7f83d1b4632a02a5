from pathlib import Path

import numpy as np
import pytest
import soundfile

from corpus import laryngograph
from corpus.laryngograph import from_closures, from_pitch
from corpus.trackers import frame_centres_s, track
from simulator.errors import BadInput, NotFound
from tests.corpus.sounds import RATE_HZ, glide, sung

CENTRES_S = frame_centres_s(RATE_HZ)


def test_pitch_every_15_ms_is_read_between_its_values() -> None:
    f0_hz = glide(100.0, 140.0, 1.0)
    every_15_ms = f0_hz[np.arange(67) * 240]
    truth_hz = from_pitch(every_15_ms, CENTRES_S)
    expected = f0_hz[(CENTRES_S * RATE_HZ).astype(int)]
    known = ~np.isnan(truth_hz)
    assert known.sum() >= 98
    assert np.abs(1200 * np.log2(truth_hz[known] / expected[known])).max() < 3


def test_nothing_is_said_between_voiced_and_unvoiced_nor_across_a_doubled_pulse() -> None:
    values = np.array([0.0, 0, 100, 100, 200, 200, 0, 0])
    truth_hz = from_pitch(values, np.array([0.005, 0.02, 0.035, 0.05, 0.065, 0.08, 0.095, 0.2]))
    assert truth_hz == pytest.approx([0, np.nan, 100, np.nan, 200, np.nan, 0, np.nan], nan_ok=True)


def test_pitch_of_closures_is_one_over_their_period() -> None:
    closures_s = 0.3 + np.arange(41) / 125.0
    truth_hz = from_closures(closures_s, CENTRES_S)
    assert truth_hz[33:59] == pytest.approx(125.0, rel=1e-5)
    assert np.all(truth_hz[:28] == 0)
    assert np.all(truth_hz[64:] == 0)
    assert np.isnan(truth_hz[29])


def test_irregular_periods_are_left_open() -> None:
    closures_s = 0.3 + np.cumsum(np.tile([0.006, 0.011], 20))
    truth_hz = from_closures(closures_s, CENTRES_S)
    assert np.all(np.isnan(truth_hz[32:60]))


def test_two_closures_are_no_voice() -> None:
    assert np.all(from_closures(np.array([0.1, 0.11]), CENTRES_S) == 0)


def lay(folder: Path, voice_hz: float = 120.0) -> None:
    (folder / "fda_ue").mkdir(parents=True)
    (folder / "arctic_gci").mkdir()
    sound = sung(np.full(RATE_HZ, voice_hz))
    soundfile.write(folder / "fda_ue" / "rl001.wav", sound, RATE_HZ)
    (folder / "fda_ue" / "rl001.f0ref").write_text("120.0\n" * 67)
    soundfile.write(folder / "arctic_gci" / "en-CA.m.JmkAr_arctic_a0001.wav", sound, RATE_HZ)
    marks = "".join(f"{i / voice_hz:.6f} {i / voice_hz:.6f} V\n" for i in range(120))
    (folder / "arctic_gci" / "en-CA.m.JmkAr_arctic_a0001.pm").write_text(marks)


def test_what_is_laid_is_read_and_is_for_tests_only(tmp_path: Path) -> None:
    lay(tmp_path)
    assert laryngograph.is_here(tmp_path)
    read = list(laryngograph.recordings(tmp_path))
    assert [r.voice for r in read] == ["fda-rl", "arctic-jmkar"]
    for recording in read:
        assert recording.split == "test"
        assert recording.source == "laryngograph"
        assert np.nanmedian(recording.f0_hz) == pytest.approx(120.0, rel=0.001)


def test_a_broken_reference_is_told_by_name(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "fda_ue" / "rl001.f0ref").write_text("120\nhundred\n")
    with pytest.raises(BadInput, match=r"rl001\.f0ref: not a column of numbers"):
        list(laryngograph.recordings(tmp_path))


def test_where_nothing_is_laid_the_error_says_where_to_get_it(tmp_path: Path) -> None:
    assert not laryngograph.is_here(tmp_path)
    with pytest.raises(NotFound, match=r"docs/corpus\.md"):
        list(laryngograph.recordings(tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(not laryngograph.is_here(), reason="no laryngograph speech in corpus/cache (docs/corpus.md)")
def test_the_real_sets_lie_where_the_trackers_hear_them() -> None:
    apart = []
    for recording in list(laryngograph.recordings())[::12]:
        heard_hz = track(recording.samples).swift_hz
        both = (recording.f0_hz > 0) & (heard_hz > 0)
        apart.append(np.median(np.abs(1200 * np.log2(heard_hz[both] / recording.f0_hz[both]))))
    assert np.median(apart) < 25
