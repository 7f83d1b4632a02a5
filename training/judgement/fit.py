"""Fits the low-rank changes and the heads on the train writers."""

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from simulator.flow.labels import ACTS, LEGAL_FLAGS
from simulator.language.corpus import Entry
from simulator.language.learned.packed_e5 import PackedE5
from simulator.language.learned.pieces import PieceReader
from simulator.language.learned.reading import N_SEVERITIES
from simulator.language.learned.tuned import Tuned
from training.judgement.examples import Batch, batched, collate, example
from training.judgement.network import JudgementNetwork, Outputs, Standardised

RANK = 16
DROPOUT = 0.1
BATCH = 24
RATE = 1.2e-3
"""Of everything that is trained."""
MORE_RATE = 0.4e-3
"""Where training goes on over a few new writers: little is unlearned, but half of their veiled law is missed even by
heads that heard it. Over the whole corpus 1e-3 learns it."""
WARM_UP_RATIO = 0.06
N_LEGAL = len(LEGAL_FLAGS)
HAS_FAST_BFLOAT16 = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
"""Half precision is two times faster where the processor knows it, and fifteen times slower where it does not."""
_PART_NAMES = {"weight": "w", "bias": "b", "up": "w.up", "down": "w.down"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, and from which draw."""

    epochs: int
    seed: int
    rate: float = RATE


def fit(
    entries: Sequence[Entry], packed: PackedE5, pieces: PieceReader, plan: Plan, start: Tuned | None = None
) -> JudgementNetwork:
    """Trains on all entries given; the same entries and plan give the same weights on the same machine.

    Args:
        start: what was learned before, to go on from.
    """
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)
    network = JudgementNetwork(packed, RANK, DROPOUT)
    if start is not None:
        _take_encoder(network, start)
    some = collate([example(entry, pieces) for entry in entries[::8]])
    network.eval().standardise(some.ids, some.is_piece, some.is_said)
    if start is not None:
        _take_heads(network, start)
    network.train()
    parameters = list(network.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=0.01)
    steps = max(1, plan.epochs * -(-len(entries) // BATCH))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / steps))
    since_s = time.monotonic()
    for epoch in range(plan.epochs):
        total = 0.0
        for batch in batched([example(entry, pieces, draw) for entry in entries], BATCH, draw):
            with torch.autocast("cpu", torch.bfloat16, enabled=HAS_FAST_BFLOAT16):
                outputs = network(batch.ids, batch.is_piece, batch.is_said)
            loss = loss_of(outputs, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch.ids)
        took_s = time.monotonic() - since_s
        sys.stdout.write(f"epoch {epoch + 1} of {plan.epochs}: loss {total / len(entries):.3f}, {took_s:.0f} s\n")
        sys.stdout.flush()
    return network.eval()


def loss_of(outputs: Outputs, batch: Batch) -> Tensor:
    """Cross entropies of severity, core, legal flags, acts and codes; each counts about as much as its share of use."""
    said = outputs.said.float()
    core, legal, acts = N_SEVERITIES, N_SEVERITIES + 1, N_SEVERITIES + 1 + N_LEGAL
    bce = functional.binary_cross_entropy_with_logits
    loss = functional.cross_entropy(said[:, :core], batch.said[:, :core], label_smoothing=0.05)
    loss = loss + bce(said[:, core], batch.said[:, core])
    weight = torch.tensor(4.0)  # flags are rare
    loss = loss + N_LEGAL / 3 * bce(said[:, legal:acts], batch.said[:, legal:acts], pos_weight=weight)
    loss = loss + len(ACTS) / 8 * bce(said[:, acts:], batch.said[:, acts:])
    codes = bce(outputs.codes.float(), batch.codes, pos_weight=torch.tensor(2.0), reduction="none").sum(-1)
    return loss + (codes * batch.is_said).sum() / batch.is_said.sum()


def weights_of(network: JudgementNetwork) -> dict[str, np.ndarray]:
    """As heads/judgement.npz holds them: changes and norms in half precision, heads in single."""
    heads = {"said": network.said, "codes": network.codes}
    encoder = {name: values for name, values in network.state_dict().items() if name.split(".")[0] not in heads}
    arrays = {_packed_name(name): values.numpy().astype(np.float16) for name, values in encoder.items()}
    for name, head in heads.items():
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = _plain_linear(head)
    return arrays


def _take_encoder(network: JudgementNetwork, start: Tuned) -> None:
    """The encoder as `weights_of` wrote it."""
    state = network.state_dict()
    names = [name for name in state if name.split(".")[0] not in ("said", "codes")]
    learned = {name: torch.from_numpy(start.arrays[_packed_name(name)].astype(np.float32)) for name in names}
    network.load_state_dict(state | learned)


def _take_heads(network: JudgementNetwork, start: Tuned) -> None:
    """The heads as `weights_of` wrote them, on inputs that are standardised again."""
    with torch.no_grad():
        for head, plain in ((network.said, start.said), (network.codes, start.codes)):
            weight, bias = torch.from_numpy(plain.weight), torch.from_numpy(plain.bias)
            head.linear.weight.copy_(weight * head.deviation)
            head.linear.bias.copy_(bias + weight @ head.mean)


def _packed_name(name: str) -> str:
    """The name in the packed file: `layers.3.linear.q.up` is part of what changes `l3.q.w`."""
    *place, part = name.split(".")
    at = "emb.ln" if place == ["norm"] else f"l{place[1]}.{place[3]}"
    return f"{at}.{_PART_NAMES[part]}"


def _plain_linear(head: Standardised) -> tuple[np.ndarray, np.ndarray]:
    """The head on inputs as they are."""
    weight = head.linear.weight / head.deviation
    bias = head.linear.bias - weight @ head.mean
    return weight.detach().numpy(), bias.detach().numpy()


def _rate(done: float) -> float:
    return min(1.0, (done + 1e-3) / WARM_UP_RATIO) * max(0.02, 1.0 - done)
