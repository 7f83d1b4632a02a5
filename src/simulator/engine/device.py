"""CPU or CUDA, decided once and without importing a framework."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import structlog

DeviceKind = Literal["cpu", "cuda"]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Device:
    """Where a model runs, and in which arithmetic."""

    kind: DeviceKind
    compute_type: Literal["int8", "float16"]
    """int8 on a CPU: half the time of float32 at the same error rate; float16 is native on CUDA."""


CPU = Device("cpu", "int8")
CUDA = Device("cuda", "float16")


def cuda_device_count() -> int:
    """CUDA devices the driver offers; 0 without a driver or without a device it can use."""
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return 0
    count = ctypes.c_int(0)
    if driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0:
        return 0
    return count.value


def choose_device(
    wanted: Literal["auto", "cpu", "cuda"],
    *,
    count_devices: Callable[[], int] = cuda_device_count,
    fallback: str = "no usable CUDA device: running on the CPU with int8, several times slower",
) -> Device:
    """The device to run on; falls back to the CPU, with one log line, where CUDA was asked for and is not there.

    Args:
        wanted: `auto` takes CUDA when it is there.
        count_devices: counts the CUDA devices that the caller's own library can use; asks the driver by default.
        fallback: the log line.
    """
    if wanted == "cpu":
        return CPU
    if count_devices() > 0:
        return CUDA
    if wanted == "cuda":
        _log.warning(fallback)
    return CPU
