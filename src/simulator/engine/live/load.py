"""What the lane is carrying, for whoever watches a service."""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

_REMEMBERED_TICKS: Final = 512


@dataclass(frozen=True, slots=True)
class Load:
    """The lane now, and over its last 512 hops."""

    n_streams: int
    n_groups: int
    longest_queue_ms: float
    """Sound that waits in the fullest queue."""
    hop_cpu_ms_p50: float
    """Processor time of one kernel call; NaN before the first."""
    hop_cpu_ms_p99: float
    lateness_ms_p99: float
    """From a sample's arrival to the end of the hop that took it; the kernel's own lag comes on top."""
    n_late_hops: int
    """Since the start: hops that ended after the deadline."""
    n_refused: int
    """Since the start: packets that found their queue full."""


class LoadMeter:
    """Counts as the lane runs."""

    def __init__(self) -> None:
        self.n_late_hops = 0
        self.n_refused = 0
        self._hops: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED_TICKS)

    def note_hop(self, cpu_s: float, lateness_s: float, *, is_late: bool) -> None:
        self._hops.append((1000 * cpu_s, 1000 * lateness_s))
        self.n_late_hops += is_late

    def read(self, n_streams: int, n_groups: int, longest_queue_ms: float) -> Load:
        cpu_ms, lateness_ms = np.array(self._hops or [(np.nan, np.nan)]).T
        return Load(
            n_streams=n_streams,
            n_groups=n_groups,
            longest_queue_ms=longest_queue_ms,
            hop_cpu_ms_p50=float(np.percentile(cpu_ms, 50)),
            hop_cpu_ms_p99=float(np.percentile(cpu_ms, 99)),
            lateness_ms_p99=float(np.percentile(lateness_ms, 99)),
            n_late_hops=self.n_late_hops,
            n_refused=self.n_refused,
        )
