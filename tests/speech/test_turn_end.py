import numpy as np

from simulator import plugins
from simulator.speech import SilenceTurnDetector


def test_silence_waits_for_what_the_phase_asks() -> None:
    detector = plugins.load("simulator.turn_detectors", "silence")()
    assert isinstance(detector, SilenceTurnDetector)
    assert detector.silence_needed_ms(np.zeros(10, dtype=np.float32), 1234) == 1234
