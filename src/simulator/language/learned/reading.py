"""What the learned heads make of one utterance, before the rules have a say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.flow.labels import ACTS, LEGAL_FLAGS, VAGUENESS_WEIGHT, Act, VaguenessCode
from simulator.language.learned.packed_e5 import Floats

N_SEVERITIES: Final = 4
CODES: Final[tuple[VaguenessCode, ...]] = tuple(VAGUENESS_WEIGHT)
N_SAID: Final = N_SEVERITIES + 1 + len(LEGAL_FLAGS) + len(ACTS)
"""Outputs per utterance: severity 0-3, core, legal flags, acts."""

ACT_FROM: Final = 0.5
_EDGE_RATIO: Final = 0.5
"""A stretch goes on while a piece is at least this sure, in proportion to the surest piece of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) that look vague in one way."""

    start: int
    end: int
    code: VaguenessCode
    prob: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Logits and probabilities of one utterance."""

    severity_probs: tuple[float, ...]
    """Of severity 0, 1, 2 and 3."""
    core_logit: float
    legal_logits: tuple[float, ...]
    """In the order of LEGAL_FLAGS."""
    act_probs: tuple[float, ...]
    """In the order of ACTS."""
    stretches: tuple[Stretch, ...]
    """The surest stretch of each code that looks possible at all, surest first."""

    @property
    def acts(self) -> frozenset[Act]:
        """Those more likely than not."""
        return frozenset(act for act, prob in zip(ACTS, self.act_probs, strict=True) if prob >= ACT_FROM)

    @property
    def vague_logit(self) -> float:
        """Log odds of severity 2 or more."""
        vague = min(max(sum(self.severity_probs[2:]), 1e-6), 1 - 1e-6)
        return float(np.log(vague / (1 - vague)))


def reading_of(outputs: Floats, stretches: list[Stretch]) -> Reading:
    """The reading of a turn in parts: what any of them says, and the vaguest severity."""
    severities = _softmax(outputs[:, :N_SEVERITIES])
    vaguest = severities[severities[:, 2:].sum(1).argmax()]
    rest = outputs[:, N_SEVERITIES:].max(0)
    legal, acts = rest[1 : 1 + len(LEGAL_FLAGS)], rest[1 + len(LEGAL_FLAGS) :]
    return Reading(
        severity_probs=tuple(vaguest.tolist()),
        core_logit=float(rest[0]),
        legal_logits=tuple(legal.tolist()),
        act_probs=tuple(sigmoid(acts).tolist()),
        stretches=tuple(sorted(stretches, key=lambda each: -each.prob)),
    )


def stretch_of(probs: Floats, spans: Sequence[tuple[int, int]], code: VaguenessCode) -> Stretch:
    """The pieces around the surest one that are nearly as sure."""
    first = last = surest = int(probs.argmax())
    least = probs[surest] * _EDGE_RATIO
    while first > 0 and probs[first - 1] >= least:
        first -= 1
    while last + 1 < len(probs) and probs[last + 1] >= least:
        last += 1
    return Stretch(spans[first][0], spans[last][1], code, float(probs[surest]))


def sigmoid(logits: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    probs: Floats = powers / powers.sum(-1, keepdims=True)
    return probs
