"""Many streams × frames through one kernel with explicit state: live talk and a whole recording are the same code."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow.clock import INPUT_RATE_HZ
from simulator.prosody import path
from simulator.prosody.front_end import WINDOW_TAIL_SAMPLES, FrontEnd
from simulator.prosody.head import AFTER_FRAMES, Head, HeadStage
from simulator.prosody.level import HOP_SAMPLES

_DELAY_FRAMES = AFTER_FRAMES + path.LAG_FRAMES
_NEEDED_SAMPLES = WINDOW_TAIL_SAMPLES + _DELAY_FRAMES * HOP_SAMPLES
LAG_MS: Final = 1000 * (_NEEDED_SAMPLES + HOP_SAMPLES / 2) / INPUT_RATE_HZ
"""From the centre of a frame to the newest sample that its decision needs."""
LAG_FRAMES: Final = -(-_NEEDED_SAMPLES // HOP_SAMPLES)
"""So many whole frames after a frame decide it, whatever is in them."""
_TAIL_FRAMES = -(-WINDOW_TAIL_SAMPLES // HOP_SAMPLES) + AFTER_FRAMES


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Decided frames, consecutive from `first_frame`; one per 10 ms, all streams alike."""

    first_frame: int
    f0_hz: NDArray[np.float32]
    """(n_streams, n_frames), 50-800 Hz, 0 where unvoiced."""
    voicing: NDArray[np.float32]
    """(n_streams, n_frames): probability of a voice in the foreground, 0-1."""
    level_db: NDArray[np.float32]
    """(n_streams, n_frames), RMS without constant offset, dB re full scale."""
    bands_db: NDArray[np.float32]
    """(n_streams, n_frames, 8): mean power in bands of 1 kHz, 0-8 kHz, dB re full scale."""
    band_db: NDArray[np.float32]
    """(n_streams, 2 * n_frames): level from 250 to 1900 Hz in steps of 5 ms, dB re full scale."""
    change: NDArray[np.float32]
    """(n_streams, n_frames): spectral change over 40 ms, 0 (steady) to 1."""
    clipped: NDArray[np.float32]
    """(n_streams, n_frames): samples at full scale."""


class PitchBank:
    """Pitch, voicing and level of `n_streams` talks at 16 kHz, pushed in chunks of any length.

    A frame comes out when it is decided: 26 ms of window and filter, 50 ms of neighbours and 50 ms of path after its
    centre. The numbers do not depend on how the audio is cut. Memory is fixed at construction. Not thread-safe; the
    kernels release the interpreter lock.
    """

    def __init__(self, n_streams: int, head: Head | None = None) -> None:
        if n_streams < 1:
            raise ValueError(f"n_streams must be at least 1, got {n_streams}")
        self.n_streams = n_streams
        self._front = FrontEnd(n_streams, n_spare_frames=_DELAY_FRAMES)
        self._head = HeadStage(n_streams, self._front.block_frames, head)
        self._path = path.PathState.at_rest(n_streams, self._front.rings.octave.shape[1])
        self._n_samples = 0
        self._n_taken = 0

    @property
    def n_samples(self) -> int:
        """Samples pushed so far, per stream."""
        return self._n_samples

    def reset(self, stream: int) -> None:
        """Forget one stream, so that its place can serve another talk; the clock of the bank runs on."""
        self._front.reset(stream)
        self._head.reset(stream)
        self._path.reset(stream)

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
        self._n_samples += samples.shape[1]
        return joined(self._in_blocks(samples))

    def finish(self) -> Frames:
        """The frames still undecided, as if silence followed; the bank is then at rest, ready for other audio."""
        n_frames = self._n_samples // HOP_SAMPLES
        silence = np.zeros((self.n_streams, _TAIL_FRAMES * HOP_SAMPLES), np.float32)
        parts = self._in_blocks(silence, n_frames)
        n_left = min(path.LAG_FRAMES, n_frames)
        f0_hz = np.zeros((self.n_streams, n_left), np.float32)
        path.drain(n_frames, self._path.score, self._front.rings.octave, self._path.came_from, f0_hz)
        rest = joined([*parts, self._frames(n_frames - n_left, f0_hz)])
        self._restart()
        return rest

    def _restart(self) -> None:
        self._front.restart()
        self._head.restart()
        for stream in range(self.n_streams):
            self._path.reset(stream)
        self._n_samples = self._n_taken = 0

    def _in_blocks(self, samples: NDArray[np.float32], end_frame: int | None = None) -> list[Frames]:
        block = self._front.block_frames * HOP_SAMPLES
        starts = range(0, max(1, samples.shape[1]), block)
        return [self._advance(samples[:, at : at + block], end_frame) for at in starts]

    def _advance(self, samples: NDArray[np.float32], end_frame: int | None = None) -> Frames:
        """Push one block; frames from `end_frame` on inform their neighbours and are not taken."""
        # OpenBLAS computes on registers that it did not fill, and says so.
        with np.errstate(invalid="ignore"):
            n_ready, outputs = self._evidence(samples)
        if end_frame is not None:
            n_ready = max(0, min(n_ready, end_frame - self._n_taken))
        first = self._n_taken - path.LAG_FRAMES
        f0_hz = np.empty((self.n_streams, n_ready), np.float32)
        state = self._path
        path.advance(
            self._n_taken, n_ready, self._front.since, outputs, self._front.rings.octave, state.score, state.came_from,
            state.voicing, f0_hz,
        )  # fmt: skip
        self._n_taken += n_ready
        too_early = min(n_ready, max(0, -first))
        return self._frames(max(0, first), f0_hz[:, too_early:])

    def _evidence(self, samples: NDArray[np.float32]) -> tuple[int, NDArray[np.float32]]:
        """What the head says of the frames that have their neighbours now."""
        n_new = self._front.push(samples)
        inputs = self._front.inputs
        return self._head.push(inputs, n_new, self._front.since) if n_new else (0, inputs)

    def _frames(self, first: int, f0_hz: NDArray[np.float32]) -> Frames:
        rings, n_frames = self._front.rings, f0_hz.shape[1]
        at = np.arange(first, first + n_frames) % rings.octave.shape[1]
        return Frames(
            first_frame=first,
            f0_hz=f0_hz,
            voicing=self._path.voicing.take(at, axis=1),
            level_db=rings.level_db.take(at, axis=1),
            bands_db=rings.bands_db.take(at, axis=1),
            band_db=rings.band_db.take(at, axis=1).reshape(self.n_streams, 2 * n_frames),
            change=rings.change.take(at, axis=1),
            clipped=rings.clipped.take(at, axis=1),
        )


def joined(parts: list[Frames]) -> Frames:
    """Consecutive frames as one run."""
    if len(parts) == 1:
        return parts[0]
    arrays = (part.name for part in fields(Frames) if part.name != "first_frame")
    return Frames(
        parts[0].first_frame, *(np.concatenate([getattr(part, name) for part in parts], axis=1) for name in arrays)
    )
