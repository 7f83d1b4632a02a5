"""The two clocks of a rehearsal: samples in, samples out. Nothing is ever scored on wall clock."""

from typing import Final

INPUT_RATE_HZ: Final = 16_000
"""Rate of the input audio clock; every time in the product derives from its sample index."""

OUTPUT_RATE_HZ: Final = 24_000
"""Rate of the avatar's voice; an offset inside one response counts on this clock."""


def to_ms(samples: int, rate_hz: int = INPUT_RATE_HZ) -> int:
    """Milliseconds at a sample index, rounded to the nearest (ties up)."""
    return (samples * 2000 + rate_hz) // (2 * rate_hz)


def to_s(samples: int, rate_hz: int = INPUT_RATE_HZ) -> float:
    """Seconds at a sample index, exact."""
    return samples / rate_hz


def from_ms(time_ms: int, rate_hz: int = INPUT_RATE_HZ) -> int:
    """Sample index at a time in milliseconds, rounded down."""
    return time_ms * rate_hz // 1000
