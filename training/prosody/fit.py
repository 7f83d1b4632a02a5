"""Fit the pitch head."""

import time

import numpy as np
import torch
from torch import Tensor

from simulator.prosody.head import AFTER_FRAMES, BEFORE_FRAMES
from training.prosody.examples import Examples
from training.prosody.network import PitchNetwork, loss, windows

_CHUNK_FRAMES = 32
_CHUNKS = 128
_SEMITONE_SHARE = 0.3


def fit(
    train: Examples, tune: Examples, *, network: PitchNetwork, epochs: int, seed: int, peak_rate: float = 3e-3
) -> PitchNetwork:
    """Adam with one cycle of the learning rate; prints the losses on both splits."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, f0_hz, counts = _tensors(train)
    starts = np.arange(BEFORE_FRAMES, len(f0_hz) - _CHUNK_FRAMES - AFTER_FRAMES, _CHUNK_FRAMES)
    steps = len(starts) // _CHUNKS
    optimiser = torch.optim.AdamW(network.parameters(), lr=peak_rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak_rate, epochs * steps, pct_start=0.15)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        order = rng.permutation(starts + rng.integers(0, _CHUNK_FRAMES))
        for step in range(steps):
            at = windows(torch.from_numpy(order[step * _CHUNKS : (step + 1) * _CHUNKS]), _CHUNK_FRAMES)
            at = at.clamp(max=len(f0_hz) - 1)
            told = at[:, BEFORE_FRAMES:-AFTER_FRAMES]
            outputs = network(inputs[at].float(), counts[at])
            voicing, semitone = loss(outputs, f0_hz[told])
            whole = voicing + _SEMITONE_SHARE * semitone
            optimiser.zero_grad()
            torch.autograd.backward(whole)
            optimiser.step()
            schedule.step()
            total += float(whole.detach())
        print(
            f"epoch {epoch + 1}/{epochs}: loss {total / max(1, steps):.4f}, tune {evaluate(network, tune)}, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
    return network


def _tensors(examples: Examples) -> tuple[Tensor, Tensor, Tensor]:
    return torch.from_numpy(examples.inputs), torch.from_numpy(examples.f0_hz), torch.from_numpy(examples.counts)


def evaluate(network: PitchNetwork, examples: Examples) -> str:
    """Losses and voicing errors, in words."""
    inputs, f0_hz, counts = _tensors(examples)
    with torch.no_grad():
        starts = torch.arange(BEFORE_FRAMES, len(f0_hz) - 1024 - AFTER_FRAMES, 1024)
        at = windows(starts, 1024)
        outputs = network(inputs[at].float(), counts[at])
        told = f0_hz[at[:, BEFORE_FRAMES:-AFTER_FRAMES]]
        voicing, semitone = loss(outputs, told)
        known = ~torch.isnan(told)
        wrong = ((outputs[..., 0] > 0) != (told > 0))[known].float().mean()
    return f"voicing {voicing:.4f} semitone {semitone:.4f} wrong {100 * wrong:.2f} %"
