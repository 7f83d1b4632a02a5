"""Fit the activity head: pauses, syllables and filled pauses. Run after the pitch head, whose frames it reads."""

import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import torch

from corpus import formant, recorded
from corpus.recording import Recording, Split
from simulator.prosody.activity_head import REACH_FRAMES
from training.prosody.activity_examples import Examples, augmented, examples_of, nobody
from training.prosody.activity_network import ActivityNetwork, loss

HEAD: Final = Path(__file__).parents[2] / "src/simulator/prosody/heads/activity.npz"
_CHUNK_FRAMES: Final = 128
_CHUNKS: Final = 48
_PEAK_RATE: Final = 4e-3


def fit_activity(seed: int) -> None:
    """Train on the corpus's train split and write the head that the package ships; the same seed gives the same head.

    Raises:
        NotFound, BadInput: an archive of the corpus cannot be had, or is another.
    """
    examples = gather("train", seed, seconds=1500, seconds_per_voice=60, times=2)
    network = fit(examples, epochs=16, seed=seed)
    network.save(HEAD, examples.fingerprint())


def gather(split: Split, seed: int, *, seconds: float, seconds_per_voice: float, times: int) -> Examples:
    """Examples of all sources of one split."""
    rng = np.random.default_rng([seed, 0xAC7])
    heard = augmented(sources(split, seed, seconds=seconds, seconds_per_voice=seconds_per_voice), times=times, rng=rng)
    return examples_of(chain(heard, nobody(seconds=0.04 * seconds, rng=rng)))


def sources(split: Split, seed: int, *, seconds: float, seconds_per_voice: float) -> Iterator[Recording]:
    """Formant talkers, and recorded voices."""
    yield from formant.recordings(split, seconds=seconds, seed=seed)
    yield from recorded.recordings(split, seconds_per_voice=seconds_per_voice, seed=seed)


def fit(examples: Examples, *, epochs: int, seed: int, width: int = 48) -> ActivityNetwork:
    """Adam with one cycle of the learning rate; prints the loss."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = ActivityNetwork(width)
    inputs, targets = torch.from_numpy(examples.inputs), torch.from_numpy(examples.targets)
    starts = np.arange(REACH_FRAMES, len(inputs) - 2 * _CHUNK_FRAMES - REACH_FRAMES, _CHUNK_FRAMES)
    steps = len(starts) // _CHUNKS
    optimiser = torch.optim.AdamW(network.parameters(), lr=_PEAK_RATE, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _PEAK_RATE, epochs * steps, pct_start=0.15)
    around = torch.arange(-REACH_FRAMES, _CHUNK_FRAMES + REACH_FRAMES)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        order = rng.permutation(starts + rng.integers(0, _CHUNK_FRAMES))
        for step in range(steps):
            at = torch.from_numpy(order[step * _CHUNKS : (step + 1) * _CHUNKS])[:, None] + around
            told = targets[at[:, REACH_FRAMES:-REACH_FRAMES]].float()
            error = loss(network(inputs[at].float()), told)
            optimiser.zero_grad()
            torch.autograd.backward(error)
            optimiser.step()
            schedule.step()
            total += float(error.detach())
        print(f"epoch {epoch + 1}/{epochs}: loss {total / max(1, steps):.4f}, {time.monotonic() - began:.0f} s",
              flush=True)  # fmt: skip
    return network
