"""Has the trainee finished? A plug-in point: a model that hears how the last words were said, or nothing at all."""

from typing import Protocol

from simulator.flow.audio import Samples
from simulator.settings import Settings


class TurnDetector(Protocol):
    """Hears, in a silence, whether the trainee has finished. Registered as `simulator.turn_detectors`.

    The answer must depend on the samples alone, so that a replay ends its turns at the same samples. Must be safe to
    call from several threads at once.
    """

    def finished_prob(self, samples: Samples) -> float | None:
        """Probability, 0-1, that the speaker has finished; None: it cannot tell, and the silence of the phase decides.

        Args:
            samples: the turn so far with the silence at its end, 200 ms or 500, 16 kHz.
        """
        ...


class SilenceTurnDetector:
    """Cannot tell: every turn ends after the silence that its phase asks for."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "SilenceTurnDetector":  # noqa: ARG003 - the plug-in's shape
        return cls()

    def finished_prob(self, samples: Samples) -> float | None:  # noqa: ARG002 - the plug-in's shape
        return None
