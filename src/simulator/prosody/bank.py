"""Many streams × frames through one kernel with explicit state: live talk and a whole recording are the same code."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.prosody import autocorrelation, decimation, level, path
from simulator.prosody.autocorrelation import N_BINS, N_LAGS

_ROWS: Final = 256
"""Frames per matrix product: large enough to feed it, small enough to stay in the cache."""
_RAW_HISTORY: Final = 64
_LOW_HISTORY: Final = 256
_TAIL_SAMPLES: Final = 342
"""Zeros that complete the window of the last whole frame: 160 i + 502 samples are needed, 160 i + 160 are there."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Decided frames, consecutive from `first_frame`; one per 10 ms, all streams alike."""

    first_frame: int
    f0_hz: NDArray[np.float32]
    """(n_streams, n_frames), 0 where unvoiced."""
    voicing: NDArray[np.float32]
    """(n_streams, n_frames), 0-1."""
    level_db: NDArray[np.float32]
    """(n_streams, n_frames), RMS without constant offset, dB re full scale."""
    band_db: NDArray[np.float32]
    """(n_streams, 2 * n_frames): level from 250 to 2500 Hz in steps of 5 ms, dB re full scale."""
    change: NDArray[np.float32]
    """(n_streams, n_frames): spectral change over 40 ms, 0 (steady) to 1."""
    clipped: NDArray[np.float32]
    """(n_streams, n_frames): samples at full scale."""


