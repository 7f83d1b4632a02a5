"""corpus → inputs and targets of the activity head, through the product's own front end."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus import conditions, noises
from corpus.recording import RATE_HZ, Recording
from simulator.prosody.activity_head import REACH_FRAMES
from simulator.prosody.activity_inputs import N_INPUTS, head_inputs, turn_of
from simulator.prosody.bank import Frames
from simulator.prosody.tracking import frames_of
from training.prosody.activity_truth import N_TARGETS, targets_of

_CROP_PROB: Final = 0.4
_CROP_S: Final = (0.6, 6.0)
"""A short answer has no long-term peak and floor."""
_ALONE_PROB: Final = 0.4
_ALONE: Final = ("clean", "white10", "pink10", "pink20", "babble20", "babble10", "hum10", "hum10", "tel", "reverb")
Lesson: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32]]
"""What the head reads and what it should say of each frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Turns end to end, parted by `REACH_FRAMES` frames of zeros, as the product pads them."""

    inputs: NDArray[np.float16]
    """(n, 32)."""
    targets: NDArray[np.float16]
    """(n, 4): NaN where nothing is to be learned."""

    def fingerprint(self) -> str:
        """Hash of everything the network sees."""
        return hashlib.sha256(self.inputs.tobytes() + self.targets.tobytes()).hexdigest()


def examples_of(turns: Iterable[Lesson]) -> Examples:
    """Gather inputs and targets of turns."""
    inputs, targets = [np.zeros((REACH_FRAMES, N_INPUTS), np.float16)], [_nothing()]
    for read, told in turns:
        inputs += [read.astype(np.float16), np.zeros((REACH_FRAMES, N_INPUTS), np.float16)]
        targets += [told.astype(np.float16), _nothing()]
    return Examples(np.concatenate(inputs), np.concatenate(targets))


def _nothing() -> NDArray[np.float16]:
    return np.full((REACH_FRAMES, N_TARGETS), np.nan, np.float16)


def augmented(recordings: Iterable[Recording], *, times: int, rng: np.random.Generator) -> Iterator[Lesson]:
    """Each recording under random conditions, some of them cut down to a short turn."""
    for recording in recordings:
        targets = targets_of(recording, frames_of(recording.samples, RATE_HZ))
        for _ in range(times):
            frames = frames_of(_worsened(recording, rng), RATE_HZ)
            start, end = _crop(len(targets), rng)
            yield head_inputs(turn_of(cut(frames, start, end)), 0, end - start), targets[start:end]


def _worsened(recording: Recording, rng: np.random.Generator) -> NDArray[np.float32]:
    """A random mixture of everything that can go wrong, or, for two in five, one thing alone and plainly."""
    if rng.random() > _ALONE_PROB:
        return conditions.augment(recording, rng)[0]
    heard = conditions.degrade(recording, str(rng.choice(_ALONE)), seed=int(rng.integers(2**31)))
    return np.asarray(heard * np.float32(10 ** (rng.uniform(-20, 0) / 20)), np.float32)


def nobody(*, seconds: float, rng: np.random.Generator) -> Iterator[Lesson]:
    """Noises in which nobody speaks."""
    for _ in range(int(seconds / 6)):
        noise, _kind = noises.any_noise(6 * RATE_HZ, rng)
        noise = noise * 10 ** (rng.uniform(-60, -12) / 20) / max(1e-9, float(np.std(noise)))
        frames = frames_of(noise.clip(-1, 1).astype(np.float32), RATE_HZ)
        n_frames = frames.f0_hz.shape[1]
        yield head_inputs(turn_of(frames), 0, n_frames), np.zeros((n_frames, N_TARGETS), np.float32)


def _crop(n_frames: int, rng: np.random.Generator) -> tuple[int, int]:
    if rng.random() > _CROP_PROB:
        return 0, n_frames
    length = min(n_frames, int(100 * rng.uniform(*_CROP_S)))
    start = int(rng.integers(n_frames - length + 1))
    return start, start + length


def cut(frames: Frames, start: int, end: int) -> Frames:
    """Frames `start` to `end` as a turn of their own."""
    at = slice(start, end)
    return Frames(
        0, frames.f0_hz[:, at], frames.voicing[:, at], frames.level_db[:, at], frames.bands_db[:, at],
        frames.band_db[:, 2 * start : 2 * end], frames.change[:, at], frames.clipped[:, at],
    )  # fmt: skip
