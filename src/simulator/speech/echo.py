"""The persona's own voice, come back through loudspeaker, room and microphone, is not the trainee's.

A gate and no canceller: it says of each frame of the microphone whether what the persona plays explains it. Band
levels are compared, not waveforms, so that neither the loudspeaker's distortion nor a drifting delay matters. The delay
is found by correlation, the loss on the way as the median of what comes back; a headset, from which nothing does, gives
so great a loss that no speech is ever taken for echo. Speech over the echo is louder in some bands, and passes.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.speech.engines.silero import FRAME_SAMPLES

Levels = NDArray[np.float32]
"""Shape (n_frames, n_bands), dB."""

HOP_SAMPLES: Final = FRAME_SAMPLES // 4
"""8 ms: the step in which the delay is looked for."""

LONGEST_DELAY_HOPS: Final = clock.from_ms(512) // HOP_SAMPLES
"""Network, sound card and air together; the pages start to play after 60 ms (web/src/audio/player.ts)."""

EDGES_HZ: Final = (150, 300, 450, 650, 900, 1250, 1700, 2300, 3100, 4200, 6000)
"""Ten bands of about equal weight for speech (our choice)."""

MARGIN_DB: Final = 7.0
"""A frame this much above what the echo explains, in its three most prominent bands, is somebody's voice (our choice,
benchmarks/speech/echoes.py)."""

CLEAR_DB: Final = 12.0
"""A single frame must be this much above it; one that is less waits for a second (our choice): one frame in fifty of an
echo is misjudged by a few dB, and each would stop the persona."""

PROMINENT_BANDS: Final = 3
DECAY_DB: Final = 4.0
"""A room of 0.5 s reverberation loses this much per frame of 32 ms (60 dB in 0.5 s)."""

SILENT_DB: Final = -70.0
"""Of the reference: below, nothing is played."""

PRIOR_LOSS_DB: Final = 3.0
"""Before anything came back: no echo is louder than what is played, less this (our choice)."""

KNOWN_FRAMES: Final = 12
"""From so many frames on (0.4 s of the persona's voice) the loss is what was measured."""

KEPT_FRAMES: Final = 160
"""Frames of the persona's voice that count: the last 5 s."""

EVERY_FRAMES: Final = 6
"""Delay and loss are estimated anew so often."""


@dataclass(slots=True)
class EchoGate:
    """One talk's echo: what is played goes in by `play`, the microphone by `is_echo`, both on the input clock."""

    _played: Levels = field(default_factory=lambda: np.zeros((0, len(EDGES_HZ) - 1), np.float32))
    """Of the hops from `_played_from` on."""
    _played_from: int = 0
    _delay_hops: int | None = None
    _loss_db: NDArray[np.float32] = field(
        default_factory=lambda: np.full(len(EDGES_HZ) - 1, -PRIOR_LOSS_DB, np.float32)
    )
    _heard: list[tuple[int, NDArray[np.float32]]] = field(default_factory=list)
    """Hop and levels of the microphone's frames while the persona spoke."""
    _n_heard: int = 0
    _was_above: bool = False
    """The frame before was a little above what the echo explains."""
    _tail: NDArray[np.float32] = field(default_factory=lambda: np.full(len(EDGES_HZ) - 1, -120.0, np.float32))

    def play(self, at_sample: int, samples: Samples) -> None:
        """What leaves for the loudspeaker, 16 kHz; a later call for the same time takes its place.

        Args:
            at_sample: of the input clock, when it would be heard if nothing took time.
        """
        hop = at_sample // HOP_SAMPLES
        levels = _levels(samples, HOP_SAMPLES)
        if not len(self._played):
            self._played_from = hop
        gap = hop - self._played_from - len(self._played)
        if gap > 0:
            silence = np.full((gap, levels.shape[1]), -120.0, np.float32)
            self._played = np.concatenate([self._played, silence])
        keep = max(0, hop - self._played_from)
        self._played = np.concatenate([self._played[:keep], levels])

    def stop(self, at_sample: int) -> None:
        """Nothing of what was to be played from here on is: the persona was held or cut off."""
        self._played = self._played[: max(0, at_sample // HOP_SAMPLES - self._played_from)]

    def is_echo(self, frame: Samples, at_sample: int) -> bool:
        """Whether what is played explains this frame of the microphone.

        Args:
            frame: FRAME_SAMPLES at 16 kHz.
            at_sample: of the input clock; frames come in order.
        """
        hop = at_sample // HOP_SAMPLES
        self._forget_before(hop)
        source = self._source(hop, self._delay_hops)
        self._tail = np.maximum(source, self._tail - np.float32(DECAY_DB))
        if self._tail.max() < SILENT_DB:
            self._was_above = False
            return False
        heard = _levels(frame, FRAME_SAMPLES)[0]
        if source.max() >= SILENT_DB:
            self._learn(hop, heard)
        excess_db = float(np.sort(heard - self._tail - self._loss_db)[-PROMINENT_BANDS:].mean())
        was_above, self._was_above = self._was_above, excess_db >= MARGIN_DB
        return excess_db < (MARGIN_DB if was_above else CLEAR_DB)

    def _source(self, hop: int, delay_hops: int | None) -> NDArray[np.float32]:
        """The loudest of what was played in the time a frame may echo; with no delay known, of all of it."""
        first, last = (0, LONGEST_DELAY_HOPS) if delay_hops is None else (delay_hops - 2, delay_hops + 2)
        start = hop - last - self._played_from
        end = hop - first + FRAME_SAMPLES // HOP_SAMPLES - self._played_from
        part = self._played[max(0, start) : max(0, end)]
        return part.max(axis=0) if len(part) else np.full(self._loss_db.shape, -120.0, np.float32)

    def _learn(self, hop: int, heard: NDArray[np.float32]) -> None:
        self._heard.append((hop, heard))
        del self._heard[:-KEPT_FRAMES]
        self._n_heard += 1
        if len(self._heard) < KNOWN_FRAMES or self._n_heard % EVERY_FRAMES:
            return
        heard_all = np.stack([levels for _, levels in self._heard])
        sources = self._sources()
        best = int(np.argmax(_likeness(heard_all, sources)))
        self._delay_hops = best
        self._loss_db = np.median(heard_all - sources[best], axis=0).astype(np.float32)

    def _sources(self) -> NDArray[np.float32]:
        """What each kept frame would echo, by delay; (n_delays, n_frames, n_bands)."""
        hops = np.array([hop for hop, _ in self._heard]) - self._played_from
        first = hops[0] - LONGEST_DELAY_HOPS + 1
        starts = np.arange(first, hops[-1] + 1)
        inside = np.clip(starts[:, None] + np.arange(FRAME_SAMPLES // HOP_SAMPLES), 0, len(self._played) - 1)
        loudest = self._played[inside].max(axis=1)  # of four hops from each on, once for all delays
        sources: NDArray[np.float32] = loudest[hops - np.arange(LONGEST_DELAY_HOPS)[:, None] - first]
        return sources

    def _forget_before(self, hop: int) -> None:
        kept_from = min([hop, *(at for at, _ in self._heard[:1])]) - 2 * LONGEST_DELAY_HOPS
        if kept_from - self._played_from > LONGEST_DELAY_HOPS and len(self._played):
            self._played = self._played[kept_from - self._played_from :]
            self._played_from = kept_from
        while self._heard and self._heard[0][0] < self._played_from + LONGEST_DELAY_HOPS:
            del self._heard[0]


def _likeness(one: Levels, others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Correlation of one course of levels with each of many, (n_delays, n_frames, n_bands); bands about their means."""
    a, b = one - one.mean(axis=0), others - others.mean(axis=1, keepdims=True)
    alike: NDArray[np.float32] = (a * b).sum(axis=(1, 2)) / (np.sqrt((a**2).sum() * (b**2).sum(axis=(1, 2))) + 1e-9)
    return alike


def _levels(samples: Samples, step: int) -> Levels:
    """Level of each band, dB, in windows of one frame every `step` samples; the last ones end in silence."""
    n = max(1, -(-len(samples) // step))
    padded = np.zeros((n - 1) * step + FRAME_SAMPLES, np.float32)
    padded[: min(len(samples), len(padded))] = samples[: len(padded)]
    windows = np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[::step] * _WINDOW
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2 / FRAME_SAMPLES**2
    bands = np.add.reduceat(power, _BAND_BINS, axis=1)[:, :-1]
    levels: Levels = (10 * np.log10(bands + 1e-12)).astype(np.float32)
    return levels


_WINDOW: Final = np.hanning(FRAME_SAMPLES).astype(np.float32)
_BAND_BINS: Final = np.array([round(hz * FRAME_SAMPLES / clock.INPUT_RATE_HZ) for hz in EDGES_HZ])
