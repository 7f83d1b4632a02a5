import numpy as np
import pytest

from benchmarks.prosody import material
from corpus.recording import Recording


def recording(split: str = "test") -> Recording:
    return Recording(
        "a-1", "a", "formant", split, np.zeros(16_000, np.float32), np.zeros(100, np.float32),  # type: ignore[arg-type]
        np.zeros(100, np.float32), ((0.1, 0.3), (0.4, 0.6)), (0.2, 0.7), None,
    )  # fmt: skip


def test_a_beginning_keeps_its_truth() -> None:
    cut = material.beginning(recording(), 0.5)
    assert (len(cut.samples), len(cut.f0_hz), len(cut.is_speech)) == (8_000, 50, 50)
    assert (cut.pauses_s, cut.nuclei_s, cut.fillers_s) == (((0.1, 0.3),), (0.2,), None)
    assert material.beginning(recording(), 2).pauses_s == recording().pauses_s


def test_the_same_seed_gives_the_same_sound() -> None:
    one, same, other = (material.load(seconds=4, seed=seed, sources=("formant",)) for seed in (1, 1, 2))
    first, again, another = (library.of("formant").recordings[0] for library in (one, same, other))
    np.testing.assert_array_equal(one.heard(first, "white10"), same.heard(again, "white10"))
    assert another.name != first.name


def test_only_the_test_split_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(material._READERS, "formant", lambda seconds, seed: [recording("train")])
    with pytest.raises(ValueError, match="only test is reported"):
        material.load(seconds=4, seed=1, sources=("formant",))


def test_a_source_that_cannot_be_had_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(material._READERS, "neural", lambda *given: material._per_voice("nothing", *given))
    (absent,) = material.load(seconds=4, seed=1, sources=("neural",)).materials
    assert "corpus.nothing" in absent.absent_because
    assert absent.recordings == ()