class PitchBank:
    """Pitch, voicing and level of `n_streams` talks at 16 kHz, pushed in chunks of any length.

    A frame comes out when it is decided: 26 ms of window and filter plus 100 ms of path after its centre. The numbers
    do not depend on how the audio is cut. Memory is fixed at construction, about 4 KB a stream besides shared scratch.
    Not thread-safe; the kernels release the interpreter lock.
    """

    def __init__(self, n_streams: int) -> None:
        if n_streams < 1:
            raise ValueError(f"n_streams must be at least 1, got {n_streams}")
        self.n_streams = n_streams
        self._block_frames = max(1, _ROWS // n_streams)
        self._operators = autocorrelation.operators()
        self._taps = decimation.low_pass_taps()
        self._sections = level.band_sections()
        self._level = level.LevelState.at_rest(n_streams)
        self._path = path.PathState.at_rest(n_streams)
        n_ring = self._block_frames + 32
        self._level_db = np.zeros((n_streams, n_ring), np.float32)
        self._band_db = np.zeros((n_streams, 2 * n_ring), np.float32)
        self._clipped = np.zeros((n_streams, n_ring), np.float32)
        block_samples = self._block_frames * level.HOP_SAMPLES
        self._raw = np.zeros((n_streams, _RAW_HISTORY + max(block_samples, _TAIL_SAMPLES)), np.float32)
        self._low = np.zeros((n_streams, _LOW_HISTORY + max(block_samples, _TAIL_SAMPLES) // 4), np.float32)
        n_rows = n_streams * (self._block_frames + 3) + 1
        self._halves = np.zeros((2, n_rows, autocorrelation.HALF), np.float32)
        self._spectra = np.zeros((3, n_rows, N_BINS), np.float32)
        self._correlation = np.zeros((n_rows, N_LAGS), np.float32)
        self._start()

    def _start(self) -> None:
        self._n_samples = 0
        self._n_frames = 0
        # Silence before the first sample, so that frame 0 is centred on the first 10 ms.
        self._n_raw = decimation.LOOKBACK_SAMPLES
        self._n_low = autocorrelation.HALF - autocorrelation.HOP_SAMPLES // 2

    @property
    def n_samples(self) -> int:
        """Samples pushed so far, per stream."""
        return self._n_samples

    def reset(self, stream: int) -> None:
        """Forget one stream, so that its place can serve another talk; the clock of the bank runs on."""
        self._level.reset(stream)
        self._path.reset(stream)
        for buffer in (self._raw, self._low, self._level_db, self._band_db, self._clipped):
            buffer[stream] = 0

    def push(self, samples: NDArray[np.float32]) -> Frames:
        """Add the next samples of every stream and return the frames that are now decided.

        Args:
            samples: shape (n_streams, n), n >= 0, float32, finite (a NaN stays in its stream until `reset`).

        Raises:
            ValueError: on another shape or type.
        """
        if samples.ndim != 2 or samples.shape[0] != self.n_streams or samples.dtype != np.float32:
            raise ValueError(
                f"expected float32 samples of shape ({self.n_streams}, n), got {samples.dtype} {samples.shape}"
            )
        first = max(0, self._n_frames - path.LAG_FRAMES)
        block = self._block_frames * level.HOP_SAMPLES
        parts = [self._push_block(samples[:, at : at + block]) for at in range(0, samples.shape[1], block)]
        return joined(parts) if parts else self._frames(first, np.zeros((3, self.n_streams, 0), np.float32))

    def finish(self) -> Frames:
        """The frames still undecided, as if silence followed; the bank is then at rest, ready for other audio."""
        tail = np.zeros((self.n_streams, _TAIL_SAMPLES), np.float32)
        parts = [self._frames_of(tail[:, at : at + 160]) for at in range(0, _TAIL_SAMPLES, 160)]
        n_left = min(path.LAG_FRAMES, self._n_frames)
        decided = np.zeros((3, self.n_streams, n_left), np.float32)
        state = self._path
        path.drain(self._n_frames, state.score, state.octave, state.came_from, state.voicing, state.change, decided)
        rest = joined([*parts, self._frames(self._n_frames - n_left, decided)])
        for stream in range(self.n_streams):
            self.reset(stream)
        self._start()
        return rest

    def _push_block(self, samples: NDArray[np.float32]) -> Frames:
        state = self._level
        level.measure(
            samples, self._n_samples, self._sections, state.filters, state.sums, state.offset,
            self._level_db, self._band_db, self._clipped,
        )  # fmt: skip
        self._n_samples += samples.shape[1]
        return self._frames_of(samples)

    def _frames_of(self, samples: NDArray[np.float32]) -> Frames:
        self._to_low_rate(samples)
        n_frames = max(0, (self._n_low - autocorrelation.WINDOW_SAMPLES) // autocorrelation.HOP_SAMPLES + 1)
        decided = np.empty((3, self.n_streams, n_frames), np.float32)
        first = self._n_frames - path.LAG_FRAMES
        if n_frames:
            self._correlate(n_frames)
            state = self._path
            path.advance(
                self._n_frames, n_frames, self._spectra[2], self._correlation, state.score, state.octave,
                state.came_from, state.voicing, state.change, state.power, state.peak_db, decided,
            )  # fmt: skip
            self._n_frames += n_frames
            self._n_low = _drop(self._low, n_frames * autocorrelation.HOP_SAMPLES, self._n_low)
        too_early = min(n_frames, max(0, -first))
        return self._frames(max(0, first), decided[:, :, too_early:])

    def _to_low_rate(self, samples: NDArray[np.float32]) -> None:
        n_raw = self._n_raw + samples.shape[1]
        self._raw[:, self._n_raw : n_raw] = samples
        n_out = max(0, (n_raw - decimation.N_TAPS) // decimation.FACTOR + 1)
        decimation.decimate(self._raw, self._taps, self._low[:, self._n_low : self._n_low + n_out])
        self._n_low += n_out
        self._n_raw = _drop(self._raw, n_out * decimation.FACTOR, n_raw)

    def _correlate(self, n_frames: int) -> None:
        n_rows = self.n_streams * n_frames
        # A product of one row takes another BLAS routine, with other rounding: never ask for one.
        padded = n_rows + 1 if n_rows == 1 else n_rows
        even, odd = self._halves[:, :padded]
        real, imaginary, power = self._spectra[:, :padded]
        autocorrelation.fold(self._low, 0, n_frames, even, odd)
        np.matmul(even, self._operators.even, out=real)
        np.matmul(odd, self._operators.odd, out=imaginary)
        autocorrelation.compress(real, imaginary, power, n_rows)
        np.matmul(power, self._operators.to_lags, out=self._correlation[:padded])

    def _frames(self, first: int, decided: NDArray[np.float32]) -> Frames:
        n_ring = self._level_db.shape[1]
        at = np.arange(first, first + decided.shape[2])
        steps = np.arange(2 * first, 2 * (first + decided.shape[2]))
        return Frames(
            first_frame=first,
            f0_hz=decided[0],
            voicing=decided[1],
            level_db=self._level_db[:, at % n_ring],
            band_db=self._band_db[:, steps % (2 * n_ring)],
            change=decided[2],
            clipped=self._clipped[:, at % n_ring],
        )


def _drop(buffer: NDArray[np.float32], n_used: int, n_filled: int) -> int:
    """Move what is still needed to the front; the number of columns then filled."""
    buffer[:, : n_filled - n_used] = buffer[:, n_used:n_filled].copy()
    return n_filled - n_used


def joined(parts: list[Frames]) -> Frames:
    """Consecutive frames as one run."""
    if len(parts) == 1:
        return parts[0]
    return Frames(
        parts[0].first_frame,
        *(
            np.concatenate([getattr(part, name) for part in parts], axis=1)
            for name in ("f0_hz", "voicing", "level_db", "band_db", "change", "clipped")
        ),
    )
