"""How much silence ends this turn? A plug-in point: silence alone, or a model that hears whether one has finished."""

from typing import Protocol

from simulator.flow.audio import Samples
from simulator.settings import Settings


class TurnDetector(Protocol):
    """Decides, once speech has stopped, how long to wait before the turn is over.

    Registered as `simulator.turn_detectors`. The answer must depend on the arguments alone, so that a replay ends its
    turns at the same samples.
    """

    def silence_needed_ms(self, samples: Samples, phase_silence_ms: int) -> int:
        """Silence after the end of speech that ends the turn.

        Args:
            samples: the turn so far, 16 kHz.
            phase_silence_ms: what the phase of the scenario asks for.

        Returns:
            Milliseconds, at least 0.
        """
        ...


class SilenceTurnDetector:
    """Waits for what the phase asks, and no model."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "SilenceTurnDetector":  # noqa: ARG003 - the plug-in's shape
        return cls()

    def silence_needed_ms(self, samples: Samples, phase_silence_ms: int) -> int:  # noqa: ARG002 - the plug-in's shape
        """The phase's own silence."""
        return phase_silence_ms
