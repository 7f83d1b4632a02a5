"""samples → per frame: candidates of pitch, the inputs of the head, levels; what `prosody.front_end` gives."""

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simulator.prosody import autocorrelation, decimation, front_end
from simulator.prosody.autocorrelation import N_BINS
from simulator.prosody.front_end import Rings, ring_size
from simulator.prosody.level import FLOOR_DB, HOP_SAMPLES, N_LAGS
from simulator.prosody.on_torch import level, peaks, surroundings
from simulator.prosody.on_torch.operators import DECIMATED_SPAN, LOW_HOP, operators_on
from simulator.prosody.surroundings import N_INPUTS
from simulator.prosody.syllable_band import STEP_SAMPLES

CUDA_ROWS: Final = 32_768
"""Frames per product: fills the processors of a large GPU, in some 500 MB."""


_SILENCE_SAMPLES: Final = autocorrelation.HALF - LOW_HOP // 2
"""Before the first sample at the low rate."""


def usual_rows(device: torch.device) -> int:
    """Frames per product that suit a device."""
    return CUDA_ROWS if device.type == "cuda" else front_end.ROWS


class TorchFrontEnd:
    """Levels, spectra and candidates of `n_streams` talks; what was measured waits on the device until it is read."""

    def __init__(self, n_streams: int, device: torch.device, *, n_rows: int, n_spare_frames: int) -> None:
        """`n_rows`: frames per product, of all streams; `n_spare_frames`: how many frames before the newest one must
        stay readable in the rings.
        """
        self.n_streams = n_streams
        self._device = device
        self.block_frames = min(max(1, n_rows // n_streams), level.LONGEST_BLOCK_FRAMES)
        self._operators = operators_on(device)
        self.inputs = np.zeros((0, N_INPUTS), np.float32)
        """What the bank hands to the head: nothing, for the head finds `head_inputs` on the device."""
        self._rings = Rings.empty(n_streams, ring_size(self.block_frames + n_spare_frames + 8))
        self.restart()

    def restart(self) -> None:
        """Set the clock to 0, with silence before the first sample, so that frame 0 is centred on the first 10 ms."""
        self.n_frames = self._n_samples = 0
        self.since = np.zeros(self.n_streams, np.int64)
        """(n_streams,): the first frame of each stream; those before it belong to nobody."""
        self._level_at, self._raw_at = decimation.LOOKBACK_SAMPLES, 0
        self._raw = self._zeros(decimation.LOOKBACK_SAMPLES)
        self._low = self._zeros(_SILENCE_SAMPLES)
        self._levels = level.floor(self.n_streams, 0, self._device)
        self._offset = level.at_rest(self.n_streams, self._device)
        self._surroundings = surroundings.State.at_rest(self.n_streams, self._device)
        self.head_inputs = self._zeros(0)
        """Shape (n_streams, n_frames, N_INPUTS), on the device; valid until the next push."""
        self._unread: Tensor | None = None
        for stream in range(self.n_streams):
            self._rings.reset(stream)

    def reset(self, stream: int) -> None:
        """Forget one stream."""
        self._raw[stream] = self._low[stream] = self._offset[stream] = 0
        self._levels[stream] = level.floor(1, self._levels.shape[1], self._device)[0]
        self._surroundings.reset(stream)
        self.rings.reset(stream)
        self.since[stream] = -(-self._n_samples // HOP_SAMPLES)

    @property
    def rings(self) -> Rings:
        """What was measured, in the memory of the host; asked for once the head has spoken, it waits only once."""
        if self._unread is not None:
            evidence, self._unread = self._unread.cpu().numpy(), None
            slots = np.arange(self.n_frames - evidence.shape[1], self.n_frames) % self._rings.octave.shape[1]
            at = 0
            for name in Rings.__slots__:
                ring = getattr(self._rings, name)
                width = 1 if ring.ndim == 2 else ring.shape[2]
                ring[:, slots] = evidence[..., at : at + width].reshape(*evidence.shape[:2], *ring.shape[2:])
                at += width
        return self._rings

    def push(self, samples: NDArray[np.float32]) -> int:
        """Take the next samples, at most `block_frames` frames long; the number of frames that are now measured."""
        self._take(torch.tensor(samples, device=self._device))
        n_frames = max(0, (self._low.shape[1] - autocorrelation.WINDOW_SAMPLES) // LOW_HOP + 1)
        if n_frames:
            self._measure(n_frames)
            self.n_frames += n_frames
        return n_frames

    def _zeros(self, n: int) -> Tensor:
        return torch.zeros((self.n_streams, n), device=self._device)

    def heard(self, first_frame: int, n_frames: int) -> Tensor:
        """Which frames belong to a stream, 1 or 0, shape (n_streams, n_frames)."""
        frames = np.arange(first_frame, first_frame + n_frames)
        return torch.tensor(frames >= self.since[:, None], dtype=torch.float32, device=self._device)

    def _take(self, samples: Tensor) -> None:
        """Levels at the full rate, and whole hops at the low one: every window ends with one."""
        self._n_samples += samples.shape[1]
        raw = torch.cat((self._raw, samples), 1)
        n_levels = (raw.shape[1] - self._level_at) // HOP_SAMPLES
        if n_levels:
            end = self._level_at + n_levels * HOP_SAMPLES
            heard = raw[:, self._level_at - N_LAGS + 1 : end]
            first = self.n_frames + self._levels.shape[1]
            levels = level.measure(heard, self.heard(first, n_levels), self._operators.to_bands, self._offset)
            self._levels, self._level_at = torch.cat((self._levels, levels), 1), end
        n_hops = max(0, (raw.shape[1] - self._raw_at - DECIMATED_SPAN) // HOP_SAMPLES + 1)
        if n_hops:
            end = self._raw_at + n_hops * HOP_SAMPLES
            spans = raw[:, self._raw_at : end - HOP_SAMPLES + DECIMATED_SPAN].unfold(1, DECIMATED_SPAN, HOP_SAMPLES)
            low = spans.flatten(0, 1) @ self._operators.to_low
            # The filter rings ahead of a sound: nothing may be heard before the first frame of a stream.
            first_hop = self.n_frames + (self._low.shape[1] - _SILENCE_SAMPLES) // LOW_HOP
            low = low.view(self.n_streams, n_hops, LOW_HOP) * self.heard(first_hop, n_hops)[..., None]
            self._low = torch.cat((self._low, low.flatten(1)), 1)
            self._raw_at = end
        n_used = min(self._raw_at, self._level_at - N_LAGS + 1)
        self._raw = raw[:, n_used:].clone()
        self._raw_at -= n_used
        self._level_at -= n_used

    def _measure(self, n_frames: int) -> None:
        end = (n_frames - 1) * LOW_HOP + autocorrelation.WINDOW_SAMPLES
        windows = self._low[:, :end].unfold(1, autocorrelation.WINDOW_SAMPLES, LOW_HOP)
        # Flat, or torch makes one product per stream of it.
        rows = windows.flatten(0, 1) @ self._operators.of_window
        seen = rows.view(self.n_streams, n_frames, -1)
        real, imaginary, hop = seen.tensor_split((N_BINS, 2 * N_BINS), -1)
        magnitude = (real.square() + imaginary.square()).sqrt()
        heard = self.heard(self.n_frames, n_frames)
        power = magnitude * magnitude.sqrt() * heard[..., None]
        total = power.sum(-1)
        levels = self._levels[:, :n_frames]
        self.head_inputs, change = surroundings.compare(power, total, levels, heard, self._surroundings)
        change = change * heard
        octave = peaks.find_peaks(power @ self._operators.to_lags, total)
        energy = hop.reshape(self.n_streams, n_frames, 2, STEP_SAMPLES).square().mean(-1)
        band_db = level.decibel(energy + 1e-30).clamp(min=FLOOR_DB)
        # In the order of the fields of `Rings`.
        self._unread = torch.cat((octave, levels[..., :-1], band_db, change[..., None], levels[..., -1:]), -1)
        self._low = self._low[:, n_frames * LOW_HOP :].clone()
        self._levels = self._levels[:, n_frames:].clone()
