from typing import Literal

import pytest
import structlog.testing

from simulator.engine import choose_device, cuda_device_count

Wanted = Literal["auto", "cpu", "cuda"]


@pytest.mark.parametrize(
    ("wanted", "devices", "kind", "compute_type"),
    [
        ("auto", 0, "cpu", "int8"),
        ("auto", 2, "cuda", "float16"),
        ("cuda", 1, "cuda", "float16"),
        ("cpu", 4, "cpu", "int8"),
        ("cuda", 0, "cpu", "int8"),
    ],
)
def test_device_and_arithmetic(wanted: Wanted, devices: int, kind: str, compute_type: str) -> None:
    device = choose_device(wanted, count_devices=lambda: devices)
    assert (device.kind, device.compute_type) == (kind, compute_type)


@pytest.mark.parametrize(("wanted", "lines"), [("cuda", 1), ("auto", 0)])
def test_falling_back_is_said_once_and_only_when_cuda_was_asked_for(wanted: Wanted, lines: int) -> None:
    with structlog.testing.capture_logs() as logs:
        choose_device(wanted, count_devices=lambda: 0)
    assert len(logs) == lines


def test_asking_the_driver_never_fails() -> None:
    assert cuda_device_count() >= 0
