import math

import numpy as np
import pytest

from simulator.prosody.activity import find_activity
from simulator.prosody.syllables import articulation_rate, find_nuclei, prominent_peaks
from simulator.prosody.tracking import frames_of
from tests.prosody.talkers import VOICES, degrade, speak


@pytest.mark.parametrize("condition", ["clean", "white10", "pink10", "tel"])
def test_syllables_are_counted_where_they_are(condition: str) -> None:
    n_found = n_known = n_near = 0
    for seed, voice in enumerate(VOICES):
        recording = speak(voice, seed=40 + seed, seconds=8, filler_prob=0.0)
        frames = frames_of(degrade(recording, condition, seed=1), 16_000)
        found, known = find_nuclei(find_activity(frames)), 1000 * np.array(recording.nuclei_s)
        n_found, n_known = n_found + len(found), n_known + len(known)
        n_near += sum(np.abs(found - ms).min() <= 60 for ms in known)
    assert n_found == pytest.approx(n_known, rel=0.08)
    assert n_near >= 0.85 * n_known


def test_peaks_count_from_a_dip_on() -> None:
    track = np.array([0.0, 0.5, 0.45, 0.6, 0.1, 0.3, 0.0])
    assert prominent_peaks(track, 0.1).tolist() == [3, 5]
    assert prominent_peaks(track, 0.04).tolist() == [1, 3, 5]
    assert prominent_peaks(np.zeros(1), 0.1).tolist() == []


def test_a_turn_without_frames_has_no_nuclei() -> None:
    frames = frames_of(np.zeros(0, np.float32), 16_000)
    assert find_nuclei(find_activity(frames)).shape == (0,)


def test_no_rate_is_told_below_a_second_of_speech() -> None:
    assert articulation_rate(12, 2_000) == 6.0
    assert math.isnan(articulation_rate(5, 999))
