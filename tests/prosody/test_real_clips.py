"""Recorded Flemish speech with a word alignment: pauses are gaps between words.

`pauses_ms` of the manifest lists the silence that was *inserted* between sentences; the sentence before it ends in some
390 ms of recorded silence, so that the audible pause starts earlier. Truth for the edges is the gap between aligned
words; every inserted silence must lie inside a pause that was found.
"""

import csv
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from benchmarks.prosody.ours import pauses_s
from benchmarks.prosody.span_matching import score_pauses
from simulator.prosody import describe

AUDIO = Path(__file__).parents[2].parent / "shared/audio"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (AUDIO / "manifest.csv").is_file(), reason=f"no recordings in {AUDIO}"),
]


def clips() -> list[dict[str, str]]:
    with (AUDIO / "manifest.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_pauses_between_aligned_words() -> None:
    scores, covered, inserted = [], 0, 0
    for clip in clips():
        samples, rate = soundfile.read(AUDIO / clip["path"], dtype="float32")
        found = pauses_s(describe(samples, rate), "silent")
        words = json.loads(clip["words_ms"] or "[]")
        gaps = [(a[2] / 1000, b[1] / 1000) for a, b in itertools.pairwise(words) if b[1] - a[2] >= 150]
        scores.append(score_pauses(found, gaps))
        for start_ms, end_ms in json.loads(clip["pauses_ms"] or "[]"):
            inserted += 1
            covered += any(a <= start_ms / 1000 + 0.05 and b >= end_ms / 1000 - 0.05 for a, b in found)
    known = sum(score.n_known for score in scores)
    onset = np.abs([error for score in scores for error in score.onset_errors_ms])
    offset = np.abs([error for score in scores for error in score.offset_errors_ms])
    assert covered == inserted > 0
    assert sum(score.n_missed for score in scores) <= 0.03 * known
    assert sum(score.n_false for score in scores) <= 0.05 * known
    assert np.median(onset) <= 25
    assert np.percentile(onset, 95) <= 80
    assert np.median(offset) <= 30


def test_every_recording_has_pitch_and_pace_in_a_human_range() -> None:
    for clip in clips():
        samples, rate = soundfile.read(AUDIO / clip["path"], dtype="float32")
        delivery = describe(samples, rate)
        assert 100 < delivery.pitch.median_hz < 320, clip["path"]
        assert delivery.quality.usable, clip["path"]
        assert not delivery.articulation_rate_sps < 2.5, clip["path"]
        assert not delivery.articulation_rate_sps > 9, clip["path"]
