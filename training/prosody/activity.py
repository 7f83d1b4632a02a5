"""The activity head, from the corpus to the file that the product reads. Run after the pitch head: it reads its frames.

Pauses, syllables and filled pauses of docs/models/activity-head.md.
"""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import torch

from corpus import espeak, formant, neural, recorded, resynthesis
from simulator.prosody.activity_head import REACH_FRAMES
from training.prosody.activity_examples import Examples, Lesson, augmented, examples_of, nobody
from training.prosody.activity_network import ActivityNetwork, loss
from training.prosody.mixture import Part

HEAD: Final = Path(__file__).parents[2] / "src/simulator/prosody/heads/activity.npz"
_EPOCHS: Final = 40
_CHUNK_FRAMES: Final = 128
_CHUNKS: Final = 48
_PEAK_RATE: Final = 4e-3
_NOBODY_S: Final = 100.0


PARTS: Final = {
    "formant": Part(lambda split, seed: formant.recordings(split, seconds=1_200, seed=seed), 12),
    "neural": Part(lambda split, seed: neural.recordings(split, seconds_per_voice=20, seed=seed), 12),
    "espeak": Part(lambda split, seed: espeak.recordings(split, seconds_per_voice=10, seed=seed), 12),
    "resynthesis": Part(lambda split, seed: resynthesis.recordings(split, seconds_per_voice=10, seed=seed), 12),
    "recorded": Part(lambda split, seed: recorded.recordings(split, seconds_per_voice=30, seed=seed), 8),
}


def fit_activity(seed: int, *, epochs: int = _EPOCHS, out: Path = HEAD) -> None:
    """Make the examples, fit, and store the weights with what they were made from; the same for the same seed.

    About a quarter of an hour on one core once the clauses of the neural voices lie on disk.

    Raises:
        NotFound, BadInput, Unavailable, ModelMissing: a source of the corpus cannot be had, or is another.
    """
    torch.set_num_threads(1)
    turns = {name: list(_turns(part, seed)) for name, part in PARTS.items()}
    turns["nobody"] = list(nobody(seconds=_NOBODY_S, rng=np.random.default_rng(seed)))
    examples = examples_of(turn for part in turns.values() for turn in part)
    provenance = {
        "seed": seed,
        "epochs": epochs,
        "hours": {name: round(sum(len(told) for _, told in part) / 360_000, 2) for name, part in turns.items()},
        "data_sha256": examples.fingerprint(),
    }
    network = fit(examples, epochs=epochs, seed=seed)
    network.save(out, provenance=json.dumps(provenance, sort_keys=True))


def _turns(part: Part, seed: int) -> Iterable[Lesson]:
    return augmented(part.read("train", seed), times=part.n_versions, rng=np.random.default_rng(seed))


def fit(examples: Examples, *, epochs: int, seed: int) -> ActivityNetwork:
    """Adam with one cycle of the learning rate; prints the loss of each epoch."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = ActivityNetwork()
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
        took_s = time.monotonic() - began
        print(f"epoch {epoch + 1}/{epochs}: loss {total / max(1, steps):.4f}, {took_s:.0f} s", flush=True)
    return network
