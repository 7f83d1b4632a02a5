"""samples → level of each 10 ms frame, speech-band level of each 5 ms, and clipped samples: one pass, any chunking."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody.compiled import compiled

FLOOR_DB: Final = -120.0
HOP_SAMPLES: Final = 160
STEP_SAMPLES: Final = 80
"""5 ms at 16 kHz: two steps to a frame, fine enough for pause edges and syllable peaks."""
FULL_SCALE: Final = 0.999
"""Magnitude from which a sample counts as clipped (16-bit full scale is 0.99997)."""
_OFFSET_FRAMES: Final = 100.0  # the constant offset of a sound card is followed over one second
_BAND_HZ: Final = (250.0, 2500.0)
"""Where vowels outdo consonants and hum: the band of the syllable and pause levels (shared/prosody.md, section 4)."""


def _butterworth(cutoff_hz: float, *, is_high_pass: bool) -> tuple[float, float, float, float, float]:
    """Second-order section b0, b1, b2, a1, a2 at 16 kHz by the bilinear transform."""
    warp = np.tan(np.pi * cutoff_hz / 16_000)
    scale = 1 / (1 + np.sqrt(2) * warp + warp * warp)
    gain = scale if is_high_pass else warp * warp * scale
    middle = -2 * gain if is_high_pass else 2 * gain
    return gain, middle, gain, 2 * (warp * warp - 1) * scale, (1 - np.sqrt(2) * warp + warp * warp) * scale


def band_sections() -> NDArray[np.float32]:
    """The speech band as two sections, shape (2, 5)."""
    low, high = _BAND_HZ
    return np.array([_butterworth(low, is_high_pass=True), _butterworth(high, is_high_pass=False)], dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class LevelState:
    """Where each stream's sums stand between pushes; arrays are changed in place."""

    filters: NDArray[np.float32]
    """(n_streams, 6): the last two inputs of the band filter, outputs of its high-pass and of its low-pass."""
    sums: NDArray[np.float64]
    """(n_streams, 4): sum, sum of squares, band energy of the running step, clipped samples of the frame."""
    offset: NDArray[np.float64]
    """(n_streams, 2): constant offset, and the frames it rests on."""

    @classmethod
    def at_rest(cls, n_streams: int) -> "LevelState":
        return cls(np.zeros((n_streams, 6), np.float32), np.zeros((n_streams, 4)), np.zeros((n_streams, 2)))

    def reset(self, stream: int) -> None:
        self.filters[stream] = 0
        self.sums[stream] = 0
        self.offset[stream] = 0


@compiled()
def _to_db(mean_square: float) -> float:
    return max(FLOOR_DB, 10.0 * np.log10(mean_square)) if mean_square > 1e-30 else FLOOR_DB


@compiled(fastmath={"contract"})
def measure(
    samples: NDArray[np.float32],
    start_sample: int,
    sections: NDArray[np.float32],
    filters: NDArray[np.float32],
    sums: NDArray[np.float64],
    offset: NDArray[np.float64],
    level_db: NDArray[np.float32],
    band_db: NDArray[np.float32],
    clipped: NDArray[np.float32],
) -> None:
    """Add samples to the running sums and write each frame that they complete.

    Sums grow sample by sample in order, so that a frame cut by a chunk border gives the same bits.

    Args:
        samples: shape (n_streams, n), 16 kHz.
        start_sample: index of samples[:, 0] on the stream's clock.
        sections: shape (2, 5), from `band_sections`.
        filters, sums, offset: the arrays of a `LevelState`.
        level_db, clipped: rings of shape (n_streams, n_ring), written at frame index modulo n_ring.
        band_db: ring of shape (n_streams, 2 * n_ring).
    """
    h0, h1, h2, ha, hb = sections[0]
    l0, l1, l2, la, lb = sections[1]
    n_ring = level_db.shape[1]
    n_samples = samples.shape[1]
    for stream in range(samples.shape[0]):
        x1, x2, high1, high2, low1, low2 = filters[stream]
        total, square, band, n_clipped = sums[stream]
        done = 0
        while done < n_samples:
            stop = min(n_samples, done + STEP_SAMPLES - (start_sample + done) % STEP_SAMPLES)
            for x in samples[stream, done:stop]:
                # Direct form: only one multiply-add of each section waits for the sample before.
                high = (h0 * x + h1 * x1 + h2 * x2 - hb * high2) - ha * high1
                low = (l0 * high + l1 * high1 + l2 * high2 - lb * low2) - la * low1
                x1, x2, high1, high2, low1, low2 = x, x1, high, high1, low, low1
                wide = np.float64(x)
                total += wide
                square += wide * wide
                band += low * low
                n_clipped += abs(x) >= FULL_SCALE
            done = stop
            position = start_sample + done
            if position % STEP_SAMPLES == 0:
                band_db[stream, (position // STEP_SAMPLES - 1) % (2 * n_ring)] = _to_db(band / STEP_SAMPLES)
                band = 0.0
                # Denormal numbers in a fading filter are a hundred times slower than sound.
                if abs(high1) + abs(high2) + abs(low1) + abs(low2) < 1e-15:
                    high1, high2, low1, low2 = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
            if position % HOP_SAMPLES == 0:
                slot = (position // HOP_SAMPLES - 1) % n_ring
                mean = total / HOP_SAMPLES
                offset[stream, 1] = min(offset[stream, 1] + 1.0, _OFFSET_FRAMES)
                offset[stream, 0] += (mean - offset[stream, 0]) / offset[stream, 1]
                kept = offset[stream, 0]
                level_db[stream, slot] = _to_db(square / HOP_SAMPLES - 2 * kept * mean + kept * kept)
                clipped[stream, slot] = n_clipped
                total, square, n_clipped = 0.0, 0.0, 0.0
        filters[stream, :] = np.array((x1, x2, high1, high2, low1, low2), np.float32)
        sums[stream, :] = np.array((total, square, band, n_clipped))
