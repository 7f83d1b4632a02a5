"""samples → per frame: candidates of pitch, the inputs of the head, levels. Many streams × frames, any chunking."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody import autocorrelation, decimation, level, peaks, surroundings, syllable_band
from simulator.prosody.autocorrelation import N_BINS, N_LAGS
from simulator.prosody.layers import padded

ROWS: Final = 256
"""Frames per matrix product: large enough to feed it, small enough to stay in the cache."""
WINDOW_TAIL_SAMPLES: Final = 342
"""What completes the window of the last whole frame: 160 i + 502 samples are needed, 160 i + 160 are there."""
_SILENCE_SAMPLES: Final = autocorrelation.HALF - autocorrelation.HOP_SAMPLES // 2
"""Before the first sample at the low rate."""
_RAW_HISTORY: Final = 256
_LOW_HISTORY: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Per frame, at frame index modulo n_ring (a power of two); written ahead of the decision."""

    octave: NDArray[np.float32]
    """(n_streams, n_ring, 6): candidates, octaves re 900 Hz."""
    level_db: NDArray[np.float32]
    bands_db: NDArray[np.float32]
    """(n_streams, n_ring, 8)."""
    band_db: NDArray[np.float32]
    """(n_streams, n_ring, 2): level of the syllable band in steps of 5 ms."""
    change: NDArray[np.float32]
    clipped: NDArray[np.float32]

    @classmethod
    def empty(cls, n_streams: int, n_ring: int) -> "Rings":
        shape = (n_streams, n_ring)
        return cls(
            octave=np.full((*shape, peaks.N_PEAKS), peaks.NO_PEAK, np.float32),
            level_db=np.full(shape, level.FLOOR_DB, np.float32),
            bands_db=np.full((*shape, level.N_BANDS), level.FLOOR_DB, np.float32),
            band_db=np.full((*shape, 2), level.FLOOR_DB, np.float32),
            change=np.zeros(shape, np.float32),
            clipped=np.zeros(shape, np.float32),
        )

    def reset(self, stream: int) -> None:
        fresh = Rings.empty(1, 1)
        for name in self.__slots__:
            getattr(self, name)[stream] = getattr(fresh, name)[0]


def ring_size(n_frames: int) -> int:
    """The power of two that holds so many frames."""
    return 1 << (n_frames - 1).bit_length()


