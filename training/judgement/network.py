"""multilingual-e5-small with low-rank changes (LoRA, Hu et al. 2021) and the heads that read it, as a torch module."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from simulator.language.learned.packed_e5 import PackedE5
from simulator.language.learned.reading import CODES, N_SAID

_MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""Of a block, as the packed file names them."""


@dataclass(frozen=True, slots=True)
class Outputs:
    said: Tensor
    """Logits (batch, N_SAID)."""
    codes: Tensor
    """Logits (batch, n_pieces, len(CODES))."""


class LowRankLinear(nn.Module):
    """A frozen matrix plus a trained one of low rank; the bias is trained too."""

    weight: Tensor

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.bias = nn.Parameter(bias)
        self.down = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, inputs: Tensor) -> Tensor:
        return functional.linear(inputs, self.weight, self.bias) + functional.linear(
            functional.linear(inputs, self.down), self.up
        )


class Standardised(nn.Module):
    """A linear map of inputs brought to mean 0 and deviation 1 as they were before training."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, n_inputs: int, n_outputs: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_inputs))
        self.register_buffer("deviation", torch.ones(n_inputs))
        self.linear = nn.Linear(n_inputs, n_outputs)

    def fit(self, inputs: Tensor) -> None:
        self.mean.copy_(inputs.mean(0))
        self.deviation.copy_(inputs.std(0) + 1e-4)

    def forward(self, inputs: Tensor) -> Tensor:
        outputs: Tensor = self.linear((inputs - self.mean) / self.deviation)
        return outputs


class Layer(nn.Module):
    """One block of BERT: attention, then feed-forward, each with its norm behind it."""

    def __init__(self, packed: PackedE5, index: int, rank: int) -> None:
        super().__init__()
        self.n_heads = packed.shape.heads
        self.linear = nn.ModuleDict({name: _linear(packed, f"l{index}.{name}", rank) for name in _MATRICES})
        self.norm = nn.ModuleDict({name: _norm(packed, f"l{index}.{name}") for name in ("aln", "oln")})

    def forward(self, inputs: Tensor, mask: Tensor, dropout: float) -> Tensor:
        batch, length, width = inputs.shape
        shape = (batch, length, self.n_heads, width // self.n_heads)
        query, key, value = (self.linear[name](inputs).view(shape).transpose(1, 2) for name in "qkv")
        context = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self.linear["ao"](context.transpose(1, 2).reshape(batch, length, width))
        middle = self.norm["aln"](inputs + functional.dropout(attended, dropout, self.training))
        fed = self.linear["fo"](functional.gelu(self.linear["fi"](middle)))
        outputs: Tensor = self.norm["oln"](middle + functional.dropout(fed, dropout, self.training))
        return outputs


class JudgementNetwork(nn.Module):
    """Pieces → what the utterance says, and which pieces are vague in what way."""

    word: Tensor
    place: Tensor

    def __init__(self, packed: PackedE5, rank: int, dropout: float) -> None:
        super().__init__()
        tensors, width = packed.tensors, packed.shape.width
        self.dropout = dropout
        self.register_buffer("word", torch.tensor(tensors["emb.word"]), persistent=False)
        self.register_buffer("place", torch.tensor(tensors["emb.pos"] + tensors["emb.type"][0]), persistent=False)
        self.norm = _norm(packed, "emb.ln")
        self.layers = nn.ModuleList(Layer(packed, index, rank) for index in range(packed.shape.layers))
        self.said, self.codes = Standardised(2 * width, N_SAID), Standardised(width, len(CODES))

    def forward(self, ids: Tensor, is_piece: Tensor, is_said: Tensor) -> Outputs:
        """Logits of a batch.

        Args:
            ids: pieces with their context before them, padded; (batch, length).
            is_piece: false where padded; (batch, length).
            is_said: true for the pieces of the utterance itself; (batch, length).
        """
        hidden = self.encode(ids, is_piece)
        return Outputs(self.said(pooled(hidden, is_said)), self.codes(hidden))

    def encode(self, ids: Tensor, is_piece: Tensor) -> Tensor:
        """Hidden states (batch, length, width)."""
        hidden = self.norm(self.word[ids] + self.place[: ids.shape[1]])
        hidden = functional.dropout(hidden, self.dropout, self.training)
        mask = is_piece[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, mask, self.dropout)
        found: Tensor = hidden
        return found

    @torch.no_grad()
    def standardise(self, ids: Tensor, is_piece: Tensor, is_said: Tensor) -> None:
        """Sets the heads' means and deviations from examples: E5's embeddings lie in a narrow cone."""
        hidden = self.encode(ids, is_piece)
        self.said.fit(pooled(hidden, is_said))
        self.codes.fit(hidden[is_said])


def _linear(packed: PackedE5, name: str, rank: int) -> LowRankLinear:
    return LowRankLinear(torch.tensor(packed.tensors[f"{name}.w"]), torch.tensor(packed.tensors[f"{name}.b"]), rank)


def _norm(packed: PackedE5, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(packed.shape.width, eps=packed.shape.norm_epsilon)
    norm.weight.data.copy_(torch.tensor(packed.tensors[f"{name}.w"]))
    norm.bias.data.copy_(torch.tensor(packed.tensors[f"{name}.b"]))
    return norm


def pooled(hidden: Tensor, is_said: Tensor) -> Tensor:
    """Mean and maximum over the pieces of the utterance; (batch, 2 x width)."""
    weight = is_said[..., None].to(hidden.dtype)
    mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
    return torch.cat([mean, hidden.masked_fill(~is_said[..., None], -1e4).amax(1)], 1)
