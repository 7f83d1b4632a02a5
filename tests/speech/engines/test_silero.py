import numpy as np
import pytest

from simulator.errors import ModelMissing
from simulator.speech.engines import silero
from simulator.speech.engines.silero import FRAME_SAMPLES, SileroNetwork


def test_one_frame_at_a_time_gives_what_all_at_once_gives() -> None:
    samples = np.random.default_rng(3).normal(0, 0.1, FRAME_SAMPLES * 20).astype(np.float32)
    network = SileroNetwork()
    single = [float(network.speech_probs(frame)[0]) for frame in samples.reshape(-1, FRAME_SAMPLES)]
    assert single == pytest.approx(SileroNetwork().speech_probs(samples).tolist(), abs=1e-6)


def test_two_streams_do_not_disturb_each_other() -> None:
    samples = np.random.default_rng(3).normal(0, 0.1, FRAME_SAMPLES * 4).astype(np.float32)
    alone = SileroNetwork().speech_probs(samples).tolist()
    first, second = SileroNetwork(), SileroNetwork()
    second.speech_probs(samples * 3)
    assert first.speech_probs(samples).tolist() == alone


def test_half_a_frame_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="multiple of 512"):
        SileroNetwork().speech_probs(np.zeros(100, dtype=np.float32))


def test_a_missing_network_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silero, "find_spec", lambda _: None)
    with pytest.raises(ModelMissing, match=r"Install faster-whisper"):
        silero.network_file()