class FrontEnd:
    """Levels, spectra and candidates of `n_streams` talks, frame by frame, in buffers of fixed size."""

    def __init__(self, n_streams: int, *, n_spare_frames: int) -> None:
        """`n_spare_frames`: how many frames before the newest one must stay readable in the rings."""
        self.n_streams = n_streams
        self.block_frames = max(1, ROWS // n_streams)
        n_rows = n_streams * (self.block_frames + 3) + 1
        n_block = max(self.block_frames * level.HOP_SAMPLES, WINDOW_TAIL_SAMPLES)
        self.rings = Rings.empty(n_streams, ring_size(self.block_frames + n_spare_frames + 8))
        self.inputs = np.zeros((n_rows, surroundings.N_INPUTS), np.float32)
        """Rows are stream-major; valid until the next push."""
        self._operators = autocorrelation.operators()
        self._taps = decimation.low_pass_taps()
        self._to_bands = level.lags_to_bands()
        self._band_taps = syllable_band.band_taps()
        self._level = level.LevelState.at_rest(n_streams)
        self._surroundings = surroundings.SurroundingsState.at_rest(n_streams)
        self._raw = np.zeros((n_streams, _RAW_HISTORY + n_block), np.float32)
        self._low = np.zeros((n_streams, _LOW_HISTORY + n_block // 4), np.float32)
        self._halves = np.zeros((2, n_rows, autocorrelation.HALF), np.float32)
        self._spectra = np.zeros((3, n_rows, N_BINS), np.float32)
        self._correlation = np.zeros((n_rows, N_LAGS), np.float32)
        self._total = np.zeros(n_rows, np.float32)
        self.since = np.zeros(n_streams, np.int64)
        """(n_streams,): the first frame of each stream; those before it belong to nobody."""
        self.restart()

    def restart(self) -> None:
        """Set the clock to 0, with silence before the first sample, so that frame 0 is centred on the first 10 ms."""
        self.n_frames = self._n_levels = self._n_samples = 0
        self._n_raw = self._level_at = decimation.LOOKBACK_SAMPLES
        self._raw_at = 0
        self._n_low = _SILENCE_SAMPLES
        for stream in range(self.n_streams):
            self.reset(stream)

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._level.reset(stream)
        self._surroundings.reset(stream)
        self.rings.reset(stream)
        self._raw[stream] = 0
        self._low[stream] = 0
        self.since[stream] = -(-self._n_samples // level.HOP_SAMPLES)

    def push(self, samples: NDArray[np.float32]) -> int:
        """Take the next samples, at most `block_frames` frames long; the number of frames that are now measured."""
        self._take(samples)
        n_frames = max(0, (self._n_low - autocorrelation.WINDOW_SAMPLES) // autocorrelation.HOP_SAMPLES + 1)
        if n_frames:
            self._measure(n_frames)
            self.n_frames += n_frames
            self._n_low = drop(self._low, n_frames * autocorrelation.HOP_SAMPLES, self._n_low)
        return n_frames

    def _take(self, samples: NDArray[np.float32]) -> None:
        """Levels at the full rate, and the samples at the low one."""
        self._n_samples += samples.shape[1]
        n_raw = self._n_raw + samples.shape[1]
        self._raw[:, self._n_raw : n_raw] = samples
        n_levels = (n_raw - self._level_at) // level.HOP_SAMPLES
        rings = self.rings
        level.measure(
            self._raw, self._level_at, self._n_levels, n_levels, self.since, self._to_bands, self._level.offset,
            rings.level_db, rings.bands_db, rings.clipped,
        )  # fmt: skip
        self._n_levels += n_levels
        self._level_at += n_levels * level.HOP_SAMPLES
        n_out = max(0, (n_raw - self._raw_at - decimation.N_TAPS) // decimation.FACTOR + 1)
        decimation.decimate(self._raw[:, self._raw_at :], self._taps, self._low[:, self._n_low : self._n_low + n_out])
        self._leave_out_before_start()
        self._n_low += n_out
        self._raw_at += n_out * decimation.FACTOR
        n_used = min(self._raw_at, self._level_at - level.N_LAGS + 1)
        self._n_raw = drop(self._raw, n_used, n_raw)
        self._raw_at -= n_used
        self._level_at -= n_used

    def _leave_out_before_start(self) -> None:
        """The filter rings ahead of a sound: where a stream was reset, nothing may be heard before its first frame."""
        first_column = self.n_frames * autocorrelation.HOP_SAMPLES - _SILENCE_SAMPLES
        starts = self.since * autocorrelation.HOP_SAMPLES - first_column
        for stream in np.flatnonzero(starts > self._n_low):
            self._low[stream, self._n_low : starts[stream]] = 0

    def _measure(self, n_frames: int) -> None:
        n_rows = self.n_streams * n_frames
        n_asked = padded(n_rows)
        even, odd = self._halves[:, :n_asked]
        real, imaginary, power = self._spectra[:, :n_asked]
        autocorrelation.fold(self._low, 0, n_frames, even, odd)
        np.matmul(even, self._operators.even, out=real)
        np.matmul(odd, self._operators.odd, out=imaginary)
        autocorrelation.compress(real, imaginary, power, n_rows)
        np.matmul(power, self._operators.to_lags, out=self._correlation[:n_asked])
        rings, state = self.rings, self._surroundings
        surroundings.compare(
            self.n_frames, n_frames, self.since, power, rings.level_db, rings.bands_db, state.extremes_db, state.power,
            state.floor_db, state.age_frames, rings.change, self._total, self.inputs,
        )  # fmt: skip
        syllable_band.measure_band(self._low, self._band_taps, self.n_frames, n_frames, rings.band_db)
        peaks.find_peaks(self._correlation, self._total, self.n_frames, n_frames, rings.octave)


def drop(buffer: NDArray[np.float32], n_used: int, n_filled: int) -> int:
    """Move what is still needed to the front; the number of columns then filled."""
    if n_used:
        buffer[:, : n_filled - n_used] = buffer[:, n_used:n_filled].copy()
    return n_filled - n_used
