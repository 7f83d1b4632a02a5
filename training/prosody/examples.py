"""recordings → what the pitch head reads and what it should say, through the product's own front end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.recording import Recording
from simulator.prosody.front_end import WINDOW_TAIL_SAMPLES, FrontEnd
from simulator.prosody.head import BEFORE_FRAMES
from simulator.prosody.level import HOP_SAMPLES
from simulator.prosody.surroundings import N_INPUTS


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Frames of many recordings end to end, parted by `BEFORE_FRAMES` frames that do not count."""

    inputs: NDArray[np.float16]
    """(n, 176)."""
    f0_hz: NDArray[np.float32]
    """(n,): NaN where not to be learned."""
    talk: NDArray[np.int32]
    """(n,): which recording a frame is of, from 1; 0 in the frames between recordings."""


def head_inputs(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the head reads of each whole 10 ms frame, shape (n_samples // 160, 176)."""
    front, n_frames = FrontEnd(1, n_spare_frames=0), len(samples) // HOP_SAMPLES
    padded = np.concatenate((samples, np.zeros(WINDOW_TAIL_SAMPLES, np.float32)))
    block = front.block_frames * HOP_SAMPLES
    parts = [np.zeros((0, N_INPUTS), np.float32)]
    for at in range(0, len(padded), block):
        n_new = front.push(padded[None, at : at + block])
        parts.append(front.inputs[:n_new].copy())
    return np.concatenate(parts)[:n_frames]


def examples_of(heard: Iterable[tuple[Recording, NDArray[np.float32]]]) -> Examples:
    """Gather recordings, each with the samples that a microphone made of it."""
    gap = np.zeros((BEFORE_FRAMES, N_INPUTS), np.float16)
    nobody = np.zeros(BEFORE_FRAMES, np.int32)
    inputs, f0_hz, talk = [gap], [np.full(BEFORE_FRAMES, np.nan, np.float32)], [nobody]
    for number, (recording, samples) in enumerate(heard, 1):
        inputs += [head_inputs(samples).astype(np.float16), gap]
        f0_hz += [recording.f0_hz, np.full(BEFORE_FRAMES, np.nan, np.float32)]
        talk += [np.full(len(recording.f0_hz), number, np.int32), nobody]
    return Examples(np.concatenate(inputs), np.concatenate(f0_hz), np.concatenate(talk))


def end_to_end(recordings: Iterable[Recording], *, longest_s: float) -> Iterator[Recording]:
    """Neighbours by one voice as one recording, so that the running peak and floor of a long talk are learned too."""
    held: list[Recording] = []
    for recording in recordings:
        duration_s = sum(len(part.samples) for part in held) / 16_000
        if held and (held[0].voice != recording.voice or duration_s > longest_s):
            yield joined(held)
            held = []
        held.append(recording)
    if held:
        yield joined(held)


def joined(parts: list[Recording]) -> Recording:
    """Recordings of one voice one after the other; pitch and speech only."""
    whole = [len(part.f0_hz) * HOP_SAMPLES for part in parts]
    return Recording(
        name=parts[0].name + "+",
        voice=parts[0].voice,
        source=parts[0].source,
        split=parts[0].split,
        samples=np.concatenate([part.samples[:n] for part, n in zip(parts, whole, strict=True)]),
        f0_hz=np.concatenate([part.f0_hz for part in parts]),
        is_speech=np.concatenate([part.is_speech for part in parts]),
    )
