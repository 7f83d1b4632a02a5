"""What a service measures of itself, for Prometheus: how long answers take, how full it is. Never who, never words."""

from typing import Final

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest

from simulator.session import events

_SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0)
"""Dense where people feel a difference: 0.7 s is what half of the answers should keep, 1.2 s what 95 % should."""


class ServiceMetrics:
    """The measures of one service, each service its own, so that several may live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._stage = Histogram(
            "rechtuit_stage_seconds",
            "Time of one stage between the end of a trainee's speech and the first sound of the answer.",
            ["stage"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answer = Histogram(
            "rechtuit_answer_seconds",
            "From the end of a trainee's speech to the first sound of the answer.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._talks = Gauge("rechtuit_talks", "Talks under way.", registry=self._registry)
        self._places = Gauge("rechtuit_places", "Talks that this service takes on at most.", registry=self._registry)

    def note(self, event: events.SessionEvent) -> None:
        """Takes in what happened in a talk; only its timing counts."""
        if not isinstance(event, events.TurnTimed):
            return
        for stage, ms in event.stage_ms.items():
            self._stage.labels(stage).observe(ms / 1000)
        if "voice" in event.stage_ms:
            self._answer.observe(sum(event.stage_ms.values()) / 1000)

    def read(self, *, n_talks: int, n_places: int) -> bytes:
        """The measures in Prometheus' text format."""
        self._talks.set(n_talks)
        self._places.set(n_places)
        return generate_latest(self._registry)
