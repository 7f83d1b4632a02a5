"""How fast sound is read: at most 1.2 times real time after a burst; what is not read yet waits at the client."""

from typing import Final

AUDIO_RATE_RATIO: Final = 1.2
AUDIO_BURST_S: Final = 5.0


class Allowance:
    """Seconds of sound that one connection may still send at once.

    Args:
        now_s: on a monotonic clock, as everywhere here.
        heard_s: when sound last came, for a client that comes back: what was said meanwhile may come at once.
    """

    def __init__(self, now_s: float, heard_s: float | None = None) -> None:
        self._counted_s = now_s
        self._left_s = AUDIO_BURST_S + (0.0 if heard_s is None else now_s - heard_s)

    def spend(self, audio_s: float, now_s: float) -> float:
        """Takes in so much sound, and returns for how long to read nothing more."""
        if self._left_s < AUDIO_BURST_S:
            self._left_s = min(AUDIO_BURST_S, self._left_s + AUDIO_RATE_RATIO * (now_s - self._counted_s))
        self._counted_s = now_s
        self._left_s -= audio_s
        return max(0.0, -self._left_s / AUDIO_RATE_RATIO)
