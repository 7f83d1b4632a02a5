"""What Prometheus reads: durations and counts, and nothing of what was said."""

from simulator.api.metrics import ServiceMetrics
from simulator.flow.speech import Transcript
from simulator.session import events


def lines(metrics: ServiceMetrics) -> list[str]:
    return metrics.read(n_talks=2, n_places=4).decode().splitlines()


def test_an_answer_counts_with_all_its_stages() -> None:
    metrics = ServiceMetrics()
    metrics.note(events.TurnTimed("trainee_001", {"endpoint": 600.0, "stt": 1.0, "language": 2.0, "voice": 40.0}))
    found = lines(metrics)
    assert 'rechtuit_stage_seconds_sum{stage="endpoint"} 0.6' in found
    assert "rechtuit_answer_seconds_count 1.0" in found
    assert 'rechtuit_answer_seconds_bucket{le="0.6"} 0.0' in found
    assert 'rechtuit_answer_seconds_bucket{le="0.7"} 1.0' in found
    assert "rechtuit_talks 2.0" in found
    assert "rechtuit_places 4.0" in found


def test_a_turn_without_an_answer_is_no_answer() -> None:
    metrics = ServiceMetrics()
    metrics.note(events.TurnTimed("trainee_001", {}))
    metrics.note(events.TurnTimed("trainee_002", {"endpoint": 600.0}))
    assert "rechtuit_answer_seconds_count 0.0" in lines(metrics)


def test_nothing_that_was_said_is_in_it() -> None:
    metrics = ServiceMetrics()
    metrics.note(events.TurnTranscribed("trainee_001", Transcript("Ik heb slecht nieuws.", "nl", ())))
    assert "nieuws" not in "".join(lines(metrics))
    assert "trainee" not in "".join(line for line in lines(metrics) if not line.startswith("#"))
