import math

import numpy as np
import pytest

from benchmarks.prosody.syllables import is_whispered, syllable_figures
from corpus.recording import Recording


def test_counts_places_and_rates() -> None:
    known, count, recall, precision, rate = syllable_figures([[0.1, 0.5, 0.9], [0.2]], [[0.1, 0.5], [0.2, 0.8]])
    assert known == 4
    assert count == pytest.approx(0)
    assert (recall, precision) == (75, 75)
    assert rate == pytest.approx(50)


def test_nothing_found_has_no_precision() -> None:
    _, count, recall, precision, _ = syllable_figures([[]], [[0.1]])
    assert (count, recall) == (-100, 0)
    assert math.isnan(precision)


@pytest.mark.parametrize(("n_voiceless", "expected"), [(0, False), (5, False), (6, True), (10, True)])
def test_a_whisper_is_told_by_vowels_without_voice(n_voiceless: int, expected: bool) -> None:
    f0_hz = np.repeat(np.where(np.arange(10) < n_voiceless, 0, 120), 10).astype(np.float32)
    nuclei_s = tuple(0.05 + 0.1 * np.arange(10))
    samples, is_speech = np.zeros(16_000, np.float32), np.ones(100, np.float32)
    assert (
        is_whispered(Recording("a", "a", "formant", "test", samples, f0_hz, is_speech, nuclei_s=nuclei_s)) is expected
    )
