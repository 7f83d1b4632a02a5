"""Every peer runs, and its clock is ours: a lag would be counted against it."""

import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.prosody.absent import load_or_reason
from benchmarks.prosody.peers import pause_finders, pitch_trackers, praat_nuclei
from benchmarks.prosody.pitch import trackers
from benchmarks.prosody.pitch_errors import lag_ms, score_pitch

pytestmark = pytest.mark.filterwarnings("ignore")
RATE_HZ = 16_000


def vibrato(low_hz: float = 170.0, high_hz: float = 260.0) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Three seconds of harmonics, four vibrations a second, and the pitch at frame centres."""
    at_s = np.arange(3 * RATE_HZ) / RATE_HZ
    contour = np.sqrt(low_hz * high_hz) * (high_hz / low_hz) ** (0.5 * np.sin(2 * np.pi * 4 * at_s))
    phase = 2 * np.pi * np.cumsum(contour) / RATE_HZ
    sound = sum(np.sin(k * phase) / k for k in range(1, 20))
    return np.asarray(0.1 * sound, np.float32), contour[80::160].astype(np.float32)


@pytest.mark.slow
@pytest.mark.parametrize("peer", pitch_trackers.PEERS, ids=lambda peer: peer.name)
def test_pitch_is_found_at_its_time(peer: pitch_trackers.Peer) -> None:
    find, reason = load_or_reason(peer.load)
    if find is None:
        pytest.skip(reason)
    samples, truth = vibrato()
    found = find(samples)
    assert abs(lag_ms([found], [truth])) <= 1
    assert score_pitch([found], [truth]).gpe_pct < 3


def talk(noise: float = 1e-4) -> NDArray[np.float32]:
    """A second of voice, 400 ms of silence, a second of voice."""
    voice, _ = vibrato()
    silence = np.zeros(int(0.4 * RATE_HZ), np.float32)
    samples = np.concatenate([silence, voice[:RATE_HZ], silence, voice[:RATE_HZ], silence])
    return np.asarray(samples + np.random.default_rng(0).normal(0, noise, len(samples)), np.float32)


def test_praat_finds_the_pause() -> None:
    peer = next(peer for peer in pause_finders.PEERS if peer.name == "praat silences")
    ((start_s, end_s),) = peer.load()(talk())
    assert start_s == pytest.approx(1.4, abs=0.05)
    assert end_s == pytest.approx(1.8, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("peer", pause_finders.PEERS, ids=lambda peer: peer.name)
def test_every_pause_finder_runs(peer: pause_finders.PausePeer) -> None:
    find, reason = load_or_reason(peer.load)
    if find is None:
        pytest.skip(reason)
    for start_s, end_s in find(talk()):
        assert 0 < start_s < end_s < len(talk()) / RATE_HZ


def test_gaps_are_those_inside_the_talk_of_150_ms_or_more() -> None:
    speech = np.array([0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0], bool)
    assert pause_finders.gaps(speech, 0.05) == [pytest.approx((0.25, 0.4))]


def test_de_jong_and_wempe_count_bursts_of_voice() -> None:
    voice, _ = vibrato()
    swell = 0.55 - 0.45 * np.cos(2 * np.pi * 4 * np.arange(len(voice)) / RATE_HZ)
    found = praat_nuclei.load()(np.asarray(voice * swell, np.float32))
    assert len(found) in (11, 12)  # the script never counts the last peak
    np.testing.assert_allclose(np.diff(found), 0.25, atol=0.04)


def test_an_absent_peer_is_listed_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    (praat,) = trackers(pitch_trackers.PEERS[:1])
    assert praat.find is None
    assert praat.absent_because.startswith("not installed")
