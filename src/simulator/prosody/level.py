"""samples → level, coarse spectrum and clipped samples of each 10 ms frame.

Nine lags of the short-time autocorrelation hold the spectrum in bands of one kilohertz; each lag is one inner product
that a processor does sixteen samples at a time, where a filter bank waits for every sample before.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import Single, compiled, constant

FLOOR_DB: Final = -120.0
HOP_SAMPLES: Final = 160
N_LAGS: Final = 9
N_BANDS: Final = 8
"""Centred on 0.5, 1.5, ... 7.5 kHz."""
FULL_SCALE: Final = 0.999
"""Magnitude from which a sample counts as clipped (16-bit full scale is 0.99997)."""
_OFFSET_FRAMES: Final = 100.0  # the constant offset of a sound card is followed over one second
LEAST_POWER: Final = np.float32(1e-12)
RESOLVED: Final = np.float32(1e-7)
"""Of the mean square: what a difference of float32 sums says of a band 70 dB under the level is rounding."""
_TWO_REGISTERS: Final = 16
"""Eight bands, the level and seven to spare: their logarithms are taken together, where one alone takes as long."""


@cache
def lags_to_bands() -> NDArray[np.float32]:
    """Autocorrelation lags to the mean power in each band, shape (9, 8).

    Parzen's lag window (1961): its spectrum is nowhere negative, and a loud band leaks 53 dB less into the others.
    """
    lag = np.arange(N_LAGS)
    far = lag / N_LAGS
    window = np.where(far <= 0.5, 1 - 6 * far**2 + 6 * far**3, 2 * (1 - far) ** 3)
    centre = np.pi * (np.arange(N_BANDS) + 0.5) / N_BANDS
    weights = np.where(lag == 0, 1.0, 2.0)[:, None] * window[:, None] * np.cos(np.outer(lag, centre))
    return constant(weights / (HOP_SAMPLES * N_BANDS))


@dataclass(frozen=True, slots=True, eq=False)
class LevelState:
    """What the level of a frame needs of the frames before; changed in place."""

    offset: NDArray[np.float32]
    """(n_streams, 2): constant offset, and the frames it rests on."""

    @classmethod
    def at_rest(cls, n_streams: int) -> "LevelState":
        return cls(np.zeros((n_streams, 2), np.float32))

    def reset(self, stream: int) -> None:
        self.offset[stream] = 0


@compiled()
def decibel(power: Single) -> Single:
    """10 log10, by the exponent of the float and a polynomial for its mantissa: within 0.0002 dB, no library call."""
    bits = np.float32(power).view(np.int32)
    exponent = np.float32((bits >> 23) - 127)
    m = np.int32((bits & 0x7FFFFF) | 0x3F800000).view(np.float32) - np.float32(1.0)
    log2 = m * (
        np.float32(1.4426859) + m * (
            np.float32(-0.7211658) + m * (
                np.float32(0.4778702) + m * (
                    np.float32(-0.3473341) + m * (
                        np.float32(0.2414193) + m * (
                            np.float32(-0.1311188) + m * (np.float32(0.0454391) + m * np.float32(-0.0077954))
                        )
                    )
                )
            )
        )
    )  # fmt: skip
    return np.float32(3.0102999566) * (exponent + log2)


@compiled(fastmath=True)
def _lag_products(window: NDArray[np.float32], products: NDArray[np.float32]) -> None:
    """Nine inner products in one pass: each sample is read once for all, and nine sums hide each other's latency."""
    none = np.float32(0.0)
    at_0, at_1, at_2, at_3, at_4, at_5, at_6, at_7, at_8 = none, none, none, none, none, none, none, none, none
    for n in range(HOP_SAMPLES):
        now = window[n + 8]
        at_0 += now * now
        at_1 += now * window[n + 7]
        at_2 += now * window[n + 6]
        at_3 += now * window[n + 5]
        at_4 += now * window[n + 4]
        at_5 += now * window[n + 3]
        at_6 += now * window[n + 2]
        at_7 += now * window[n + 1]
        at_8 += now * window[n]
    products[0], products[1], products[2], products[3], products[4] = at_0, at_1, at_2, at_3, at_4
    products[5], products[6], products[7], products[8] = at_5, at_6, at_7, at_8


@compiled(fastmath=True)
def _sum_and_clipped(samples: NDArray[np.float32]) -> tuple[Single, np.int32]:
    total, n_clipped = np.float32(0.0), np.int32(0)
    for n in range(HOP_SAMPLES):
        total += samples[n]
        n_clipped += np.int32(abs(samples[n]) >= np.float32(FULL_SCALE))
    return total, n_clipped


@compiled()
def measure(
    samples: NDArray[np.float32],
    start: int,
    first_frame: int,
    n_frames: int,
    since: NDArray[np.int64],
    to_bands: NDArray[np.float32],
    offset: NDArray[np.float32],
    level_db: NDArray[np.float32],
    bands_db: NDArray[np.float32],
    clipped: NDArray[np.float32],
) -> None:
    """Levels of whole frames; a frame rests on its own 160 samples and the eight before.

    Args:
        samples: shape (n_streams, n), 16 kHz.
        start: column where frame `first_frame` starts, at least 8.
        since: shape (n_streams,): the first frame of each stream; frames before it are left out.
        to_bands: from `lags_to_bands`.
        offset: of a `LevelState`.
        level_db, clipped: rings of shape (n_streams, n_ring), n_ring a power of two.
        bands_db: ring of shape (n_streams, n_ring, 8).
    """
    mask = level_db.shape[1] - 1
    window = np.empty(HOP_SAMPLES + N_LAGS - 1, np.float32)
    products = np.empty(N_LAGS, np.float32)
    power = np.ones(_TWO_REGISTERS, np.float32)
    for stream in range(samples.shape[0]):
        for ahead in range(n_frames):
            if first_frame + ahead < since[stream]:
                continue
            at = start + ahead * HOP_SAMPLES
            slot = (first_frame + ahead) & mask
            total, n_clipped = _sum_and_clipped(samples[stream, at : at + HOP_SAMPLES])
            offset[stream, 1] = min(offset[stream, 1] + np.float32(1.0), np.float32(_OFFSET_FRAMES))
            offset[stream, 0] += (total / np.float32(HOP_SAMPLES) - offset[stream, 0]) / offset[stream, 1]
            kept, source = offset[stream, 0], samples[stream, at - N_LAGS + 1 : at + HOP_SAMPLES]
            for n in range(HOP_SAMPLES + N_LAGS - 1):
                window[n] = source[n] - kept
            _lag_products(window, products)
            _to_bands(products, to_bands, power)
            power[N_BANDS] = products[0] / np.float32(HOP_SAMPLES) + np.float32(1e-30)
            for k in range(len(power)):
                power[k] = decibel(power[k])
            for band in range(N_BANDS):
                bands_db[stream, slot, band] = power[band]
            level_db[stream, slot] = max(np.float32(FLOOR_DB), power[N_BANDS])
            clipped[stream, slot] = n_clipped


@compiled(fastmath={"contract"})
def _to_bands(products: NDArray[np.float32], to_bands: NDArray[np.float32], power: NDArray[np.float32]) -> None:
    for band in range(N_BANDS):
        power[band] = products[0] * to_bands[0, band]
    for lag in range(1, N_LAGS):
        for band in range(N_BANDS):
            power[band] += products[lag] * to_bands[lag, band]
    least = max(LEAST_POWER, RESOLVED * products[0] / np.float32(HOP_SAMPLES))
    for band in range(N_BANDS):
        power[band] = max(power[band], least)
