"""Fit the pitch head."""

import time

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from simulator.prosody.head import AFTER_FRAMES
from training.prosody.examples import Examples
from training.prosody.network import LEAD_FRAMES, PitchNetwork, loss, windows

_CHUNK_FRAMES = 128
_CHUNKS = 32
_CHUNKS_EVALUATED = 64
_SEMITONE_SHARE = 0.3


def fit(
    train: Examples, tune: Examples, *, network: PitchNetwork, epochs: int, seed: int, peak_rate: float = 3e-3
) -> PitchNetwork:
    """Adam with one cycle of the learning rate; prints the losses on both splits."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    starts = np.arange(0, len(train.f0_hz) - 2 * _CHUNK_FRAMES, _CHUNK_FRAMES)
    steps = len(starts) // _CHUNKS
    optimiser = torch.optim.AdamW(network.parameters(), lr=peak_rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak_rate, epochs * steps, pct_start=0.15)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        order = rng.permutation(starts + rng.integers(0, _CHUNK_FRAMES))
        for step in range(steps):
            outputs, f0_hz = _outputs(network, train, order[step * _CHUNKS : (step + 1) * _CHUNKS])
            voicing, semitone = loss(outputs, f0_hz)
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


def _outputs(network: PitchNetwork, examples: Examples, starts: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
    """What the network says of chunks, and their pitch, both (n_chunks, _CHUNK_FRAMES[, 64])."""
    at = windows(torch.from_numpy(starts), _CHUNK_FRAMES)
    inside = at.clamp(0, len(examples.f0_hz) - 1)
    talk = torch.from_numpy(examples.talk)[inside] * (at == inside)
    outputs = network(torch.from_numpy(examples.inputs)[inside].float(), talk)
    return outputs, torch.from_numpy(examples.f0_hz)[inside[:, LEAD_FRAMES:-AFTER_FRAMES]]


def evaluate(network: PitchNetwork, examples: Examples) -> str:
    """Losses and voicing errors, in words."""
    starts = np.arange(0, len(examples.f0_hz) - _CHUNK_FRAMES, _CHUNK_FRAMES)
    parts = [starts[at : at + _CHUNKS_EVALUATED] for at in range(0, len(starts), _CHUNKS_EVALUATED)]
    with torch.no_grad():
        found = [_outputs(network, examples, part) for part in parts]
        outputs, told = (torch.cat(tensors) for tensors in zip(*found, strict=True))
        voicing, semitone = loss(outputs, told)
        known = ~torch.isnan(told)
        wrong = ((outputs[..., 0] > 0) != (told > 0))[known].float().mean()
    return f"voicing {voicing:.4f} semitone {semitone:.4f} wrong {100 * wrong:.2f} %"
