"""How soon is it noticed that somebody began to speak, and how often does a sound that is no speech look like it?

On the sample clock alone: recorded sentences (shared/audio) that begin anywhere in a packet and in a frame of voice
activity, after a silent room; and ten minutes of sounds that are no speech. Each rule says how many frames of 32 ms
must look like speech, and how much.

Run: python -m benchmarks.speech.onsets
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.speech.clips import load
from benchmarks.speech.interruptions import from_onset
from simulator.flow import clock
from simulator.flow.audio import Samples
from simulator.speech.engines.silero import FRAME_SAMPLES, SileroNetwork

PACKET_SAMPLES: Final = clock.from_ms(20)
RATE: Final = clock.INPUT_RATE_HZ
NOISE_S: Final = 120


def probs_of(samples: Samples) -> Samples:
    return SileroNetwork().speech_probs(samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES])


def is_on(probs: Samples, n_frames: int, prob: float) -> NDArray[np.bool_]:
    """The frames at the end of which the rule says: speech; so many in a row."""
    on: NDArray[np.bool_] = np.convolve(probs >= prob, np.ones(n_frames), "full")[: len(probs)] >= n_frames
    return on


def first_hit(probs: Samples, from_frame: int, n_frames: int, prob: float) -> int | None:
    """The first of them from a frame on; None where there is none."""
    on = is_on(probs[from_frame:], n_frames, prob)
    return from_frame + int(on.argmax()) if on.any() else None


def hits(probs: Samples, n_frames: int, prob: float) -> int:
    """How often the rule says that speech begins."""
    on = is_on(probs, n_frames, prob)
    return int((on[1:] & ~on[:-1]).sum())


def noises(rng: np.random.Generator) -> Iterator[tuple[str, Samples]]:
    n = NOISE_S * RATE
    time_s = np.arange(n) / RATE
    white = rng.normal(0, 1, n)
    spectrum = np.fft.rfft(white)
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(len(spectrum)))), n)
    yield "white -40 dB", (white * 10**-2).astype(np.float32)
    yield "pink -30 dB", (pink / pink.std() * 10**-1.5).astype(np.float32)
    keys = np.zeros(n)
    for at in np.cumsum(rng.uniform(0.08, 0.4, 4 * NOISE_S)):
        start = int(at * RATE)
        if start < n - 800:
            keys[start : start + 800] += rng.normal(0, 0.2, 800) * np.exp(-np.arange(800) / rng.uniform(40, 160))
    yield "keyboard", keys.astype(np.float32)
    thumps = np.zeros(n)
    for at in np.cumsum(rng.uniform(0.6, 2.0, NOISE_S)):
        start, length = int(at * RATE), 4000
        if start < n - length:
            decay = np.exp(-np.arange(length) / 900)
            low = np.sin(2 * np.pi * rng.uniform(60, 140) * np.arange(length) / RATE)
            thumps[start : start + length] += 0.5 * decay * (low + 0.3 * rng.normal(0, 1, length))
    yield "doors and knocks", thumps.astype(np.float32)
    tones = sum(np.sin(2 * np.pi * f * time_s) for f in (220, 277.2, 329.6, 440))
    yield "chord, beating", (0.08 * tones * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * time_s))).astype(np.float32)


def measure() -> None:
    rng = np.random.default_rng(3)
    found: list[tuple[Samples, int]] = []
    for clip in load("real"):
        sound = from_onset(clip.samples)[:RATE]
        for _ in range(5):
            onset = 2 * RATE + int(rng.integers(0, 10_240))
            talk = rng.normal(0, 2e-4, onset + len(sound)).astype(np.float32)
            talk[onset:] += sound
            found.append((probs_of(talk), onset))
    quiet = [(name, probs_of(noise)) for name, noise in noises(rng)]
    print(f"{'frames, prob':14} {'p50':>5} {'p95':>5} {'never':>5}   false starts a minute")
    for n_frames, prob in product((1, 2, 3), (0.3, 0.5, 0.7, 0.9)):
        late = [_noticed_ms(probs, onset, n_frames, prob) for probs, onset in found]
        p50, p95 = np.percentile(late, [50, 95])
        never = sum(np.isinf(late))
        false = ", ".join(f"{name} {hits(p, n_frames, prob) * 60 / NOISE_S:.1f}" for name, p in quiet)
        print(f"{n_frames} x {prob:<10} {p50:5.0f} {p95:5.0f} {never:5}   {false}")


def _noticed_ms(probs: Samples, onset: int, n_frames: int, prob: float) -> float:
    """From the onset to the end of the packet that completes the frame."""
    index = first_hit(probs, onset // FRAME_SAMPLES, n_frames, prob)
    if index is None:
        return float("inf")
    packets = -(-(index + 1) * FRAME_SAMPLES // PACKET_SAMPLES)
    return 1000 * (packets * PACKET_SAMPLES - onset) / RATE


if __name__ == "__main__":
    measure()
