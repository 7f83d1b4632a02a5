"""Which bank serves: on CUDA where it was asked for and can be used, else on the CPU."""

from collections.abc import Callable
from functools import cache
from importlib import util
from typing import Literal, TypeAlias

from simulator.engine.device import DeviceKind, choose_device, cuda_device_count
from simulator.prosody.bank import PitchBank

Wanted: TypeAlias = Literal["auto", "cpu", "cuda"]


def bank_for(n_streams: int, device: Wanted) -> PitchBank:
    """A bank on the device that the settings ask for.

    Args:
        n_streams: at least 1.
        device: `cpu` never imports torch, `auto` takes CUDA where it can be used; `cuda` falls back to the CPU with
            one log line per process.

    Raises:
        ValueError: when `n_streams` is below 1.
    """
    if device_for(device) == "cpu":
        return PitchBank(n_streams)
    from simulator.prosody.on_torch.bank import TorchBank

    return TorchBank(n_streams)


@cache
def device_for(device: Wanted) -> DeviceKind:
    """The device that `bank_for` takes; one log line per process where a GPU was asked for, or lies idle."""
    if device == "cpu":
        return "cpu"
    hindrance = cuda_hindrance()
    # A GPU that lies idle for want of a package is worth the line even where nobody insisted on it.
    wanted = "cuda" if hindrance and cuda_device_count() else device
    line = f"prosody runs on the CPU, with the same numbers: {hindrance}"
    return choose_device(wanted, count_devices=lambda: 0 if hindrance else 1, fallback=line).kind


def cuda_hindrance(*, count_devices: Callable[[], int] = cuda_device_count) -> str:
    """Why a bank cannot run on CUDA here, "" where it can; torch is imported only where there is a device to find.

    Args:
        count_devices: devices that the driver offers.
    """
    if not count_devices():
        return "no CUDA device is there"
    if not util.find_spec("torch"):
        return "torch is not installed (pip install 'rechtuit[gpu]')"
    import torch

    return "" if torch.cuda.is_available() else f"torch {torch.__version__} cannot use the CUDA device"
