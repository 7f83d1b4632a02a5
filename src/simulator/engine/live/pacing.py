"""How far a bank advances now: as far as every stream that is still sending can come along, but never late for one."""

import numpy as np
from numpy.typing import NDArray


class Pacing:
    """Waits for the next packet of a talk that is sending, and stops waiting when that packet is overdue.

    A stream is expected until the length of its last packet and the patience have passed since that packet came. When
    nobody who is expected lacks a frame, all advance by the frames that the slowest of them has; a stream that fell
    silent stays behind. So one stalled connection delays the others by the patience, once.
    """

    def __init__(self, n_streams: int, *, patience_s: float, longest_packet_s: float) -> None:
        """`longest_packet_s`: longer packets are waited for as if they were this long, or queues would overflow."""
        self._patience_s, self._longest_packet_s = patience_s, longest_packet_s
        self._expected_until_s: NDArray[np.float64] = np.full(n_streams, -np.inf)
        self._waiting_since_s: float | None = None

    def note_packet(self, stream: int, packet_s: float, now_s: float) -> None:
        """A packet of a stream has come."""
        due_s = now_s + min(packet_s, self._longest_packet_s) + self._patience_s
        if due_s > self._expected_until_s.item(stream):
            self._expected_until_s[stream] = due_s
        if self._waiting_since_s is None:
            self._waiting_since_s = now_s

    def excuse(self, by_s: float) -> None:
        """The service itself stood still this long: packets that came meanwhile were not seen, and are not overdue."""
        self._expected_until_s += by_s

    def forget(self, stream: int) -> None:
        """The stream was closed."""
        self._expected_until_s[stream] = -np.inf

    def hop_frames(self, waiting: NDArray[np.int64], takes_part: NDArray[np.bool_], now_s: float) -> int | None:
        """Frames by which the streams that have any advance now; None to wait for one that is expected.

        Args:
            waiting: whole frames that wait, per stream.
            takes_part: which streams count.

        Returns:
            0 where nothing waits and nobody is expected.
        """
        has_sound = takes_part & (waiting > 0)
        if (takes_part & ~has_sound & (self._expected_until_s > now_s)).any():
            return None
        return int(waiting[has_sound].min()) if has_sound.any() else 0

    def lateness_s(self, now_s: float) -> float:
        """How long the sound that waits has waited, at most."""
        return 0.0 if self._waiting_since_s is None else now_s - self._waiting_since_s

    def advanced(self, is_more_waiting: bool, now_s: float) -> None:
        """A hop was taken."""
        self._waiting_since_s = now_s if is_more_waiting else None
