import json
import sys

import numpy as np
import pytest

from simulator.prosody import synthetic
from simulator.prosody.bench import cents_rms, frame_error_pct, run_bench


def test_frame_error_counts_voicing_and_gross_errors_and_skips_unknown_frames() -> None:
    truth = np.array([0, 0, 100, 100, 100, np.nan], np.float32)
    found = np.array([0, 90, 0, 125, 101, 50], np.float32)
    assert frame_error_pct([found], [truth]) == pytest.approx(60)
    assert cents_rms([found], [truth]) == pytest.approx(1200 * np.log2(1.01), rel=1e-4)


def test_an_absent_peer_is_listed_as_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    table = run_bench(seconds=4, seed=3, conditions=("clean",), peers=("praat",))
    ours, praat = table.rows
    assert ours.name == "rechtuit"
    assert ours.ffe_pct["clean"] < 5
    assert np.isnan(ours.speed_ratio)
    assert praat.note == "not installed"
    assert praat.ffe_pct == {}
    assert "praat     not installed" in table.as_text()
    assert json.loads(json.dumps(table.as_dict(), allow_nan=False))["rows"][1]["cpu_ms_per_audio_s"] is None


@pytest.mark.parametrize(
    "wrong", [{"seconds": 1.0}, {"conditions": ("quiet",)}, {"peers": ("yin",)}], ids=lambda wrong: str(*wrong)
)
def test_what_cannot_be_measured_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="at least 4 s"):
        run_bench(**wrong)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_core_and_its_peers_are_scored_in_one_run() -> None:
    pytest.importorskip("parselmouth")
    pytest.importorskip("swift_f0")
    table = run_bench(
        seconds=16, seed=2, conditions=("clean", "quiet40"), peers=("praat", "swift-f0"), with_delivery=False
    )
    ours, praat, swift = table.rows
    assert all(row.cpu_ms_per_audio_s > 0 for row in table.rows)
    assert praat.speed_ratio == 1
    assert ours.ffe_pct["clean"] < praat.ffe_pct["clean"] + 1.5
    assert ours.ffe_pct["quiet40"] < swift.ffe_pct["quiet40"]


def test_the_same_seed_gives_the_same_sound_and_another_seed_another() -> None:
    voice = synthetic.VOICES[0]
    one, same, other = (synthetic.speak(voice, seed=seed, seconds=2) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.samples, same.samples)
    assert not np.array_equal(one.samples[:16_000], other.samples[:16_000])


def test_noise_is_as_loud_as_it_says() -> None:
    recording = synthetic.speak(synthetic.VOICES[1], seed=1, seconds=4)
    noise = synthetic.degrade(recording, "white10", seed=1) - recording.samples
    speaking = recording.samples[np.repeat(np.abs(np.nan_to_num(recording.f0_hz, nan=1)) > 0, 160)]
    assert 10 * np.log10(np.mean(speaking**2) / np.mean(noise**2)) == pytest.approx(10, abs=1.5)
